//! What was checked about a persona, and what its name claims without a check: computed when it is
//! shown, so that what changes is everywhere at once.

use schemars::JsonSchema;
use serde::Serialize;

use crate::titles::Said;

/// One checked credential, as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Badge {
    /// A code of the policy packs, such as `registered_nurse`.
    pub profession: String,
    /// Where it counts, such as `CA-ON`.
    pub jurisdiction: String,
}

/// Whether a name claims a protected title that nobody checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TitleCheck {
    /// It claims none, or what it claims was checked.
    #[default]
    Fine,
    UnverifiedProtectedTitle,
}

/// All of it for one persona.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Standing {
    pub badges: Vec<Badge>,
    pub title_check: TitleCheck,
    /// Protected titles, as they were written, that no credential meets.
    pub says: Vec<String>,
    /// The handle of the verified person that the name looks like.
    pub resembles: Option<String>,
    /// Claimed a licence that could not be confirmed, as two people decided.
    pub claimed_unconfirmed: bool,
    /// What the name and the words beneath it claim, met or not.
    #[serde(skip)]
    pub(crate) said: Vec<Said>,
}

impl Standing {
    /// A professional whose credential counts now.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        !self.badges.is_empty()
    }

    /// What the name claims, held against the badges. A verified person is no look-alike.
    pub(crate) fn settle(&mut self) {
        let unmet = self.said.iter().filter(|said| !said.is_met(&self.badges));
        self.says = unmet.map(|said| said.title.clone()).collect();
        self.says.dedup();
        if !self.says.is_empty() {
            self.title_check = TitleCheck::UnverifiedProtectedTitle;
        }
        if self.is_verified() {
            self.resembles = None;
        }
    }
}
