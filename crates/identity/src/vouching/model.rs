use commonround_kernel::{Id, Invalid, Persona, Result, Timestamp};
use commonround_vocabulary::{CredentialClaim, Vouch};

use super::limits::WORDS_CHARS_MAX;

/// How two colleagues know each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known {
    WorkTogether,
    WorkedTogether,
    TrainedTogether,
    Supervised,
}

impl Known {
    pub const ALL: [Self; 4] =
        [Self::WorkTogether, Self::WorkedTogether, Self::TrainedTogether, Self::Supervised];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WorkTogether => "work_together",
            Self::WorkedTogether => "worked_together",
            Self::TrainedTogether => "trained_together",
            Self::Supervised => "supervised",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::WorkTogether => "identity-vouch-known-work",
            Self::WorkedTogether => "identity-vouch-known-worked",
            Self::TrainedTogether => "identity-vouch-known-trained",
            Self::Supervised => "identity-vouch-known-supervised",
        }
    }

    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }
}

/// What somebody says who vouches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub known: Known,
    /// Where and when, for example.
    pub words: String,
}

impl Word {
    /// # Errors
    /// On `known`: `required`, `unknown`; on `acquaintance`: `required`, `too_long`, `control_character`,
    /// `bidi_control`.
    pub fn parse(known: &str, words: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let why = if known.trim().is_empty() { "required" } else { "unknown" };
        let known = Known::read(known.trim()).ok_or_else(|| Invalid::new("known", why));
        let words = commonround_text::clean_line(words, WORDS_CHARS_MAX);
        let words = invalid.take(words.map_err(|why| Invalid::new("acquaintance", why)));
        match (invalid.take(known), words) {
            (Some(known), Some(words)) => Ok(Self { known, words }),
            _ => Err(invalid),
        }
    }
}

/// How far a vouch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VouchState {
    Asked,
    Given,
    Declined,
    /// Taken back by who gave it, or given back by who got it.
    Ended,
}

impl VouchState {
    pub const ALL: [Self; 4] = [Self::Asked, Self::Given, Self::Declined, Self::Ended];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Given => "given",
            Self::Declined => "declined",
            Self::Ended => "ended",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asked => "identity-vouch-state-asked",
            Self::Given => "identity-vouch-state-given",
            Self::Declined => "identity-vouch-state-declined",
            Self::Ended => "identity-vouch-state-ended",
        }
    }

    #[must_use]
    pub fn known(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }
}

/// A vouch as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VouchRow {
    pub id: Id<Vouch>,
    pub claim: Id<CredentialClaim>,
    /// A code of the policy packs, as the claim has it.
    pub profession: String,
    /// For whom.
    pub persona: Id<Persona>,
    /// Who is asked, and vouches.
    pub colleague: Id<Persona>,
    pub state: VouchState,
    pub known: Option<Known>,
    pub words: Option<String>,
    pub asked_at: Timestamp,
    pub given_at: Option<Timestamp>,
}
