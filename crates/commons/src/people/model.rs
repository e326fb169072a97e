//! Who a persona says it is, and the choices about who sees it. Parsed here, pure.

use commonround_kernel::{Invalid, Role};
use url::Url;

use super::language::Language;
use super::limits::{
    ASK_ME_ABOUT_CHARS_MAX, INTRO_CHARS_MAX, LANGUAGES_MAX, LINK_NAME_CHARS_MAX,
    LINK_URL_CHARS_MAX, LINKS_MAX, PRONOUNS_CHARS_MAX,
};
use crate::model::Visibility;

/// The public face of a persona beside its name, role and field, which `identity` keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub about: About,
    pub settings: ProfileSettings,
}

impl Profile {
    /// What stands for a persona that never edited its profile.
    #[must_use]
    pub fn defaults(role: Option<Role>) -> Self {
        Self { about: About::default(), settings: ProfileSettings::defaults(role) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    pub pronouns: String,
    pub languages: Vec<&'static Language>,
    /// An IANA name, such as `America/Toronto`.
    pub time_zone: Option<String>,
    pub intro: Intro,
    pub ask_me_about: String,
    pub links: Vec<Link>,
}

impl About {
    /// The words that may claim a title, without markup.
    #[must_use]
    pub fn claims(&self) -> String {
        format!("{}\n{}", self.intro.plain, self.ask_me_about)
    }
}

/// The intro as typed, as shown and as searched. Rendered once, before it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intro {
    pub source: String,
    /// Sanitised by `text`.
    pub html: String,
    pub plain: String,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Link {
    pub name: String,
    pub url: String,
}

/// Choices about who sees what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileSettings {
    /// Followers ask first.
    pub locked: bool,
    /// Found by search and in the directory; what the author says is found too.
    pub indexable: bool,
    /// Others see which hashtags the persona follows.
    pub tags_public: bool,
    /// Others see whom the persona follows and who follows it.
    pub lists_public: bool,
    pub default_visibility: Visibility,
}

impl ProfileSettings {
    /// Health workers and organisations start in public; everybody else, and whoever keeps the
    /// role private, starts with followers only.
    #[must_use]
    pub fn defaults(role: Option<Role>) -> Self {
        let public = matches!(role, Some(Role::HealthWorker | Role::Organisation));
        Self {
            locked: false,
            indexable: public,
            tags_public: public,
            lists_public: public,
            default_visibility: if public { Visibility::Public } else { Visibility::Followers },
        }
    }
}

/// Parses a line that may be empty.
pub fn parse_line(field: &str, raw: &str, chars_max: usize) -> Result<String, Invalid> {
    if raw.trim().is_empty() {
        return Ok(String::new());
    }
    commonround_text::clean_line(raw, chars_max).map_err(|why| Invalid::new(field, why))
}

pub fn parse_pronouns(raw: &str) -> Result<String, Invalid> {
    parse_line("pronouns", raw, PRONOUNS_CHARS_MAX)
}

pub fn parse_ask_me_about(raw: &str) -> Result<String, Invalid> {
    parse_line("ask_me_about", raw, ASK_ME_ABOUT_CHARS_MAX)
}

pub fn parse_intro(raw: &str) -> Result<Intro, Invalid> {
    if raw.trim().is_empty() {
        return Ok(Intro::default());
    }
    let source = commonround_text::clean_block(raw, INTRO_CHARS_MAX)
        .map_err(|why| Invalid::new("intro", why))?;
    let rendered = commonround_text::render(&source, &crate::URLS);
    Ok(Intro { source, html: rendered.html, plain: rendered.plain })
}

/// Language codes in the order of the list, each once. An empty code chooses nothing: it is how
/// a form with no box ticked says so.
pub fn parse_languages(raw: &[String]) -> Result<Vec<&'static Language>, Invalid> {
    let mut chosen = Vec::new();
    for code in raw.iter().map(|code| code.trim()).filter(|code| !code.is_empty()) {
        let known = Language::by_code(code).ok_or_else(|| Invalid::new("languages", "unknown"))?;
        chosen.push(known);
    }
    chosen.sort_by_key(|language| language.code);
    chosen.dedup();
    if chosen.len() > LANGUAGES_MAX {
        return Err(Invalid::new("languages", "too_many"));
    }
    Ok(chosen)
}

pub fn parse_time_zone(raw: &str) -> Result<Option<String>, Invalid> {
    let name = raw.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let zone = jiff::tz::TimeZone::get(name).map_err(|_| Invalid::new("time_zone", "unknown"))?;
    Ok(zone.iana_name().map(str::to_owned))
}

/// The links of a form, by position. A place with neither name nor address is skipped.
pub fn parse_links(raw: &[(String, String)]) -> Result<Vec<Link>, Invalid> {
    let mut invalid = Invalid::default();
    let mut links = Vec::new();
    for (index, (name, url)) in raw.iter().enumerate().take(LINKS_MAX) {
        if name.trim().is_empty() && url.trim().is_empty() {
            continue;
        }
        links.extend(invalid.take(parse_link(index + 1, name, url)));
    }
    if invalid.problems().is_empty() { Ok(links) } else { Err(invalid) }
}

fn parse_link(place: usize, name: &str, raw_url: &str) -> Result<Link, Invalid> {
    let url_field = format!("link_{place}_url");
    let line = commonround_text::clean_line(raw_url, LINK_URL_CHARS_MAX)
        .map_err(|why| Invalid::new(&url_field, why))?;
    let url = web_address(&line).ok_or_else(|| Invalid::new(&url_field, "not_a_web_address"))?;
    let name = parse_line(&format!("link_{place}_name"), name, LINK_NAME_CHARS_MAX)?;
    let name = if name.is_empty() { url.host_str().unwrap_or_default().to_owned() } else { name };
    Ok(Link { name, url: url.into() })
}

/// An address with http or https, a host, and nobody's password in it. `www.example.org` is read
/// as people mean it.
fn web_address(raw: &str) -> Option<Url> {
    let url = match Url::parse(raw) {
        Ok(url) => url,
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            Url::parse(&format!("https://{raw}")).ok()?
        }
        Err(_) => return None,
    };
    let host = url.host_str().is_some_and(|host| host.contains('.'));
    let plain = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none();
    (host && plain && url.as_str().len() <= 2 * LINK_URL_CHARS_MAX).then_some(url)
}
