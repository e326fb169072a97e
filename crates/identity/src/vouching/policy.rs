//! Who may ask whom, and who may vouch. Pure functions that hand out permits; the store writes
//! nothing without one.

use commonround_credential::State;
use commonround_kernel::{Actor, Error, Id, Persona, Result, Scope, Timestamp};
use commonround_vocabulary::{CredentialClaim, Vouch};

use super::limits::{ASK_LIFE, ASKED_MAX, GIVEN_A_YEAR_MAX};
use super::model::{VouchRow, VouchState};
use crate::cards::NameCard;
use crate::credentials::ClaimRow;

/// The owner of a claim may ask this colleague.
#[derive(Debug)]
pub struct MayAsk {
    claim: Id<CredentialClaim>,
    persona: Id<Persona>,
    colleague: Id<Persona>,
}

impl MayAsk {
    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.claim
    }

    #[must_use]
    pub const fn persona(&self) -> Id<Persona> {
        self.persona
    }

    #[must_use]
    pub const fn colleague(&self) -> Id<Persona> {
        self.colleague
    }
}

/// A vouch may go from one state to another.
#[derive(Debug)]
pub struct MayMoveVouch {
    vouch: Id<Vouch>,
    from: VouchState,
    to: VouchState,
}

impl MayMoveVouch {
    #[must_use]
    pub const fn vouch(&self) -> Id<Vouch> {
        self.vouch
    }

    #[must_use]
    pub const fn from(&self) -> VouchState {
        self.from
    }

    #[must_use]
    pub const fn to(&self) -> VouchState {
        self.to
    }
}

/// What stands between two people beside the rules of one vouch.
#[derive(Debug, Clone, Copy, Default)]
pub struct Between {
    /// Both are personas of one account.
    pub is_one_account: bool,
    /// The one who is to be vouched for vouches for the colleague.
    pub is_mutual: bool,
}

/// One's own claim that nobody proved yet, and a verified colleague of the same profession.
///
/// # Errors
/// `scope_missing`, `email_unconfirmed`, `NotFound`; `vouch_not_needed`, `vouch_self`,
/// `vouch_not_colleague`, `vouch_mutual`, `vouch_asked`, `too_many_vouches`.
pub fn may_ask(
    actor: &Actor,
    claim: &ClaimRow,
    colleague: &NameCard,
    asked: &[VouchRow],
    between: Between,
    now: Timestamp,
) -> Result<MayAsk> {
    actor.require(Scope::Write)?;
    actor.require_confirmed()?;
    if claim.persona != actor.persona {
        return Err(Error::NotFound);
    }
    if claim.state != State::Pending {
        return Err(Error::Conflict("vouch_not_needed"));
    }
    keep_apart(colleague.persona == actor.persona, between)?;
    require_colleague(colleague, &claim.profession)?;
    let open = || asked.iter().filter(|row| is_open(row, now));
    if open().any(|row| row.colleague == colleague.persona) {
        return Err(Error::Conflict("vouch_asked"));
    }
    if open().count() >= ASKED_MAX {
        return Err(Error::Conflict("too_many_vouches"));
    }
    Ok(MayAsk { claim: claim.id, persona: actor.persona, colleague: colleague.persona })
}

fn is_open(row: &VouchRow, now: Timestamp) -> bool {
    match row.state {
        VouchState::Asked => now < row.asked_at + ASK_LIFE,
        VouchState::Given => true,
        // Who declined is not asked again as long as a question would have waited.
        VouchState::Declined => now < row.asked_at + ASK_LIFE,
        VouchState::Ended => false,
    }
}

fn keep_apart(is_self: bool, between: Between) -> Result<()> {
    if is_self || between.is_one_account {
        return Err(Error::Denied("vouch_self"));
    }
    if between.is_mutual { Err(Error::Conflict("vouch_mutual")) } else { Ok(()) }
}

fn require_colleague(card: &NameCard, profession: &str) -> Result<()> {
    let same = card.standing.badges.iter().any(|badge| badge.profession == profession);
    if same { Ok(()) } else { Err(Error::Conflict("vouch_not_colleague")) }
}

/// Whoever was asked, while their own credential counts, so many times a year.
///
/// # Errors
/// `scope_missing`, `email_unconfirmed`, `NotFound`; `vouch_answered`, `vouch_expired`,
/// `vouch_not_needed`, `vouch_self`, `vouch_not_colleague`, `vouch_mutual`, `vouch_limit`.
pub fn may_give(
    actor: &Actor,
    row: &VouchRow,
    claim: &ClaimRow,
    own: &NameCard,
    given_this_year: usize,
    between: Between,
    now: Timestamp,
) -> Result<MayMoveVouch> {
    actor.require_confirmed()?;
    let permit = may_answer(actor, row, VouchState::Given, now)?;
    if claim.state != State::Pending {
        return Err(Error::Conflict("vouch_not_needed"));
    }
    keep_apart(row.persona == actor.persona, between)?;
    require_colleague(own, &row.profession)?;
    if given_this_year >= GIVEN_A_YEAR_MAX {
        return Err(Error::Conflict("vouch_limit"));
    }
    Ok(permit)
}

/// Whoever was asked.
///
/// # Errors
/// `scope_missing`, `NotFound`; `vouch_answered`, `vouch_expired`.
pub fn may_decline(actor: &Actor, row: &VouchRow, now: Timestamp) -> Result<MayMoveVouch> {
    may_answer(actor, row, VouchState::Declined, now)
}

fn may_answer(
    actor: &Actor,
    row: &VouchRow,
    to: VouchState,
    now: Timestamp,
) -> Result<MayMoveVouch> {
    actor.require(Scope::Write)?;
    if row.colleague != actor.persona {
        return Err(Error::NotFound);
    }
    if row.state != VouchState::Asked {
        return Err(Error::Conflict("vouch_answered"));
    }
    if now >= row.asked_at + ASK_LIFE {
        return Err(Error::Gone("vouch_expired"));
    }
    Ok(MayMoveVouch { vouch: row.id, from: row.state, to })
}

/// Either side, at any time; who asked may take the question back.
///
/// # Errors
/// `scope_missing`, `NotFound`; `vouch_ended`.
pub fn may_end(actor: &Actor, row: &VouchRow) -> Result<MayMoveVouch> {
    actor.require(Scope::Write)?;
    let (gave, got) = (row.colleague == actor.persona, row.persona == actor.persona);
    let ends = match row.state {
        VouchState::Given => gave || got,
        VouchState::Asked => got,
        VouchState::Declined | VouchState::Ended if gave || got => {
            return Err(Error::Conflict("vouch_ended"));
        }
        VouchState::Declined | VouchState::Ended => false,
    };
    if !ends {
        return Err(Error::NotFound);
    }
    Ok(MayMoveVouch { vouch: row.id, from: row.state, to: VouchState::Ended })
}
