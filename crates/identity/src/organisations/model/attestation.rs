use commonround_kernel::{Id, Invalid, Persona, Result, Timestamp};
use commonround_vocabulary::{Attestation, Organisation};
use schemars::JsonSchema;
use serde::Serialize;

use super::Method;
use super::input::{choose, line};
use crate::organisations::limits::{OFFER_LIFE, POSITION_CHARS_MAX};

/// What an organisation says about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Statement {
    Member,
    WorksHere,
}

impl Statement {
    pub const ALL: [Self; 2] = [Self::Member, Self::WorksHere];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::WorksHere => "works_here",
        }
    }

    /// The key of the words for it, among choices.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Member => "identity-org-says-member",
            Self::WorksHere => "identity-org-says-works",
        }
    }

    #[must_use]
    pub fn known(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }
}

/// How far an attestation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttestationState {
    /// The person has not answered.
    Offered,
    Accepted,
    Declined,
    /// Either side ended it.
    Withdrawn,
}

impl AttestationState {
    pub const ALL: [Self; 4] = [Self::Offered, Self::Accepted, Self::Declined, Self::Withdrawn];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Offered => "identity-org-attestation-offered",
            Self::Accepted => "identity-org-attestation-accepted",
            Self::Declined => "identity-org-attestation-declined",
            Self::Withdrawn => "identity-org-attestation-withdrawn",
        }
    }

    #[must_use]
    pub fn known(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }
}

/// An attestation about to be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttestation {
    pub statement: Statement,
    /// What the person does there.
    pub position: Option<String>,
}

impl NewAttestation {
    /// # Errors
    /// On `statement`: `required`, `unknown`; on `position`: `too_long`, `control_character`,
    /// `bidi_control`.
    pub fn parse(statement: &str, position: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let statement = invalid.take(choose("statement", statement, Statement::known));
        let said = !position.trim().is_empty();
        let position = said.then(|| invalid.take(line("position", position, POSITION_CHARS_MAX)));
        match statement {
            Some(statement) if invalid.problems().is_empty() => {
                Ok(Self { statement, position: position.flatten() })
            }
            _ => Err(invalid),
        }
    }
}

/// An attestation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestationRow {
    pub id: Id<Attestation>,
    pub organisation: Id<Organisation>,
    pub persona: Id<Persona>,
    pub statement: Statement,
    pub position: Option<String>,
    pub state: AttestationState,
    pub offered_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

impl AttestationRow {
    /// It waits for an answer.
    #[must_use]
    pub fn is_offered(&self, now: Timestamp) -> bool {
        self.state == AttestationState::Offered && now < self.offered_at + OFFER_LIFE
    }

    /// Accepted, and not over. Whether it is shown, the organisation's check decides.
    #[must_use]
    pub fn stands(&self, now: Timestamp) -> bool {
        self.state == AttestationState::Accepted && now < self.expires_at
    }
}

/// What a verified organisation says about somebody who agreed to it, as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attested {
    pub by: AttestedBy,
    /// `member` or `works_here`.
    pub statement: &'static str,
    /// What the person does there, in the organisation's words.
    pub position: Option<String>,
    /// When the person agreed.
    pub since: Timestamp,
    pub until: Timestamp,
}

/// The organisation that says it, with its own check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AttestedBy {
    pub handle: String,
    pub name: String,
    pub kind: &'static str,
    pub domain: String,
    /// `domain_file`, `domain_link`, `domain_mail` or `registry`.
    pub verified_by: &'static str,
    pub verified_at: Timestamp,
}

impl Attested {
    #[must_use]
    pub(crate) fn statement(&self) -> Option<Statement> {
        Statement::known(self.statement)
    }
}

impl AttestedBy {
    #[must_use]
    pub(crate) fn method(&self) -> Option<Method> {
        Method::known(self.verified_by)
    }
}
