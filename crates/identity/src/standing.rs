//! What was checked about a persona, and what its name claims without a check: computed when it is
//! shown, so that what changes is everywhere at once.

use schemars::JsonSchema;
use serde::Serialize;

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
}

impl Standing {
    /// A professional whose credential counts now.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        !self.badges.is_empty()
    }
}
