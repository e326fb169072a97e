use std::str::FromStr;
use std::sync::Arc;

use commonround_kernel::{Error, Invalid, Result};
use commonround_text as text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits::{SOURCE_CODE_CHARS_MAX, SOURCE_TEXT_CHARS_MAX, SOURCES_MAX, URL_CHARS_MAX};
use crate::model::line::web_address;

/// How far a publisher is vouched for. It says who stands behind the source, never that each
/// sentence is right.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Tier {
    /// A public authority, or accredited by one.
    A,
    /// A professional society or a peer-reviewed publisher.
    B,
    /// Names its authors and its sources.
    C,
    /// Known by name only.
    D,
}

impl Tier {
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The text key that says what the tier means.
    #[must_use]
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::A => "evidence-tier-a",
            Self::B => "evidence-tier-b",
            Self::C => "evidence-tier-c",
            Self::D => "evidence-tier-d",
        }
    }
}

impl FromStr for Tier {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|tier| tier.as_str() == raw);
        found.ok_or_else(|| Error::invalid("tier", "unknown"))
    }
}

/// A publisher as the registry file has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The address of its page.
    pub slug: String,
    /// What the lines of an import call it.
    pub code: String,
    pub name: String,
    /// Who stands behind it.
    pub accreditor: String,
    pub licence: String,
    pub licence_url: String,
    /// The sentence that the licence asks to be shown.
    pub attribution: String,
    pub tier: Tier,
    pub homepage: String,
    /// The language of its answers: `en` or `fr`.
    pub language: String,
}

impl Entry {
    fn check(&self) -> Result<()> {
        let mut wrong = Invalid::default();
        let tidy = !self.slug.is_empty() && crate::model::slug(&self.slug) == self.slug;
        if !tidy {
            wrong.add("slug", "malformed");
        }
        let mut line = |field: &str, value: &str, chars_max: usize| {
            if let Err(why) = text::clean_line(value, chars_max) {
                wrong.add(field, why);
            }
        };
        line("code", &self.code, SOURCE_CODE_CHARS_MAX);
        line("name", &self.name, SOURCE_TEXT_CHARS_MAX);
        line("accreditor", &self.accreditor, SOURCE_TEXT_CHARS_MAX);
        line("licence", &self.licence, SOURCE_TEXT_CHARS_MAX);
        line("attribution", &self.attribution, SOURCE_TEXT_CHARS_MAX);
        line("homepage", &self.homepage, URL_CHARS_MAX);
        for (field, url) in [("licence_url", &self.licence_url), ("homepage", &self.homepage)] {
            if web_address(url).is_none() {
                wrong.add(field, "malformed");
            }
        }
        if !matches!(self.language.as_str(), "en" | "fr") {
            wrong.add("language", "unknown");
        }
        wrong.into_result()
    }
}

/// The publishers that an import may bring. Whoever is not in it is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registry(Vec<Arc<Entry>>);

impl Registry {
    /// The publishers that come with the product.
    ///
    /// # Panics
    /// Where the bundled file is broken, which its test rules out.
    #[must_use]
    pub fn bundled() -> Self {
        Self::parse(include_str!("../registry.json")).expect("the bundled registry is tested")
    }

    /// Reads a JSON list of entries.
    ///
    /// # Errors
    /// `Invalid` for a text that is not such a list, an entry with a wrong field, and a slug or
    /// code that stands twice.
    pub fn parse(json: &str) -> Result<Self> {
        let entries: Vec<Entry> =
            serde_json::from_str(json).map_err(|_| Error::invalid("registry", "malformed"))?;
        if entries.len() > SOURCES_MAX {
            return Err(Error::invalid("registry", "too_long"));
        }
        entries.iter().try_for_each(Entry::check)?;
        Self(Vec::new()).and(Self(entries.into_iter().map(Arc::new).collect()))
    }

    /// Both registries as one.
    ///
    /// # Errors
    /// `Invalid` where a slug or code stands in both.
    pub fn and(mut self, other: Self) -> Result<Self> {
        for entry in other.0 {
            if self.0.iter().any(|e| e.slug == entry.slug || e.code == entry.code) {
                return Err(Error::invalid("registry", "taken"));
            }
            self.0.push(entry);
        }
        Ok(self)
    }

    /// The publisher that an import line names, by code. Case counts.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Arc<Entry>> {
        self.0.iter().find(|entry| entry.code == code)
    }

    #[must_use]
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_registry_holds_the_nine_publishers_of_the_public_library() {
        let registry = Registry::bundled();
        let codes = "GHR GARD NIDDK NINDS MPlusHealthTopics NIHSeniorHealth CancerGov NHLBI CDC";
        for code in codes.split(' ') {
            let entry = registry.find(code).unwrap();
            assert_eq!(entry.tier, Tier::A, "{code}");
            assert_eq!(entry.licence, "CC BY 4.0");
            assert!(entry.attribution.contains("BMC Bioinformatics 2019, 20:511"), "{code}");
        }
        assert_eq!(registry.entries().len(), 9);
        assert!(registry.find("cdc").is_none());
    }

    fn entry(slug: &str, code: &str, homepage: &str, language: &str) -> String {
        format!(
            r#"{{"slug":"{slug}","code":"{code}","name":"N","accreditor":"A","licence":"L",
            "licence_url":"https://example.org/l","attribution":"T","tier":"B",
            "homepage":"{homepage}","language":"{language}"}}"#
        )
    }

    #[test]
    fn wrong_entries_are_refused_by_field() {
        let good = entry("a-b", "AB", "https://example.org", "fr");
        let table = [
            (good.clone(), "ok"),
            (entry("A B", "AB", "https://example.org", "fr"), "invalid: slug=malformed"),
            (entry("a-b", "", "https://example.org", "fr"), "invalid: code=required"),
            (entry("a-b", "AB", "ftp://example.org", "fr"), "invalid: homepage=malformed"),
            (entry("a-b", "AB", "https://example.org", "de"), "invalid: language=unknown"),
            (format!("{good},{good}"), "invalid: registry=taken"),
            (good.replace("\"B\"", "\"E\""), "invalid: registry=malformed"),
            (good.replace("\"slug\"", "\"slag\""), "invalid: registry=malformed"),
        ];
        for (json, expected) in table {
            let found = Registry::parse(&format!("[{json}]"));
            assert_eq!(found.map_or_else(|e| e.to_string(), |_| "ok".to_owned()), expected);
        }
    }
}
