use commonround_kernel::{Id, Persona, Timestamp};
use commonround_vocabulary::{Mail, Organisation};

use super::{By, HomePage, Kind, Method, State};

/// An organisation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    pub id: Id<Organisation>,
    pub handle: String,
    pub name: String,
    /// The same for names that look alike.
    pub name_key: String,
    pub kind: Kind,
    pub home_page: String,
    /// Of the home page, without `www.`.
    pub domain: String,
    /// A code of `PLACES`.
    pub jurisdiction: String,
    /// What the website has to carry. Everybody may read it: it counts only where it stands.
    pub word: String,
    pub state: State,
    pub method: Option<Method>,
    pub verified_at: Option<Timestamp>,
    pub verified_until: Option<Timestamp>,
    /// The stewards were told that the check ends.
    pub is_reminded: bool,
    pub registry: Option<String>,
    pub registry_number: Option<String>,
    /// The steward who asked for an officer, while that waits.
    pub asked_by: Option<Id<Persona>>,
    pub asked_at: Option<Timestamp>,
    /// Why officers did not find it in a registry, the last time they looked.
    pub refusal: Option<String>,
    pub created_at: Timestamp,
}

impl OrganisationRow {
    /// It was checked, and the check holds now.
    #[must_use]
    pub fn is_verified(&self, now: Timestamp) -> bool {
        let holds = self.verified_until.is_some_and(|until| now < until);
        self.state == State::Verified && holds
    }

    /// The state as of now: a check that ran out does not wait for the clock's job.
    #[must_use]
    pub fn state_at(&self, now: Timestamp) -> State {
        match self.state {
            State::Verified if !self.is_verified(now) => State::Lapsed,
            state => state,
        }
    }

    /// How it was checked, while that counts.
    #[must_use]
    pub fn checked_by(&self, now: Timestamp) -> Option<Method> {
        self.method.filter(|_| self.is_verified(now))
    }

    /// `None` where the page was kept before today's rules.
    #[must_use]
    pub fn page(&self) -> Option<HomePage> {
        HomePage::parse(&self.home_page).ok()
    }

    /// The path of its public page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/organisations/{}", self.handle)
    }
}

/// Somebody who looks after an organisation, or was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StewardRow {
    pub persona: Id<Persona>,
    /// Asked, and has not answered.
    pub is_invited: bool,
    pub since: Timestamp,
}

/// One change of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    pub at: Timestamp,
    pub state: State,
    pub by: By,
    /// How it was checked, where it was.
    pub method: Option<Method>,
}

/// The stored half of a code that went to a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeRow {
    pub organisation: Id<Organisation>,
    pub mail: Id<Mail>,
    pub nonce: Vec<u8>,
    pub tries: i64,
    pub expires_at: Timestamp,
}
