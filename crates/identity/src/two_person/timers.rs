//! What the clock does to proposals.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx, audit, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Account, Error, Id, Persona, Result};
use commonround_vocabulary::Proposal as ProposalId;

use super::executors::{Accepted, TwoPerson};
use super::limits::LOOK_EVERY;
use super::model::{Proposal, ProposalState};
use super::policy::{ends_by_itself, may_void};
use super::store;

pub(super) const KIND: &str = "identity.proposal";

/// The timer of each open proposal, and a look at all of them.
#[must_use]
pub fn jobs(acts: TwoPerson) -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(Ending { acts: acts.clone() }), Arc::new(Overdue { acts })]
}

struct Ending {
    acts: TwoPerson,
}

impl JobKind for Ending {
    fn name(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(come_due(db, &self.acts, Id::from_i64(job.key)))
    }
}

/// What has no timer of its own: proposals that another mechanism left behind.
struct Overdue {
    acts: TwoPerson,
}

impl JobKind for Overdue {
    fn name(&self) -> &'static str {
        "identity.proposals_due"
    }

    fn every(&self) -> Option<Duration> {
        Some(LOOK_EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let now = db.env().now();
            for id in db.read(move |tx| store::due(tx, now)).await? {
                come_due(db, &self.acts, id).await?;
            }
            Ok(())
        })
    }
}

/// An act that is refused when its time comes will be refused tomorrow as well: it ends.
async fn come_due(db: &Db, acts: &TwoPerson, id: Id<ProposalId>) -> Result<()> {
    let acts = acts.clone();
    match db.write(move |tx| end_by_itself(tx, &acts, id)).await {
        Err(refused) if is_refusal(&refused) => {
            let code = refused.code();
            db.write(move |tx| void_one(tx, id, code)).await
        }
        ended => ended,
    }
}

const fn is_refusal(error: &Error) -> bool {
    error.status() < 500
}

fn void_one(tx: &mut Tx<'_>, id: Id<ProposalId>, code: &'static str) -> Result<()> {
    let proposal = store::get(tx, id)?;
    void(tx, &proposal, code)
}

fn void(tx: &mut Tx<'_>, proposal: &Proposal, code: &'static str) -> Result<()> {
    let Some(permit) = may_void(proposal) else { return Ok(()) };
    if store::end(tx, &permit, None)? {
        jobs::cancel(tx, KIND, proposal.id.get())?;
        note(tx, proposal, "proposal_void", Some(code))?;
    }
    Ok(())
}

/// Ends what is proposed about a persona that leaves.
pub(crate) fn void_about(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let open = store::open_about(tx, persona)?;
    open.iter().try_for_each(|proposal| void(tx, proposal, "subject_left"))
}

/// Ends what an account proposed that leaves.
pub(crate) fn void_by(tx: &mut Tx<'_>, account: Id<Account>) -> Result<()> {
    let open = store::open_by(tx, account)?;
    open.iter().try_for_each(|proposal| void(tx, proposal, "proposer_left"))
}

fn end_by_itself(tx: &mut Tx<'_>, acts: &TwoPerson, id: Id<ProposalId>) -> Result<()> {
    let proposal = match store::get(tx, id) {
        Ok(proposal) => proposal,
        Err(Error::NotFound) => return Ok(()),
        Err(other) => return Err(other),
    };
    let is_charged = store::is_charged(tx, proposal.proposer, proposal.duty)?;
    let Some(permit) = ends_by_itself(&proposal, is_charged, tx.now()) else { return Ok(()) };
    if !store::end(tx, &permit, None)? {
        return Ok(());
    }
    let effective = permit.state() == ProposalState::TookEffect;
    note(tx, &proposal, if effective { "proposal_took_effect" } else { "proposal_expired" }, None)?;
    if effective {
        acts.executor(&proposal.kind)?.run(tx, &Accepted::from(&proposal))?;
    }
    Ok(())
}

fn note(
    tx: &mut Tx<'_>,
    proposal: &Proposal,
    action: &'static str,
    reason: Option<&str>,
) -> Result<()> {
    let entry = audit::Entry::new(audit::Accessor::System, action);
    let object = Some(audit::Named::new("proposal", proposal.id));
    let subject = proposal.subject.map(audit::Named::persona);
    audit::record(tx, &audit::Entry { object, subject, reason, ..entry }).map(drop)
}
