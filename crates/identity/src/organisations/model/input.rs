use commonround_kernel::{Invalid, Result};
use url::{Host, Url};

use super::{Kind, PLACES};
use crate::model::{Email, Handle};
use crate::organisations::limits::{
    HOME_PAGE_CHARS_MAX, NAME_CHARS_MAX, NUMBER_CHARS_MAX, REGISTRY_CHARS_MAX,
};

/// The home page of an organisation, and the domain it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomePage {
    url: Url,
    domain: String,
}

impl HomePage {
    /// Over TLS, at a name of its own, on the usual port. `https://` may be left out.
    ///
    /// # Errors
    /// On `home_page`: `required`, `too_long`, `malformed`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let refused = |why| Invalid::new("home_page", why);
        let typed = raw.trim();
        if typed.is_empty() {
            return Err(refused("required"));
        }
        if typed.chars().count() > HOME_PAGE_CHARS_MAX {
            return Err(refused("too_long"));
        }
        let whole =
            if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let url = Url::parse(&whole).map_err(|_| refused("malformed"))?;
        let plain = url.scheme() == "https"
            && url.port().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let domain = domain_of(&url).filter(|_| plain).ok_or_else(|| refused("malformed"))?;
        Ok(Self { url, domain })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// Without `www.`.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// It is the first page of its host, so that whoever writes it runs the host.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.url.path() == "/" && self.url.query().is_none()
    }

    /// A link of the page, made whole.
    #[must_use]
    pub fn join(&self, href: &str) -> Option<String> {
        self.url.join(href).ok().map(String::from)
    }

    /// Where the file with the proof lies.
    #[must_use]
    pub fn proof_file(&self) -> String {
        let host = self.url.host_str().unwrap_or(&self.domain);
        format!("https://{host}/.well-known/commonround.txt")
    }
}

fn domain_of(url: &Url) -> Option<String> {
    let Some(Host::Domain(host)) = url.host() else { return None };
    let host = host.trim_end_matches('.');
    let domain = host.strip_prefix("www.").unwrap_or(host);
    domain.contains('.').then(|| domain.to_owned())
}

/// What an organisation says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub kind: Kind,
    pub home_page: HomePage,
    /// A code of `PLACES`.
    pub jurisdiction: &'static str,
}

impl Profile {
    /// # Errors
    /// On `name`: `required`, `too_long`, `control_character`, `bidi_control`, `malformed` where it
    /// has no letter, `mixed_scripts`; on `kind` and `jurisdiction`: `required`, `unknown`; on
    /// `home_page` as `HomePage`.
    pub fn parse(name: &str, kind: &str, home_page: &str, place: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let name = invalid.take(parse_name(name));
        let kind = invalid.take(choose("kind", kind, Kind::known));
        let home_page = invalid.take(HomePage::parse(home_page));
        let known = |code: &str| PLACES.iter().find(|place| place.code == code);
        let place = invalid.take(choose("jurisdiction", place, known));
        match (name, kind, home_page, place) {
            (Some(name), Some(kind), Some(home_page), Some(place)) => {
                Ok(Self { name, kind, home_page, jurisdiction: place.code })
            }
            _ => Err(invalid),
        }
    }
}

fn parse_name(raw: &str) -> Result<String, Invalid> {
    let name = line("name", raw, NAME_CHARS_MAX)?;
    if commonround_text::name_key(&name).is_empty() {
        return Err(Invalid::new("name", "malformed"));
    }
    if commonround_text::mixed_scripts(&name) {
        return Err(Invalid::new("name", "mixed_scripts"));
    }
    Ok(name)
}

/// An organisation about to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganisation {
    pub handle: Handle,
    pub profile: Profile,
}

impl NewOrganisation {
    /// # Errors
    /// On `handle` as `Handle`; what `profile` refused.
    pub fn parse(handle: &str, profile: Result<Profile, Invalid>) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let handle = invalid.take(Handle::parse(handle));
        match (handle, invalid.take(profile)) {
            (Some(handle), Some(profile)) => Ok(Self { handle, profile }),
            _ => Err(invalid),
        }
    }
}

