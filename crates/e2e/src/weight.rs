use serde::Deserialize;

use crate::{Outcome, Visitor};

/// What came over the wire for one page, compressed, in bytes of bodies.
#[derive(Debug, Clone, Deserialize)]
pub struct Weight {
    pub page: u64,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Part {
    pub name: String,
    pub bytes: u64,
}

impl Weight {
    /// Everything but pictures of people's posts.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.page + self.parts.iter().map(|part| part.bytes).sum::<u64>()
    }

    #[must_use]
    pub fn scripts(&self) -> u64 {
        let scripts = self.parts.iter().filter(|part| part.name.ends_with(".js"));
        scripts.map(|part| part.bytes).sum()
    }
}

const ASK: &str = "(() => {
    const [page] = performance.getEntriesByType('navigation');
    const parts = performance.getEntriesByType('resource')
        .filter(r => !r.name.includes('/live/'))
        .map(r => ({ name: new URL(r.name).pathname, bytes: r.encodedBodySize }));
    return { page: page.encodedBodySize, parts };
})()";

impl Visitor {
    /// The weight of the page just opened; right for the first page of a visitor, whose cache is
    /// empty.
    pub async fn weight(&self) -> Outcome<Weight> {
        self.eval(ASK).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_added_up() {
        let part = |name: &str, bytes| Part { name: name.to_owned(), bytes };
        let parts = vec![part("/assets/app.1.css", 7), part("/assets/app.2.js", 5)];
        let weight = Weight { page: 11, parts };
        assert_eq!((weight.total(), weight.scripts()), (23, 5));
    }
}
