//! What was checked about a persona, and what its name claims without a check: computed when it is
//! shown, so that what changes is everywhere at once.

use std::borrow::Cow;

use commonround_kernel::Timestamp;
use commonround_web::Lang;
use schemars::JsonSchema;
use serde::Serialize;

use crate::organisations::Attested;
use crate::titles::Said;

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
    /// Who signed it, where it is a signed credential.
    pub issuer: Option<String>,
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
    /// Protected titles, as they were written, that no credential meets.
    pub says: Vec<String>,
    /// The handle of the verified person that the name looks like.
    pub resembles: Option<String>,
    /// Claimed a licence that could not be confirmed, as two people decided.
    pub claimed_unconfirmed: bool,
    /// The name mixes letters of scripts that are not written together, as counterfeits do.
    pub mixed_scripts: bool,
    /// What verified organisations say about the person, who agreed to it. No badge.
    pub attestations: Vec<Attested>,
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
    pub(crate) fn settle(&mut self, name: &str) {
        self.mixed_scripts = !name.is_ascii() && commonround_text::mixed_scripts(name);
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
