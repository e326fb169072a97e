//! Who may propose and who may second. Pure; the store writes nothing without one of these permits.

use commonround_kernel::{Account, Actor, Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Proposal as ProposalId;

use super::model::{Charged, Duty, Proposal, ProposalState};

/// Propose an act of this duty.
#[derive(Debug)]
pub struct MayPropose {
    proposer: Id<Account>,
    duty: Duty,
}

impl MayPropose {
    #[must_use]
    pub const fn proposer(&self) -> Id<Account> {
        self.proposer
    }

    #[must_use]
    pub const fn duty(&self) -> Duty {
        self.duty
    }
}

/// End an open proposal: with a second's word, by its proposer, or by the clock.
#[derive(Debug)]
pub struct MayEnd {
    proposal: Id<ProposalId>,
    state: ProposalState,
    second: Option<Id<Account>>,
}

impl MayEnd {
    #[must_use]
    pub const fn proposal(&self) -> Id<ProposalId> {
        self.proposal
    }

    #[must_use]
    pub const fn state(&self) -> ProposalState {
        self.state
    }

    #[must_use]
    pub const fn second(&self) -> Option<Id<Account>> {
        self.second
    }
}

/// # Errors
/// `officer_only`, `moderator_only`, `account_suspended`; `own_case` where it is about the actor.
pub fn may_propose(
    actor: &Actor,
    duty: Duty,
    own: &Charged,
    subject: Option<Id<Persona>>,
) -> Result<MayPropose> {
    require(actor, duty)?;
    if is_about(own, subject) {
        return Err(Error::Denied("own_case"));
    }
    Ok(MayPropose { proposer: actor.account, duty })
}

fn require(actor: &Actor, duty: Duty) -> Result<()> {
    let (held, code) = match duty {
        Duty::Officer => (actor.officer, "officer_only"),
        Duty::Moderator => (actor.moderator, "moderator_only"),
    };
    match held {
        true if actor.suspended => Err(Error::Denied("account_suspended")),
        true => Ok(()),
        false => Err(Error::Denied(code)),
    }
}

fn is_about(charged: &Charged, subject: Option<Id<Persona>>) -> bool {
    subject.is_some_and(|subject| charged.personas.contains(&subject))
}

/// Whether this one could second what `proposer` of this group proposes about `subject`.
#[must_use]
pub fn could_second(
    charged: &Charged,
    proposer: Id<Account>,
    proposer_group: &str,
    subject: Option<Id<Persona>>,
) -> bool {
    charged.account != proposer && charged.group != proposer_group && !is_about(charged, subject)
}

/// # Errors
/// `officer_only`, `moderator_only`; `proposal_decided`; `own_proposal`, `same_conflict_group`,
/// `own_case`.
pub fn may_second(
    actor: &Actor,
    own: &Charged,
    proposal: &Proposal,
    agrees: bool,
    now: Timestamp,
) -> Result<MayEnd> {
    require(actor, proposal.duty)?;
    if proposal.proposer == actor.account {
        return Err(Error::Denied("own_proposal"));
    }
    if is_about(own, proposal.subject) {
        return Err(Error::Denied("own_case"));
    }
    if own.group == proposal.proposer_group {
        return Err(Error::Denied("same_conflict_group"));
    }
    if proposal.state != ProposalState::Open || now >= proposal.expires_at {
        return Err(Error::Conflict("proposal_decided"));
    }
    let state = if agrees { ProposalState::Agreed } else { ProposalState::Declined };
    Ok(MayEnd { proposal: proposal.id, state, second: Some(actor.account) })
}

/// An act is done by two who both have the duty when it is done.
///
/// # Errors
/// `proposer_off_duty`.
pub fn require_both(proposer_is_charged: bool) -> Result<()> {
    if proposer_is_charged { Ok(()) } else { Err(Error::Conflict("proposer_off_duty")) }
}

/// What cannot be done any more ends. `None` where it has ended.
#[must_use]
pub fn may_void(proposal: &Proposal) -> Option<MayEnd> {
    let is_open = proposal.state == ProposalState::Open;
    is_open.then_some(MayEnd { proposal: proposal.id, state: ProposalState::Void, second: None })
}

/// One's own, while nobody has answered.
///
/// # Errors
/// `not_proposer`, `proposal_decided`.
pub fn may_withdraw(actor: &Actor, proposal: &Proposal) -> Result<MayEnd> {
    if proposal.proposer != actor.account {
        return Err(Error::Denied("not_proposer"));
    }
    if proposal.state != ProposalState::Open {
        return Err(Error::Conflict("proposal_decided"));
    }
    Ok(MayEnd { proposal: proposal.id, state: ProposalState::Withdrawn, second: None })
}

/// What the clock does to an open proposal now, if anything. Who has lost the duty meanwhile
/// decides nothing alone.
#[must_use]
pub fn ends_by_itself(
    proposal: &Proposal,
    is_still_charged: bool,
    now: Timestamp,
) -> Option<MayEnd> {
    let state = match proposal.effective_at {
        _ if proposal.state != ProposalState::Open => return None,
        Some(at) if now >= at && is_still_charged => ProposalState::TookEffect,
        Some(at) if now >= at => ProposalState::Expired,
        _ if now >= proposal.expires_at => ProposalState::Expired,
        _ => return None,
    };
    Some(MayEnd { proposal: proposal.id, state, second: None })
}
