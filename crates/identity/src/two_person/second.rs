use commonround_db::{Tx, jobs};
use commonround_kernel::{Account, Actor, Error, Id, Persona, Result};
use commonround_vocabulary::Proposal as ProposalId;

use super::executors::{Accepted, TwoPerson};
use super::model::{Proposal, Reason, Verdict};
use super::policy::{may_second, require_both};
use super::propose::note;
use super::{store, timers};

/// Agrees with a proposal, and does what was proposed in the same unit; or declines it.
///
/// # Errors
/// Not found; `officer_only`, `moderator_only`, `own_proposal`, `own_case`, `same_conflict_group`;
/// `proposal_decided`; `proposer_off_duty` where only declining is left; `Invalid` on `reason`; whatever the act itself is refused with.
pub fn second(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    id: Id<ProposalId>,
    verdict: Verdict,
    reason: &Reason,
) -> Result<()> {
    let proposal = store::get(tx, id)?;
    let own = store::charged_one(tx, &acts.keys, actor.account)?;
    let agrees = verdict == Verdict::Agree;
    let permit = may_second(actor, &own, &proposal, agrees, tx.now())?;
    if agrees {
        require_both(store::is_charged(tx, proposal.proposer, proposal.duty)?)?;
    }
    if !store::end(tx, &permit, Some(reason.as_str()))? {
        return Err(Error::Conflict("proposal_decided"));
    }
    jobs::cancel(tx, timers::KIND, id.get())?;
    let action = if agrees { "proposal_agreed" } else { "proposal_declined" };
    note(tx, actor, action, id, proposal.subject, reason.as_str())?;
    if !agrees {
        return Ok(());
    }
    let second = Some(actor.account);
    let agreed = Proposal { second, ..proposal };
    acts.executor(&agreed.kind)?.run(tx, &Accepted::from(&agreed))
}

/// Whether the actor may agree with an open proposal, or decline it.
pub(crate) fn may_answer(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    proposal: &Proposal,
) -> Result<bool> {
    let own = store::charged_one(tx, &acts.keys, actor.account)?;
    Ok(may_second(actor, &own, proposal, true, tx.now()).is_ok())
}

/// Everything that an account calls itself, for rules like those of a second.
pub(crate) fn personas_of(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    account: Id<Account>,
) -> Result<Vec<Id<Persona>>> {
    Ok(store::charged_one(tx, &acts.keys, account)?.personas)
}
