//! What the clock does to proposals.

use std::sync::Arc;

use commonround_db::{Db, DueJob, JobKind, Tx, audit};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::Proposal as ProposalId;

use super::executors::{Accepted, TwoPerson};
use super::model::{Proposal, ProposalState};
use super::policy::ends_by_itself;
use super::store;

pub(super) const KIND: &str = "identity.proposal";

/// The timer of each open proposal.
#[must_use]
pub fn jobs(acts: TwoPerson) -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(Ending { acts })]
}

struct Ending {
    acts: TwoPerson,
}

impl JobKind for Ending {
    fn name(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let (acts, id) = (self.acts.clone(), Id::from_i64(job.key));
        Box::pin(db.write(move |tx| end_by_itself(tx, &acts, id)))
    }
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
    note(tx, &proposal, if effective { "proposal_took_effect" } else { "proposal_expired" })?;
    if effective {
        acts.executor(&proposal.kind)?.run(tx, &Accepted::from(&proposal))?;
    }
    Ok(())
}

fn note(tx: &mut Tx<'_>, proposal: &Proposal, action: &'static str) -> Result<()> {
    let entry = audit::Entry::new(audit::Accessor::System, action);
    let object = Some(audit::Named::new("proposal", proposal.id));
    let subject = proposal.subject.map(audit::Named::persona);
    audit::record(tx, &audit::Entry { object, subject, ..entry }).map(drop)
}