/// Where a public registry lists an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryEntry {
    /// The registry's name or address.
    pub registry: String,
    pub number: String,
}

impl RegistryEntry {
    /// # Errors
    /// On `registry` and `number`: `required`, `too_long`, `control_character`, `bidi_control`.
    pub fn parse(registry: &str, number: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let registry = invalid.take(line("registry", registry, REGISTRY_CHARS_MAX));
        let number = invalid.take(line("number", number, NUMBER_CHARS_MAX));
        match (registry, number) {
            (Some(registry), Some(number)) => Ok(Self { registry, number }),
            _ => Err(invalid),
        }
    }
}

/// Mailboxes whose readers speak for a domain. Anybody who works or studies somewhere may have
/// another one there.
const SPEAKING: [&str; 24] = [
    "accueil",
    "admin",
    "administration",
    "board",
    "bureau",
    "communication",
    "communications",
    "contact",
    "direction",
    "hello",
    "hostmaster",
    "info",
    "information",
    "it",
    "mail",
    "office",
    "postmaster",
    "president",
    "presidence",
    "privacy",
    "secretariat",
    "secretary",
    "support",
    "webmaster",
];

/// Whether a letter to this address reaches who speaks for the domain.
///
/// # Errors
/// On `email`: `other_domain`, `personal_address`.
pub fn speaks_for(email: &Email, domain: &str) -> Result<(), Invalid> {
    let folded = email.folded();
    let (local, host) = folded.rsplit_once('@').unwrap_or_default();
    if host != domain {
        return Err(Invalid::new("email", "other_domain"));
    }
    if SPEAKING.contains(&local) { Ok(()) } else { Err(Invalid::new("email", "personal_address")) }
}

pub fn line(field: &'static str, raw: &str, max: usize) -> Result<String, Invalid> {
    commonround_text::clean_line(raw, max).map_err(|why| Invalid::new(field, why))
}

pub fn choose<T>(
    field: &'static str,
    raw: &str,
    known: impl Fn(&str) -> Option<T>,
) -> Result<T, Invalid> {
    let why = if raw.trim().is_empty() { "required" } else { "unknown" };
    known(raw.trim()).ok_or_else(|| Invalid::new(field, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(raw: &str) -> String {
        match HomePage::parse(raw) {
            Ok(page) => format!("{} {} {}", page.as_str(), page.domain(), page.is_root()),
            Err(refused) => commonround_kernel::Error::from(refused).to_string(),
        }
    }

    #[test]
    fn a_home_page_stands_at_a_name_of_its_own() {
        assert_eq!(home("maple.example"), "https://maple.example/ maple.example true");
        assert_eq!(
            home("https://www.Maple.example/"),
            "https://www.maple.example/ maple.example true"
        );
        assert_eq!(home("https://a.ca/us?x=1"), "https://a.ca/us?x=1 a.ca false");
        for raw in [
            "http://maple.example",
            "https://maple.example:8443",
            "https://dana@maple.example",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://localhost/",
            "javascript://maple.example",
            "https://",
            "two words",
        ] {
            assert_eq!(home(raw), "invalid: home_page=malformed", "{raw}");
        }
        assert_eq!(home(" "), "invalid: home_page=required");
        assert_eq!(home(&"a".repeat(201)), "invalid: home_page=too_long");
    }

    #[test]
    fn only_some_mailboxes_speak_for_a_domain() {
        let check = |raw: &str| {
            let email = Email::parse("email", raw).unwrap();
            match speaks_for(&email, "maple.example") {
                Ok(()) => "ok".to_owned(),
                Err(refused) => commonround_kernel::Error::from(refused).to_string(),
            }
        };
        assert_eq!(check("Info@maple.example"), "ok");
        assert_eq!(check("dana.roy@maple.example"), "invalid: email=personal_address");
        assert_eq!(check("info@sub.maple.example"), "invalid: email=other_domain");
        assert_eq!(check("info@notmaple.example"), "invalid: email=other_domain");
    }
}
