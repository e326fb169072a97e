use std::fmt;

use serde::Deserialize;

use crate::{Outcome, Visitor};

/// Something a person with a disability stumbles over.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    pub id: String,
    pub help: String,
    /// Where, as selectors, with what axe says to do.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.help)?;
        self.places.iter().try_for_each(|place| write!(f, "\n    {place}"))
    }
}

const RUN: &str =
    "axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => ({
    id: v.id, help: v.help,
    places: v.nodes.map(n => n.target.join(' ') + ' · ' + n.failureSummary.replace(/\\s+/g, ' ')),
})))";

impl Visitor {
    /// What axe finds on the page as it stands. The script is brought in through the browser's
    /// own debugging protocol, which the page's content security policy does not govern.
    pub async fn axe(&self) -> Outcome<Vec<Violation>> {
        if !self.eval::<bool>("'axe' in globalThis").await? {
            let script = tokio::fs::read_to_string(script()?).await?;
            self.eval::<bool>(&format!("{script};true")).await?;
        }
        self.eval(RUN).await
    }
}

fn script() -> Outcome<std::ffi::OsString> {
    let given = std::env::var_os("AXE_JS");
    Ok(given.ok_or("AXE_JS names no axe.min.js: run `cargo xtask browser`")?)
}
