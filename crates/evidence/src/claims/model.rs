use commonround_kernel::{Error, Id, Invalid, Persona, Result, Timestamp};
use commonround_text::{self as text, TextLang};
use commonround_vocabulary::ClaimRecord;
use schemars::JsonSchema;
use serde::Serialize;

use crate::limits::CLAIM_CHARS_MAX;

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    Open,
    Answered,
    Withdrawn,
}

impl ClaimState {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub(crate) const fn label_key(self) -> &'static str {
        match self {
            Self::Open => "evidence-claim-open",
            Self::Answered => "evidence-claim-answered",
            Self::Withdrawn => "evidence-claim-withdrawn",
        }
    }

    /// # Errors
    /// A `Fault` for a state that was never written.
    pub fn read(raw: &str) -> Result<Self> {
        let all = [Self::Open, Self::Answered, Self::Withdrawn];
        let found = all.into_iter().find(|state| state.as_str() == raw);
        found.ok_or_else(|| Error::fault("a claim in no known state"))
    }
}

/// A claim in somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimText {
    text: String,
    key: String,
}

impl ClaimText {
    /// # Errors
    /// The field `text`: `required`, `too_long`, or as `clean_block` refuses it.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let text =
            text::clean_block(raw, CLAIM_CHARS_MAX).map_err(|why| Invalid::new("text", why))?;
        let key = key(&text);
        if key.is_empty() { Err(Invalid::new("text", "required")) } else { Ok(Self { text, key }) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same for the same words, however they are written: what opens and what joins.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    #[must_use]
    pub fn language(&self) -> Option<&'static str> {
        match text::detect_language(&self.text)? {
            TextLang::En => Some("en"),
            TextLang::Fr => Some("fr"),
        }
    }
}

/// Folded words with one space between.
fn key(raw: &str) -> String {
    let folded = text::fold(raw);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A claim as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub id: Id<ClaimRecord>,
    pub text: String,
    pub language: Option<String>,
    pub state: ClaimState,
    pub opened_by: Id<Persona>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}
