use commonround_credential::{
    Level, NameMatch, RegisteredName, Shown, Standing, State, match_name,
};
use commonround_kernel::{Id, Persona, Timestamp};
use commonround_vocabulary::CredentialClaim;
use jiff::civil::Date;

use super::day::{midnight, today};
use super::{By, Method};

/// What a persona says to be, and what was proved of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    pub id: Id<CredentialClaim>,
    pub persona: Id<Persona>,
    pub register: String,
    pub jurisdiction: String,
    pub profession: String,
    pub class: String,
    /// In capitals and without blanks. It stands on the public register; that it is this persona's
    /// is shown where the owner chooses, and to officers.
    pub number: String,
    /// The name on the register, as the owner gave it.
    pub name: String,
    pub show_number: bool,
    pub state: State,
    pub level: Level,
    pub method: Option<Method>,
    pub checked_at: Option<Timestamp>,
    pub proved_at: Option<Timestamp>,
    pub next_check_at: Option<Timestamp>,
    /// The last day of the registration.
    pub expires: Option<Date>,
    /// The last day of which a reminder was sent.
    pub reminded_of: Option<Date>,
    pub conditions_url: Option<String>,
    pub waits_for_officer: bool,
    pub created_at: Timestamp,
}

impl ClaimRow {
    #[must_use]
    pub fn shown(&self, now: Timestamp) -> Shown {
        commonround_credential::shown(self.state, self.expires, today(now))
    }

    #[must_use]
    pub fn has_badge(&self, now: Timestamp) -> bool {
        commonround_credential::has_badge(self.level, self.state, self.expires, today(now))
    }

    /// Verified, or verified with conditions, whatever the calendar says.
    #[must_use]
    pub const fn is_current(&self) -> bool {
        matches!(self.state, State::Verified | State::Conditions)
    }

    /// Somebody proved once that the number is theirs, and nobody decided against it since.
    #[must_use]
    pub fn holds_number(&self) -> bool {
        let open = [State::Pending, State::Conflict, State::Rejected, State::Withdrawn];
        self.level.earns_badge() && !open.contains(&self.state)
    }

    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.state, State::Withdrawn | State::Rejected)
    }

    /// When the registration has ended by the calendar.
    #[must_use]
    pub fn ends_at(&self) -> Option<Timestamp> {
        let next = self.expires.and_then(|day| day.tomorrow().ok());
        next.map(midnight)
    }
}

/// One proof of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    pub method: Method,
    pub at: Timestamp,
    /// The officer, where one looked.
    pub by: Option<Id<Persona>>,
    pub until: Option<Date>,
    /// The issuer, or what an officer wrote down.
    pub note: Option<String>,
}

/// One change of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    pub at: Timestamp,
    pub state: State,
    pub by: By,
    /// A stable word: the reason of a rejection.
    pub detail: Option<String>,
}

/// A change about to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    pub by: By,
    pub detail: Option<&'a str>,
}

impl Change<'_> {
    #[must_use]
    pub const fn by(by: By) -> Self {
        Self { by, detail: None }
    }
}

/// A row of a register as it was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub number: String,
    pub family: String,
    pub given: String,
    pub former: Vec<String>,
    pub profession: String,
    pub class: String,
    pub standing: Standing,
    pub expires: Option<Date>,
    pub conditions: bool,
    pub conditions_url: Option<String>,
    pub as_of: Date,
    /// Imports in a row that did not have it.
    pub missing: u8,
    /// Where the register reaches the person, sealed.
    pub contact: Option<Vec<u8>>,
}

/// The contact of a registration, opened. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact(pub String);

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[contact]")
    }
}

impl Registration {
    /// What an officer saw on the register's own page and ticked, where there is no file of it.
    #[must_use]
    pub fn seen_by_officer(claim: &ClaimRow, now: Timestamp) -> Self {
        Self {
            number: claim.number.clone(),
            family: claim.name.clone(),
            given: String::new(),
            former: Vec::new(),
            profession: claim.profession.clone(),
            class: String::new(),
            standing: Standing::Active,
            expires: None,
            conditions: false,
            conditions_url: None,
            as_of: today(now),
            missing: 0,
            contact: None,
        }
    }

    #[must_use]
    pub fn match_name(&self, person: &str) -> NameMatch {
        let row = RegisteredName { family: &self.family, given: &self.given, former: &self.former };
        match_name(&row, person)
    }

    /// Somebody practises on it, as far as the last file says.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        matches!(self.standing, Standing::Active) && self.missing < 2
    }
}
