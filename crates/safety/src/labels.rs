//! What stands on statuses now, for whoever shows them.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::{Sanction, Status};

use crate::model::Cause;
use crate::store::measures;

/// A label of moderators or of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    pub sanction: Id<Sanction>,
    pub cause: Cause,
    /// A rule placed it, and no human.
    pub is_by_rule: bool,
}

impl Label {
    /// The key of what it says to whoever reads the status.
    #[must_use]
    pub const fn words_key(self) -> &'static str {
        match self.cause {
            Cause::DangerousAdvice => "safety-label-dangerous-advice",
            Cause::Impersonation => "safety-label-impersonation",
            _ => "safety-label-other",
        }
    }

    /// The key of who placed it.
    #[must_use]
    pub const fn by_key(self) -> &'static str {
        if self.is_by_rule { "safety-label-by-rule" } else { "safety-label-by-moderator" }
    }
}

/// The labels of these statuses, in one query. A status without one has no entry.
pub fn labels(tx: &mut Tx<'_>, statuses: &[Id<Status>]) -> Result<HashMap<Id<Status>, Vec<Label>>> {
    let mut all: HashMap<Id<Status>, Vec<Label>> = HashMap::new();
    for (status, label) in measures::labels_on(tx, statuses)? {
        all.entry(status).or_default().push(label);
    }
    Ok(all)
}
