use commonround_kernel::{Account, Error, Id, Invalid, Persona, Result, Timestamp};
use commonround_vocabulary::Proposal as ProposalId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::REASON_CHARS_MAX;

/// What somebody must be charged with to propose and to second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    Moderator,
    Officer,
}

impl Duty {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Officer => "officer",
        }
    }

    pub(super) fn parse(code: &str) -> Result<Self> {
        [Self::Moderator, Self::Officer]
            .into_iter()
            .find(|duty| duty.as_str() == code)
            .ok_or_else(|| Error::fault("an unknown duty"))
    }
}

/// Where a proposal stands. `Open` leads to each of the others, and nothing leads back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    Open,
    /// A second agreed, and it was done.
    Agreed,
    /// A second declined.
    Declined,
    /// Nobody could second it; after the wait it was done.
    TookEffect,
    /// Nobody answered in time.
    Expired,
    /// Its proposer took it back.
    Withdrawn,
    /// It could not be done any more: refused when its time came, or somebody of it left.
    Void,
}

impl ProposalState {
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Agreed,
        Self::Declined,
        Self::TookEffect,
        Self::Expired,
        Self::Withdrawn,
        Self::Void,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::TookEffect => "took_effect",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Void => "void",
        }
    }

    pub(super) fn parse(code: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == code);
        found.ok_or_else(|| Error::fault("an unknown state of a proposal"))
    }
}

/// What is proposed.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// The kind of an executor.
    pub kind: &'static str,
    /// The thing it is done to.
    pub object: i64,
    /// Whom it is about: never somebody who seconds it.
    pub subject: Option<Id<Persona>>,
    pub reason: &'a str,
    /// Ids and codes for the executor, as JSON.
    pub payload: String,
}

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub id: Id<ProposalId>,
    pub kind: String,
    pub object: i64,
    pub subject: Option<Id<Persona>>,
    pub reason: String,
    pub payload: String,
    pub duty: Duty,
    pub proposer: Id<Account>,
    pub proposer_group: String,
    pub state: ProposalState,
    pub second: Option<Id<Account>>,
    pub second_reason: Option<String>,
    pub created_at: Timestamp,
    /// When it takes effect by itself, where nobody could second it.
    pub effective_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    pub decided_at: Option<Timestamp>,
}

/// Somebody who may be asked to second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    pub account: Id<Account>,
    /// The one that signs in, who is told.
    pub persona: Id<Persona>,
    pub group: String,
    /// Every persona of the account.
    pub personas: Vec<Id<Persona>>,
}

/// What a second says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Agree,
    Decline,
}

impl Verdict {
    pub(super) fn parse(raw: &str) -> Result<Self, Invalid> {
        match raw.trim() {
            "agree" => Ok(Self::Agree),
            "decline" => Ok(Self::Decline),
            "" => Err(Invalid::new("verdict", "required")),
            _ => Err(Invalid::new("verdict", "unknown")),
        }
    }
}

/// Words that say why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// # Errors
    /// On `reason`: `required`, `too_long`, `control_character`, `bidi_control`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let words = commonround_text::clean_block(raw, REASON_CHARS_MAX);
        words.map(Self).map_err(|why| Invalid::new("reason", why))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
