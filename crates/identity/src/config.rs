use url::Url;

/// What this room needs to know of the instance.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where people reach the instance; links in letters begin with it.
    pub public_url: Url,
    /// The name of the instance, as letters give it.
    pub site_name: String,
}

impl Config {
    /// Whether people reach us over TLS, so that the cookie may ask for it.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// A whole address for a path of ours.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        let base = self.public_url.origin().ascii_serialization();
        format!("{base}{path}")
    }
}
