use commonround_kernel::{Error, Invalid, Result};
use commonround_text as text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::limits::{ALLOW_LIST_ENTRIES_MAX, ALLOW_LIST_REASON_CHARS_MAX, SOURCE_TEXT_CHARS_MAX};
use crate::model::Tier;

/// What an address has to be to fall under an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// This host and those under it.
    Host(String),
    /// A DOI that begins so: a registrant, or a registrant and the beginning of its suffix.
    Doi(String),
    /// Any article with a PubMed number.
    Pmid(bool),
}

/// One entry: what it covers, who that is, who stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    #[serde(flatten)]
    pub rule: Rule,
    pub tier: Tier,
    pub name: String,
    pub accreditor: String,
}

/// A list as a file has it; it gets its number when it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowList {
    /// The day it was agreed, `YYYY-MM-DD`.
    pub dated: String,
    /// Why it differs from the one before.
    pub reason: String,
    pub entries: Vec<Listed>,
}

impl AllowList {
    /// The list that comes with the product.
    ///
    /// # Panics
    /// Where the bundled file is broken, which its test rules out.
    #[must_use]
    pub fn bundled() -> Self {
        Self::parse(include_str!("bundled.json")).expect("the bundled list is tested")
    }

    /// # Errors
    /// `Invalid` for a text that is no such list, and for an entry with a wrong field or a rule
    /// that stands twice.
    pub fn parse(json: &str) -> Result<Self> {
        let list: Self =
            serde_json::from_str(json).map_err(|_| Error::invalid("allow_list", "malformed"))?;
        if list.entries.len() > ALLOW_LIST_ENTRIES_MAX {
            return Err(Error::invalid("allow_list", "too_long"));
        }
        if let Err(why) = text::clean_line(&list.reason, ALLOW_LIST_REASON_CHARS_MAX) {
            return Err(Error::invalid("reason", why));
        }
        if list.dated.parse::<Date>().is_err() {
            return Err(Error::invalid("dated", "malformed"));
        }
        list.entries.iter().try_for_each(Listed::check)?;
        let twice =
            |i: usize, entry: &Listed| list.entries[..i].iter().any(|e| e.rule == entry.rule);
        if list.entries.iter().enumerate().any(|(i, entry)| twice(i, entry)) {
            return Err(Error::invalid("allow_list", "taken"));
        }
        Ok(list)
    }
}

impl Listed {
    fn check(&self) -> Result<()> {
        let mut wrong = Invalid::default();
        for (field, value) in [("name", &self.name), ("accreditor", &self.accreditor)] {
            if let Err(why) = text::clean_line(value, SOURCE_TEXT_CHARS_MAX) {
                wrong.add(field, why);
            }
        }
        let (field, tidy) = match &self.rule {
            Rule::Host(host) => ("host", is_host(host)),
            Rule::Doi(prefix) => ("doi", is_doi_prefix(prefix)),
            Rule::Pmid(any) => ("pmid", *any),
        };
        if !tidy {
            wrong.add(field, "malformed");
        }
        wrong.into_result()
    }
}

/// A host in small ASCII letters with a dot in it: a whole top-level domain is nobody.
fn is_host(raw: &str) -> bool {
    let label = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    raw.contains('.') && raw.split('.').all(label)
}

fn is_doi_prefix(raw: &str) -> bool {
    let registrant = raw.split('/').next().unwrap_or_default();
    let digits = registrant.strip_prefix("10.").unwrap_or_default();
    let numbered = digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    numbered && !raw.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_whitespace())
}
