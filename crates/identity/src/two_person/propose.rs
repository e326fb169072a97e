use commonround_db::{Tx, audit, jobs, outbox};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, NoticeKind, NoticeRaised, Proposal as ProposalId};

use super::executors::TwoPerson;
use super::limits::{ALONE_WAIT, PAYLOAD_BYTES_MAX, PROPOSAL_LIFE, SECONDS_CALLED_MAX};
use super::model::{New, Reason};
use super::policy::{could_second, may_propose, may_withdraw};
use super::store::{self, Ends};
use super::timers;

/// Proposes an act, and calls whoever may second it.
///
/// # Errors
/// `officer_only`, `moderator_only`, `own_case`; `already_proposed` while the same act on the same
/// object waits; `Invalid` on `reason`.
pub fn propose(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    new: &New<'_>,
) -> Result<Id<ProposalId>> {
    let executor = acts.executor(new.kind)?;
    let reason = Reason::parse(new.reason)?;
    if new.payload.len() > PAYLOAD_BYTES_MAX {
        return Err(Error::fault("the payload of a proposal is ids and codes"));
    }
    let own = store::charged_one(tx, &acts.keys, actor.account)?;
    let permit = may_propose(actor, executor.duty, &own, new.subject)?;
    let mut seconds = store::charged(tx, &acts.keys, executor.duty)?;
    seconds.retain(|one| could_second(one, actor.account, &own.group, new.subject));
    let now = tx.now();
    let effective_at = seconds.is_empty().then(|| now + ALONE_WAIT);
    let ends = Ends { effective_at, expires_at: now + PROPOSAL_LIFE };
    let new = New { reason: reason.as_str(), ..new.clone() };
    let id = store::insert(tx, &permit, &own.group, &new, &ends)?;
    let id = id.ok_or(Error::Conflict("already_proposed"))?;
    jobs::schedule(tx, timers::KIND, id.get(), &(), effective_at.unwrap_or(ends.expires_at))?;
    for second in seconds.iter().take(SECONDS_CALLED_MAX) {
        call(tx, second.persona, actor.persona, id)?;
    }
    note(tx, actor, "proposal_made", id, new.subject, reason.as_str())?;
    Ok(id)
}

fn call(tx: &mut Tx<'_>, to: Id<Persona>, by: Id<Persona>, id: Id<ProposalId>) -> Result<()> {
    let about = About { kind: AboutKind::Proposal, id: id.get() };
    outbox::emit(tx, &NoticeRaised { to, kind: NoticeKind::DutyCalls, by: Some(by), about })
        .map(drop)
}

/// Whether an act of this kind on this object waits for a second.
///
/// # Errors
/// As `Tx::query`.
pub fn waits(tx: &mut Tx<'_>, kind: &str, object: i64) -> Result<bool> {
    Ok(store::find_open(tx, kind, object)?.is_some())
}

/// Takes back one's own proposal while nobody has answered.
///
/// # Errors
/// Not found; `not_proposer`, `proposal_decided`.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: Id<ProposalId>) -> Result<()> {
    let proposal = store::get(tx, id)?;
    let permit = may_withdraw(actor, &proposal)?;
    if !store::end(tx, &permit, None)? {
        return Err(Error::Conflict("proposal_decided"));
    }
    jobs::cancel(tx, timers::KIND, id.get())?;
    note(tx, actor, "proposal_withdrawn", id, proposal.subject, &proposal.reason)
}

/// One line of the audit log about a proposal.
pub(super) fn note(
    tx: &mut Tx<'_>,
    actor: &Actor,
    action: &'static str,
    id: Id<ProposalId>,
    subject: Option<Id<Persona>>,
    reason: &str,
) -> Result<()> {
    let entry = audit::Entry::new(audit::Accessor::Account(actor.account), action);
    let object = Some(audit::Named::new("proposal", id));
    let subject = subject.map(audit::Named::persona);
    audit::record(tx, &audit::Entry { object, subject, reason: Some(reason), ..entry }).map(drop)
}
