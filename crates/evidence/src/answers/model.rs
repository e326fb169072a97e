use commonround_kernel::{Id, Invalid, Persona, Result, Timestamp};
use commonround_text as text;
use commonround_vocabulary::{AnswerCard, ClaimRecord, Fact};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::limits::{ANSWER_FACTS_MAX, ANSWER_TEXT_CHARS_MAX, ANSWER_URLS_MAX, URL_CHARS_MAX};
use crate::model::web_address;

/// What an answer says of its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    False,
    NotEstablished,
    Supported,
}

/// How sure the evidence is: the four steps of GRADE, or an official guideline that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    Guideline,
    High,
    Moderate,
    Low,
    VeryLow,
}

impl Verdict {
    pub const ALL: [Self; 3] = [Self::False, Self::NotEstablished, Self::Supported];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::False => "false",
            Self::NotEstablished => "not_established",
            Self::Supported => "supported",
        }
    }

    pub(crate) const fn label_key(self) -> &'static str {
        match self {
            Self::False => "evidence-verdict-false",
            Self::NotEstablished => "evidence-verdict-not-established",
            Self::Supported => "evidence-verdict-supported",
        }
    }

    #[must_use]
    pub fn known(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == raw)
    }

    /// Weak evidence says "not established" and nothing more.
    #[must_use]
    pub const fn stands_on(self, certainty: Certainty) -> bool {
        let is_weak = matches!(certainty, Certainty::Low | Certainty::VeryLow);
        matches!(self, Self::NotEstablished) || !is_weak
    }

    /// The words that this verdict may use at this certainty.
    pub(crate) const fn words_key(self, certainty: Certainty) -> &'static str {
        let is_moderate = matches!(certainty, Certainty::Moderate);
        match self {
            Self::False if is_moderate => "evidence-says-probably-false",
            Self::False => "evidence-says-false",
            Self::Supported if is_moderate => "evidence-says-probably-right",
            Self::Supported => "evidence-says-right",
            Self::NotEstablished if matches!(certainty, Certainty::VeryLow) => {
                "evidence-says-uncertain"
            }
            Self::NotEstablished => "evidence-says-not-established",
        }
    }
}

impl Certainty {
    pub const ALL: [Self; 5] =
        [Self::Guideline, Self::High, Self::Moderate, Self::Low, Self::VeryLow];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Guideline => "guideline",
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Low => "low",
            Self::VeryLow => "very_low",
        }
    }

    #[must_use]
    pub fn known(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|certainty| certainty.as_str() == raw)
    }

    pub(crate) const fn label_key(self) -> &'static str {
        match self {
            Self::Guideline => "evidence-certainty-guideline",
            Self::High => "evidence-certainty-high",
            Self::Moderate => "evidence-certainty-moderate",
            Self::Low => "evidence-certainty-low",
            Self::VeryLow => "evidence-certainty-very-low",
        }
    }

    /// What it means for whoever reads it.
    pub(crate) const fn means_key(self) -> &'static str {
        match self {
            Self::Guideline => "evidence-means-guideline",
            Self::High => "evidence-means-high",
            Self::Moderate => "evidence-means-moderate",
            Self::Low => "evidence-means-low",
            Self::VeryLow => "evidence-means-very-low",
        }
    }
}

/// What an answer stands on: a fact of the library, or an address outside of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChosenSource {
    Fact(Id<Fact>),
    Address(String),
}

/// The words of an answer as a form sends them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerFields<'a> {
    /// Where the claim was made, outside of here. Never fetched.
    pub link: &'a str,
    pub verdict: &'a str,
    pub certainty: &'a str,
    pub english: &'a str,
    pub french: &'a str,
    pub facts: &'a [String],
    /// Addresses, one a line.
    pub addresses: &'a str,
}

