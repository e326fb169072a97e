//! Why somebody asks for a look.

use commonround_kernel::{Id, Invalid};
use commonround_vocabulary::Report;

use super::codes::codes;
use super::level::Level;
use crate::limits::REPORT_COMMENT_CHARS_MAX;

codes! {
    /// The short list. `other` needs a comment; `may_be_false` is for the evidence, not for
    /// moderators.
    Reason {
        /// Advice that could hurt whoever follows it.
        HarmfulAdvice = "harmful_advice" "safety-reason-harmful-advice",
        /// Says something that may not be so: claims are checked, nobody is punished for them.
        MayBeFalse = "may_be_false" "safety-reason-may-be-false",
        /// Somebody may be in danger.
        DangerToSelf = "danger_to_self" "safety-reason-danger-to-self",
        Harassment = "harassment" "safety-reason-harassment",
        /// Pretends to be a professional or somebody else.
        Impersonation = "impersonation" "safety-reason-impersonation",
        /// Shows what somebody else wanted kept private.
        Privacy = "privacy" "safety-reason-privacy",
        /// Spam, or advertising that does not say so.
        Spam = "spam" "safety-reason-spam",
        Other = "other" "safety-reason-other",
    }
}

impl Reason {
    /// Where a case of this reason starts. A report is no moderator's word: never above AMBER.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::HarmfulAdvice | Self::DangerToSelf => Level::Amber,
            _ => Level::Green,
        }
    }
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
        let reason = invalid.take(Reason::parse("reason", reason));
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
