use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Error, Id, Result};

/// Id marker: who signs in. Never shown to other people.
pub struct Account;
/// Id marker: who speaks. What other people see and follow.
pub struct Persona;
/// Id marker: one signed-in device.
pub struct Session;
/// Id marker: one personal access token.
pub struct Token;

/// What a person said they are when they joined. Nothing is believed here: rights come from
/// verified credentials, never from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Patient or member of the public.
    Patient,
    Caregiver,
    HealthWorker,
    Organisation,
}

impl Role {
    pub const ALL: [Self; 4] =
        [Self::Patient, Self::Caregiver, Self::HealthWorker, Self::Organisation];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Caregiver => "caregiver",
            Self::HealthWorker => "health_worker",
            Self::Organisation => "organisation",
        }
    }
}

impl FromStr for Role {
    type Err = Error;
    fn from_str(raw: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|r| r.as_str() == raw);
        found.ok_or_else(|| Error::invalid("role", "unknown"))
    }
}

/// What a token was given for. A browser session holds all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Read,
    Write,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scopes {
    pub read: bool,
    pub write: bool,
}

impl Scopes {
    pub const ALL: Self = Self { read: true, write: true };

    #[must_use]
    pub const fn holds(self, scope: Scope) -> bool {
        match scope {
            Scope::Read => self.read,
            Scope::Write => self.write,
        }
    }

    /// Space-separated, as OAuth writes them.
    pub fn parse(raw: &str) -> Result<Self> {
        let mut scopes = Self::default();
        for word in raw.split_whitespace() {
            match word {
                "read" => scopes.read = true,
                "write" => scopes.write = true,
                _ => return Err(Error::invalid("scope", "unknown")),
            }
        }
        if scopes == Self::default() {
            Err(Error::invalid("scope", "required"))
        } else {
            Ok(scopes)
        }
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match (self.read, self.write) {
            (true, true) => "read write",
            (true, false) => "read",
            (false, true) => "write",
            (false, false) => "",
        })
    }
}

/// How the actor came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    Session(Id<Session>),
    Token(Id<Token>),
}

/// The person behind a request: one account, speaking through one persona.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub account: Id<Account>,
    pub persona: Id<Persona>,
    pub role: Role,
    pub via: Via,
    pub scopes: Scopes,
    /// The e-mail address was confirmed. Until then one reads and edits the own profile, no more.
    pub confirmed: bool,
    /// Runs this instance.
    pub operator: bool,
    /// Looks after the commons.
    pub moderator: bool,
    /// Checks who is the professional they say they are.
    pub officer: bool,
    /// Reads and appeals, and writes nothing for a time.
    pub suspended: bool,
}

impl Actor {
    /// Refuses a token that was not given for this.
    pub fn require(&self, scope: Scope) -> Result<()> {
        if self.scopes.holds(scope) { Ok(()) } else { Err(Error::Denied("scope_missing")) }
    }

    /// Refuses until the e-mail address is confirmed.
    pub fn require_confirmed(&self) -> Result<()> {
        if self.confirmed { Ok(()) } else { Err(Error::Denied("email_unconfirmed")) }
    }

    /// Refuses a token: some acts (password, devices, tokens) take the person's own browser.
    pub fn require_session(&self) -> Result<Id<Session>> {
        match self.via {
            Via::Session(id) => Ok(id),
            Via::Token(_) => Err(Error::Denied("session_required")),
        }
    }
}