/// One version of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerBody {
    pub link: Option<String>,
    pub verdict: Verdict,
    pub certainty: Certainty,
    pub english: String,
    pub french: String,
    pub sources: Vec<ChosenSource>,
}

impl AnswerBody {
    /// # Errors
    /// By field: `required`, `too_long`, `malformed`, `unknown`, `too_certain` where weak evidence
    /// would say more than it may.
    pub fn parse(fields: &AnswerFields<'_>) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let verdict = Verdict::known(fields.verdict);
        let certainty = Certainty::known(fields.certainty);
        let mut words = |field: &str, raw: &str| {
            text::clean_block(raw, ANSWER_TEXT_CHARS_MAX).map_err(|why| wrong.add(field, why)).ok()
        };
        let (english, french) = (words("english", fields.english), words("french", fields.french));
        let link = wrong.take(link(fields.link));
        let sources = wrong.take(sources(fields));
        match (verdict, certainty) {
            (None, _) => wrong.add("verdict", "required"),
            (_, None) => wrong.add("certainty", "required"),
            (Some(v), Some(c)) if !v.stands_on(c) => wrong.add("verdict", "too_certain"),
            _ => {}
        }
        match (verdict, certainty, english, french, link, sources) {
            (
                Some(verdict),
                Some(certainty),
                Some(english),
                Some(french),
                Some(link),
                Some(sources),
            ) if wrong.problems().is_empty() => {
                Ok(Self { link, verdict, certainty, english, french, sources })
            }
            _ => Err(wrong),
        }
    }
}

fn link(raw: &str) -> Result<Option<String>, Invalid> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    if raw.chars().count() > URL_CHARS_MAX {
        return Err(Invalid::new("link", "too_long"));
    }
    let address = web_address(raw).ok_or_else(|| Invalid::new("link", "malformed"))?;
    Ok(Some(address))
}

fn sources(fields: &AnswerFields<'_>) -> Result<Vec<ChosenSource>, Invalid> {
    let mut chosen = Vec::new();
    for raw in fields.facts {
        let fact = raw.parse().map_err(|_| Invalid::new("facts", "malformed"))?;
        chosen.push(ChosenSource::Fact(fact));
    }
    let facts = chosen.len();
    for line in fields.addresses.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let address = web_address(line).ok_or_else(|| Invalid::new("addresses", "malformed"))?;
        chosen.push(ChosenSource::Address(address));
    }
    if facts > ANSWER_FACTS_MAX {
        return Err(Invalid::new("facts", "too_many"));
    }
    if chosen.len() - facts > ANSWER_URLS_MAX {
        return Err(Invalid::new("addresses", "too_many"));
    }
    if chosen.is_empty() { Err(Invalid::new("facts", "required")) } else { Ok(chosen) }
}

/// An answer as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    pub id: Id<AnswerCard>,
    pub claim: Id<ClaimRecord>,
    pub author: Id<Persona>,
    /// Counts from 1.
    pub version: u32,
    pub body: AnswerBody,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

/// The name of the place that a link leads to: a platform people know, else its host.
#[must_use]
pub fn platform(link: &str) -> Option<String> {
    let url = Url::parse(link).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    let known = [
        ("tiktok.com", "TikTok"),
        ("instagram.com", "Instagram"),
        ("facebook.com", "Facebook"),
        ("youtube.com", "YouTube"),
        ("youtu.be", "YouTube"),
        ("x.com", "X"),
        ("twitter.com", "X"),
        ("reddit.com", "Reddit"),
        ("threads.net", "Threads"),
        ("bsky.app", "Bluesky"),
        ("linkedin.com", "LinkedIn"),
        ("pinterest.com", "Pinterest"),
    ];
    let under =
        |name: &str| host == name || host.strip_suffix(name).is_some_and(|h| h.ends_with('.'));
    let found = known.iter().find(|(name, _)| under(name));
    Some(found.map_or_else(|| host.to_owned(), |(_, name)| (*name).to_owned()))
}
