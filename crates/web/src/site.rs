use commonround_kernel::{Error, Result};
use url::Url;

use crate::Bell;
use crate::i18n::{Catalogue, Languages};

/// Who sees a room in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Always,
    SignedIn,
    SignedOut,
    /// Whoever works in health.
    Professional,
}

/// A place in the navigation. Only rooms that exist are listed.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub href: &'static str,
    pub icon: &'static str,
    pub label_key: &'static str,
    pub when: When,
}

/// A link at the foot of each page.
#[derive(Debug, Clone, Copy)]
pub struct FootLink {
    pub href: &'static str,
    pub label_key: &'static str,
}

/// What each page of this instance has in common. Made once at start.
pub struct Site {
    pub name: String,
    pub public_url: Url,
    pub languages: Languages,
    pub rooms: Vec<Room>,
    pub foot: Vec<FootLink>,
    /// Where a new post is written; `None` hides the button.
    pub compose: Option<&'static str>,
    /// A line on top of every page, such as the demo's.
    pub banner_key: Option<&'static str>,
    /// Tells members what is new for them; `None` hides it.
    pub bell: Option<Bell>,
}

impl Site {
    /// Merges the catalogues of all rooms with this crate's own.
    ///
    /// # Errors
    /// A public URL that is none, and every fault of `Languages::merge`.
    pub fn new(
        name: &str,
        public_url: &str,
        catalogues: &[Catalogue],
        rooms: Vec<Room>,
    ) -> Result<Self> {
        let public_url = Url::parse(public_url)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or_else(|| Error::invalid("public_url", "malformed"))?;
        let mut all = vec![crate::CATALOGUE];
        all.extend_from_slice(catalogues);
        let languages = Languages::merge(&all)?;
        let name = name.to_owned();
        let (foot, compose, banner_key, bell) = (Vec::new(), None, None, None);
        Ok(Self { name, public_url, languages, rooms, foot, compose, banner_key, bell })
    }

    /// Whether people reach the instance over TLS: decides the cookie's name and HSTS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Where browsers say they come from when they come from here.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// A path of this instance as a full address, for letters and feeds.
    #[must_use]
    pub fn address_of(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }
}
