//! A claim as a state machine. Whatever happens to whatever claim, the answer is a new state or a
//! code that says why not.

use crate::register::{Change, Compact, Standing};

/// Where a claim stands. That it expires soon is no state but a date: see `shown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Claimed, and nothing proved yet.
    Pending,
    /// Somebody else claims the same number.
    Conflict,
    Verified,
    /// Practises, with conditions that stand on the register.
    Conditions,
    Suspended,
    Revoked,
    Expired,
    /// Was verified, and has to be looked at again.
    Recheck,
    /// Decided against, with an appeal open to its owner.
    Rejected,
    /// Taken back by its owner.
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 10] = [
        Self::Pending,
        Self::Conflict,
        Self::Verified,
        Self::Conditions,
        Self::Suspended,
        Self::Revoked,
        Self::Expired,
        Self::Recheck,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The word for programs and for what is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Conflict => "conflict",
            Self::Verified => "verified",
            Self::Conditions => "conditions",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Recheck => "recheck",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// In what way somebody practises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Footing {
    Full,
    Conditions,
}

impl Footing {
    /// What a row confirms; `None` where the register lets nobody practise on it.
    #[must_use]
    pub const fn of(row: &Compact) -> Option<Self> {
        match (row.standing, row.conditions) {
            (Standing::Active, false) => Some(Self::Full),
            (Standing::Active, true) => Some(Self::Conditions),
            _ => None,
        }
    }
}

/// What a register or an issuer says of somebody whose claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    Suspended,
    Revoked,
    /// Resigned, retired or lapsed.
    Lapsed,
    Conditions,
    Reinstated,
    /// The registration has a new last day.
    Renewed(Footing),
    /// Missing from so many files in a row.
    Vanished {
        imports: u8,
    },
    /// The row has a name by now that does not fit the person's: compare with `match_name`.
    Renamed,
    /// A status list that cannot be reached or is too old.
    Unreachable,
}

impl Notice {
    /// What a change of a row means for the claim on it; `None` where it means nothing. A row that
    /// has changed may have a new last day. Whether it still has the name is not known here.
    #[must_use]
    pub const fn of(change: Change, row: &Compact) -> Option<Self> {
        match change {
            Change::Changed => match Footing::of(row) {
                Some(footing) => Some(Self::Renewed(footing)),
                None => None,
            },
            Change::Suspended => Some(Self::Suspended),
            Change::Revoked => Some(Self::Revoked),
            Change::Lapsed => Some(Self::Lapsed),
            Change::Conditions => Some(Self::Conditions),
            Change::Reinstated => Some(Self::Reinstated),
            Change::Vanished { imports } => Some(Self::Vanished { imports }),
            Change::Registered | Change::Same => None,
        }
    }
}

/// What can happen to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Happening {
    /// Register row, name and tie to the person, or a signed credential.
    Confirmed(Footing),
    /// Another person's claim on the same number came to light.
    ClaimedTwice,
    /// Officers decided against it.
    Rejected,
    Noticed(Notice),
    /// The last day of the registration is over.
    DatePassed,
    /// A person should have looked again by now, and none has: see `recheck_due`.
    RecheckDue,
    /// An appeal was granted: it is looked at anew.
    AppealGranted,
    Withdrawn,
}

/// The state after something happened.
///
/// # Errors
/// A code that says in which state it cannot happen: `claim_pending`, `claim_conflict`,
/// `claim_suspended`, `claim_revoked`, `claim_rejected`, `claim_withdrawn`, `claim_current`.
pub const fn next_state(state: State, happening: Happening) -> Result<State, &'static str> {
    match (state, happening) {
        (State::Withdrawn, _) => Err("claim_withdrawn"),
        (_, Happening::Withdrawn) => Ok(State::Withdrawn),
        (_, Happening::AppealGranted) => appeal(state),
        (State::Rejected, _) => Err("claim_rejected"),
        (_, Happening::Confirmed(footing)) => confirm(state, footing),
        (_, Happening::ClaimedTwice) => claimed_twice(state),
        (_, Happening::Rejected) => Ok(State::Rejected),
        // Nothing that a register says makes an unproved claim better or worse.
        (State::Pending, _) => Err("claim_pending"),
        (State::Conflict, _) => Err("claim_conflict"),
        (_, Happening::Noticed(notice)) => notice_of(state, notice),
        (State::Suspended, Happening::DatePassed | Happening::RecheckDue) => Err("claim_suspended"),
        (State::Revoked, Happening::DatePassed | Happening::RecheckDue) => Err("claim_revoked"),
        (_, Happening::DatePassed) => Ok(State::Expired),
        (State::Expired, Happening::RecheckDue) => Ok(State::Expired),
        (_, Happening::RecheckDue) => Ok(State::Recheck),
    }
}

/// Only what is not against it by the register's own word can be confirmed anew.
const fn confirm(state: State, footing: Footing) -> Result<State, &'static str> {
    match state {
        State::Suspended => Err("claim_suspended"),
        State::Revoked => Err("claim_revoked"),
        _ => Ok(match footing {
            Footing::Full => State::Verified,
            Footing::Conditions => State::Conditions,
        }),
    }
}

/// Who is verified already does not lose it because somebody types the number.
const fn claimed_twice(state: State) -> Result<State, &'static str> {
    match state {
        State::Pending | State::Conflict => Ok(State::Conflict),
        _ => Ok(state),
    }
}

const fn appeal(state: State) -> Result<State, &'static str> {
    match state {
        State::Rejected => Ok(State::Pending),
        State::Suspended | State::Revoked | State::Expired | State::Recheck => Ok(State::Recheck),
        State::Pending => Err("claim_pending"),
        State::Conflict => Err("claim_conflict"),
        _ => Err("claim_current"),
    }
}

/// A revocation ends the claim: whatever the register says later, a person looks first.
const fn notice_of(state: State, notice: Notice) -> Result<State, &'static str> {
    let is_current = matches!(state, State::Verified | State::Conditions);
    match (notice, state) {
        (Notice::Revoked, _) => Ok(State::Revoked),
        (Notice::Conditions | Notice::Reinstated, State::Revoked) => Ok(State::Recheck),
        (_, State::Revoked) => Err("claim_revoked"),
        (Notice::Suspended, _) => Ok(State::Suspended),
        (Notice::Lapsed, _) => Ok(State::Expired),
        (Notice::Conditions, _) => Ok(State::Conditions),
        (Notice::Reinstated, _) => Ok(State::Verified),
        (Notice::Renewed(footing), State::Expired) => confirm(state, footing),
        (Notice::Renewed(_) | Notice::Vanished { imports: 0 | 1 }, _) => Ok(state),
        (Notice::Vanished { .. } | Notice::Renamed | Notice::Unreachable, _) => {
            Ok(if is_current { State::Recheck } else { state })
        }
    }
}
