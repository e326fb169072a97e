use std::str::FromStr;

use commonround_kernel::{Error, Id, Invalid, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

use crate::credentials::limits::APPEAL_CHARS_MAX;

/// Where an appeal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppealState {
    Open,
    /// The decision stays.
    Upheld,
    /// The claim is open again.
    Granted,
}

impl AppealState {
    const ALL: [Self; 3] = [Self::Open, Self::Upheld, Self::Granted];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upheld => "upheld",
            Self::Granted => "granted",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "identity-cred-appeal-open",
            Self::Upheld => "identity-cred-appeal-upheld",
            Self::Granted => "identity-cred-appeal-granted",
        }
    }
}

impl FromStr for AppealState {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == raw);
        found.ok_or_else(|| Error::fault(format!("unknown state of an appeal {raw:?}")))
    }
}

/// An appeal against the rejection of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRow {
    pub id: Id<AppealRow>,
    pub claim: Id<CredentialClaim>,
    pub words: String,
    pub state: AppealState,
    pub made_at: Timestamp,
    pub answer: Option<String>,
    pub decided_at: Option<Timestamp>,
}

/// What the officer says to an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    Uphold,
    Grant,
}

impl Ruling {
    /// # Errors
    /// On `ruling`: `required`, `unknown`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        match raw {
            "uphold" => Ok(Self::Uphold),
            "grant" => Ok(Self::Grant),
            "" => Err(Invalid::new("ruling", "required")),
            _ => Err(Invalid::new("ruling", "unknown")),
        }
    }

    #[must_use]
    pub const fn state(self) -> AppealState {
        match self {
            Self::Uphold => AppealState::Upheld,
            Self::Grant => AppealState::Granted,
        }
    }

    /// The audit log's word.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            Self::Uphold => "claim_appeal_upheld",
            Self::Grant => "claim_appeal_granted",
        }
    }
}

/// Words that are not empty: an appeal, or the answer to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// # Errors
    /// On `field`: `required`, `too_long`, `control_character`, `bidi_control`.
    pub fn parse(field: &str, raw: &str) -> Result<Self, Invalid> {
        let words = commonround_text::clean_block(raw, APPEAL_CHARS_MAX);
        words.map(Self).map_err(|why| Invalid::new(field, why))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
