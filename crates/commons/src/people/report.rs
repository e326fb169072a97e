//! Why somebody asks for a look.

use commonround_kernel::{Id, Invalid, Persona};
use commonround_vocabulary::{Report, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::REPORT_COMMENT_CHARS_MAX;

/// The short list. `other` needs a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Advice that could hurt whoever follows it.
    HarmfulAdvice,
    /// Somebody may be in danger.
    DangerToSelf,
    Harassment,
    /// Pretends to be a professional or somebody else.
    Impersonation,
    /// Shows what somebody else wanted kept private.
    Privacy,
    /// Spam, or advertising that does not say so.
    Spam,
    Other,
}

impl Reason {
    pub const ALL: [Self; 7] = [
        Self::HarmfulAdvice,
        Self::DangerToSelf,
        Self::Harassment,
        Self::Impersonation,
        Self::Privacy,
        Self::Spam,
        Self::Other,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HarmfulAdvice => "harmful_advice",
            Self::DangerToSelf => "danger_to_self",
            Self::Harassment => "harassment",
            Self::Impersonation => "impersonation",
            Self::Privacy => "privacy",
            Self::Spam => "spam",
            Self::Other => "other",
        }
    }

    /// The words a person chooses by.
    #[must_use]
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::HarmfulAdvice => "commons-people-reason-harmful-advice",
            Self::DangerToSelf => "commons-people-reason-danger-to-self",
            Self::Harassment => "commons-people-reason-harassment",
            Self::Impersonation => "commons-people-reason-impersonation",
            Self::Privacy => "commons-people-reason-privacy",
            Self::Spam => "commons-people-reason-spam",
            Self::Other => "commons-people-reason-other",
        }
    }

    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        if raw.trim().is_empty() {
            return Err(Invalid::new("reason", "required"));
        }
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == raw.trim());
        found.ok_or_else(|| Invalid::new("reason", "unknown"))
    }
}

/// What a report is about: a persona, or one status of that persona.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub persona: Id<Persona>,
    pub status: Option<Id<Status>>,
}

/// A reason and a comment that passed the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub reason: Reason,
    /// May be empty, unless the reason is `other`.
    pub comment: String,
}

impl Complaint {
    pub fn parse(reason: &str, comment: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let reason = invalid.take(Reason::parse(reason));
        let comment = invalid.take(parse_comment(comment));
        match (reason, comment) {
            (Some(Reason::Other), Some(comment)) if comment.is_empty() => {
                Err(Invalid::new("comment", "required"))
            }
            (Some(reason), Some(comment)) => Ok(Self { reason, comment }),
            _ => Err(invalid),
        }
    }
}

fn parse_comment(raw: &str) -> Result<String, Invalid> {
    if raw.trim().is_empty() {
        return Ok(String::new());
    }
    commonround_text::clean_block(raw, REPORT_COMMENT_CHARS_MAX)
        .map_err(|why| Invalid::new("comment", why))
}

/// An open report that its reporter may add to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenReport {
    pub id: Id<Report>,
    pub comment: String,
}

/// The comment of an open report after the same person reported the same thing again: what was
/// said before, then what is new. Where that grows past the limit, the oldest words stay.
#[must_use]
pub fn joined_comment(before: &str, again: &str) -> String {
    if again.is_empty() || before.contains(again) {
        return before.to_owned();
    }
    let both = if before.is_empty() { again.to_owned() } else { format!("{before}\n\n{again}") };
    both.chars().take(REPORT_COMMENT_CHARS_MAX).collect()
}
