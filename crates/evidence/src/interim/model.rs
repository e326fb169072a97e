use commonround_kernel::{Error, Id, Invalid, Persona, Result, Timestamp};
use commonround_text::{self as text, TextLang};
use commonround_vocabulary::{Interim, Status};
use schemars::JsonSchema;
use serde::Serialize;

use crate::limits::{INTERIM_CHARS_MAX, URL_CHARS_MAX};

/// Where a notice stands. `Placed` leads to `Signed`, both lead to the others, and nothing back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterimState {
    Placed,
    /// A second professional of another profession signed it.
    Signed,
    /// Nobody signed it in time.
    Lapsed,
    /// Its day is over.
    Ended,
    /// Somebody who signed it took it back.
    Withdrawn,
    /// A moderator took it away.
    Removed,
    /// The credential of somebody who signed it counts no longer.
    Void,
}

impl InterimState {
    pub const ALL: [Self; 7] = [
        Self::Placed,
        Self::Signed,
        Self::Lapsed,
        Self::Ended,
        Self::Withdrawn,
        Self::Removed,
        Self::Void,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Signed => "signed",
            Self::Lapsed => "lapsed",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
            Self::Removed => "removed",
            Self::Void => "void",
        }
    }

    pub(super) const fn label_key(self) -> &'static str {
        match self {
            Self::Placed => "evidence-interim-placed",
            Self::Signed => "evidence-interim-signed",
            Self::Lapsed => "evidence-interim-lapsed",
            Self::Ended => "evidence-interim-ended",
            Self::Withdrawn => "evidence-interim-withdrawn",
            Self::Removed => "evidence-interim-removed",
            Self::Void => "evidence-interim-void",
        }
    }

    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Placed | Self::Signed)
    }

    /// # Errors
    /// A `Fault` for a word that was never written.
    pub fn read(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == raw);
        found.ok_or_else(|| Error::fault("a notice in no known state"))
    }
}

/// The words of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterimBody {
    pub text: String,
    /// An address that a public authority answers for.
    pub source: String,
}

impl InterimBody {
    /// # Errors
    /// The fields `text`: as `clean_block` refuses it, `dangerous` where it is such advice itself;
    /// and `source`: `required`, `too_long`.
    pub fn parse(raw: &str, source: &str) -> Result<Self, Invalid> {
        let mut wrong = Invalid::default();
        let words = text::clean_block(raw, INTERIM_CHARS_MAX);
        let words = wrong.take(words.map_err(|why| Invalid::new("text", why)));
        if words.as_deref().is_some_and(|words| !text::danger::find(words).is_empty()) {
            wrong.add("text", "dangerous");
        }
        let source = source.trim();
        if source.is_empty() {
            wrong.add("source", "required");
        } else if source.chars().count() > URL_CHARS_MAX {
            wrong.add("source", "too_long");
        }
        match words {
            Some(text) if wrong.problems().is_empty() => {
                Ok(Self { text, source: source.to_owned() })
            }
            _ => Err(wrong),
        }
    }

    #[must_use]
    pub fn language(&self) -> Option<&'static str> {
        match text::detect_language(&self.text)? {
            TextLang::En => Some("en"),
            TextLang::Fr => Some("fr"),
        }
    }
}

/// Who signed, as what, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub persona: Id<Persona>,
    /// The code of the credential that counted then.
    pub profession: String,
    pub at: Timestamp,
}

/// A notice as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredInterim {
    pub id: Id<Interim>,
    pub status: Id<Status>,
    pub status_author: Id<Persona>,
    /// The class of the danger, such as `stop_medicine`.
    pub class: String,
    pub text: String,
    pub language: Option<String>,
    pub source_name: String,
    pub source_url: String,
    pub state: InterimState,
    pub placed: Signed,
    /// The person who placed it, among the raters of notes.
    pub(super) placer: i64,
    pub countersigned: Option<Signed>,
    pub ends_at: Timestamp,
}

impl StoredInterim {
    /// Whether it stands beside the status at this moment.
    #[must_use]
    pub fn is_shown(&self, now: Timestamp) -> bool {
        self.state.is_running() && now < self.ends_at
    }
}
