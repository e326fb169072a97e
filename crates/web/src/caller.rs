use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use commonround_kernel::{Actor, Error, Result, Timestamp};

use crate::session::{Me, Resolved};
use crate::site::Site;
use crate::{Lang, Refused, Theme, Ui, Wants};

/// The one who asks: who they are, in which language, and what they want back. Every handler can
/// take one, signed in or not.
#[derive(Clone)]
pub struct Caller(Arc<Inner>);

pub(crate) struct Inner {
    pub site: Arc<Site>,
    pub resolved: Option<Resolved>,
    pub lang: Lang,
    /// `?lang=` was in the address: links keep it for readers who have no account to keep it.
    pub lang_asked: bool,
    pub wants: Wants,
    pub path: String,
    pub query: String,
    pub next: Option<String>,
    pub said: Option<String>,
    pub now: Timestamp,
    pub address: IpAddr,
    pub request_id: String,
}

impl Caller {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// Somebody signed out who asks for a page outside any request: for views in tests and letters.
    #[must_use]
    pub fn stranger(site: Arc<Site>, lang: Lang, now: Timestamp) -> Self {
        Self::new(Inner {
            site,
            resolved: None,
            lang,
            lang_asked: false,
            wants: Wants::Page,
            path: "/".to_owned(),
            query: String::new(),
            next: None,
            said: None,
            now,
            address: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            request_id: String::new(),
        })
    }

    /// The same, signed in.
    #[must_use]
    pub fn member(site: Arc<Site>, resolved: Resolved, now: Timestamp) -> Self {
        let lang = resolved.lang.unwrap_or_default();
        let stranger = Self::stranger(site, lang, now);
        let mut inner = Arc::into_inner(stranger.0).expect("made on the line above");
        inner.resolved = Some(resolved);
        Self::new(inner)
    }

    #[must_use]
    pub fn actor(&self) -> Option<&Actor> {
        self.0.resolved.as_ref().map(|found| &found.actor)
    }

    /// The actor, or 401.
    pub fn require(&self) -> Result<&Actor> {
        self.actor().ok_or(Error::Unauthenticated("sign_in_required"))
    }

    #[must_use]
    pub fn me(&self) -> Option<&Me> {
        self.0.resolved.as_ref().map(|found| &found.me)
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.0.lang
    }

    #[must_use]
    pub fn theme(&self) -> Theme {
        self.0.resolved.as_ref().map_or(Theme::System, |found| found.theme)
    }

    /// The moment the request came in.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.now
    }

    #[must_use]
    pub fn wants(&self) -> Wants {
        self.0.wants
    }

    /// The path of the request, without its query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Where `?next=` asks to go after signing in: always a path of this instance.
    #[must_use]
    pub fn next(&self) -> Option<&str> {
        self.0.next.as_deref()
    }

    /// The text that a form left for the next page (`Done::saying`).
    #[must_use]
    pub fn said(&self) -> Option<&str> {
        let key = self.0.said.as_deref().filter(|key| key.contains("-notice-"))?;
        self.0.site.languages.plain(self.lang(), key)
    }

    /// The address the request came from, past the proxies we trust.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        self.0.address
    }

    /// What rate limits count by: the account, else the address. An IPv6 household has a /64.
    #[must_use]
    pub fn limit_key(&self) -> String {
        match (self.actor(), self.address()) {
            (Some(actor), _) => format!("account {}", actor.account),
            (None, IpAddr::V4(v4)) => format!("address {v4}"),
            (None, IpAddr::V6(v6)) => {
                let [a, b, c, d, ..] = v6.segments();
                format!("address {a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }

    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    #[must_use]
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// For writing HTML outside a handler's own closures, such as in a live stream.
    #[must_use]
    pub fn ui(&self) -> Ui<'_> {
        Ui::new(self)
    }

    /// A link that keeps a language asked for by `?lang=`.
    #[must_use]
    pub fn href<'p>(&self, path: &'p str) -> Cow<'p, str> {
        if !self.0.lang_asked || self.actor().is_some() || !path.starts_with('/') {
            return Cow::Borrowed(path);
        }
        Cow::Owned(with_query(path, "lang", self.lang().as_str()))
    }

    /// This page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        let kept = self.0.query.split('&').filter(|pair| !pair.is_empty());
        let kept = kept.filter(|pair| !pair.starts_with("lang=") && !pair.starts_with("said="));
        let query: Vec<&str> = kept.collect();
        let mark = if query.is_empty() { "" } else { "?" };
        // A link that starts with two slashes, either way round, leads to another site.
        let path = self.path().trim_start_matches(['/', '\\']);
        with_query(&format!("/{path}{mark}{}", query.join("&")), "lang", lang.as_str())
    }
}

/// Adds a parameter before the fragment, if there is one.
pub(crate) fn with_query(path: &str, name: &str, value: &str) -> String {
    let (path, fragment) = path.find('#').map_or((path, ""), |at| path.split_at(at));
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{name}={value}{fragment}")
}

/// Whether a `next` leads to a path of this instance and nowhere else.
pub(crate) fn leads_home(next: &str) -> bool {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    plain && next.starts_with('/') && !next.starts_with("//")
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Refused(Error::fault("a route outside serve_stack has no caller")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_leads_home_or_nowhere() {
        for good in ["/", "/settings", "/@dana/12?x=1"] {
            assert!(leads_home(good), "{good}");
        }
        for bad in ["", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/\n"]
        {
            assert!(!leads_home(bad), "{bad}");
        }
    }

    #[test]
    fn a_page_in_another_language_is_a_page_of_this_site() {
        let site = Site::new("Maple", "http://maple.test", &[], Vec::new()).unwrap();
        let now = Timestamp::from_millis(0);
        let mut inner = Arc::into_inner(Caller::stranger(Arc::new(site), Lang::En, now).0).unwrap();
        for (path, link) in [
            ("/", "/?lang=fr"),
            ("/things/3", "/things/3?lang=fr"),
            ("//evil.example/x", "/evil.example/x?lang=fr"),
            ("/\\/evil.example/x", "/evil.example/x?lang=fr"),
        ] {
            inner.path = path.to_owned();
            let caller = Caller::new(inner);
            assert_eq!(caller.in_language(Lang::Fr), link, "{path}");
            inner = Arc::into_inner(caller.0).unwrap();
        }
    }

    #[test]
    fn a_parameter_goes_before_the_fragment() {
        assert_eq!(with_query("/a", "lang", "fr"), "/a?lang=fr");
        assert_eq!(with_query("/a?q=1#x", "lang", "fr"), "/a?q=1&lang=fr#x");
    }
}
