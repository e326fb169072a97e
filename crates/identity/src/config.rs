use commonround_text::titles::Pack;
use url::Url;

/// What this room needs to know of the instance.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where people reach the instance; links in letters begin with it.
    pub public_url: Url,
    /// The name of the instance, as letters give it.
    pub site_name: String,
    /// The titles that are protected here: the code of a bundled pack, `ON-2026` or `generic`.
    pub title_pack: String,
}

impl Config {
    /// Whether people reach us over TLS, so that the cookie may ask for it.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// The pack of titles; the generic one where the code is none of ours.
    ///
    /// # Panics
    /// Never: the generic pack comes with the product.
    #[must_use]
    pub fn pack(&self) -> &'static Pack {
        let generic = || Pack::bundled("generic");
        Pack::bundled(&self.title_pack).or_else(generic).expect("the generic pack is bundled")
    }

    /// A whole address for a path of ours.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        let base = self.public_url.origin().ascii_serialization();
        format!("{base}{path}")
    }
}
