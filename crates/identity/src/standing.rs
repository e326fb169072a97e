//! What was checked about a persona, and what its name claims without a check: computed when it is
//! shown, so that what changes is everywhere at once.

use std::borrow::Cow;

use commonround_kernel::Timestamp;
use commonround_web::Lang;
use schemars::JsonSchema;
use serde::Serialize;

/// One checked credential, as of now. It says who somebody is, not that what they write is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Badge {
    /// A code of the policy packs, such as `registered_nurse`.
    pub profession: String,
    pub title: Title,
    /// Where it counts, such as `CA-ON`.
    pub jurisdiction: String,
    /// The code of the register, such as `cno`.
    pub register: String,
    /// When it was last found to be in order.
    pub checked_at: Timestamp,
    /// How it was proved: `register_match`, `officer_call`, `employer_attestation` or
    /// `signed_credential`.
    pub method: &'static str,
    /// The last day of the registration, such as `2027-01-31`.
    pub valid_until: Option<String>,
    /// Practises with conditions; which, stands on the register.
    pub conditions: bool,
    pub conditions_url: Option<String>,
}

/// The protected title in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Title {
    pub en: Cow<'static, str>,
    pub fr: Cow<'static, str>,
}

impl Title {
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
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
