//! What an organisation comes to by itself: a reminder, the end of its year.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::Organisation;

use super::change_standing::{end, tell_stewards};
use super::limits::{ENDED_LIFE, REMIND_BEFORE};
use super::model::{By, OrganisationRow, State};
use super::store;
use crate::limits::{SWEEP_EVERY, SWEEP_ROWS_MAX};

const KIND: &str = "identity.organisation_due";

/// The timers of organisations.
#[must_use]
pub fn jobs() -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(Due), Arc::new(Sweep)]
}

/// Sets the timer of an organisation to the next thing that comes.
pub fn set(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<()> {
    match next_due(&store::organisations::get(tx, id)?) {
        Some(due) => jobs::schedule(tx, KIND, id.get(), &(), due),
        None => jobs::cancel(tx, KIND, id.get()).map(drop),
    }
}

fn next_due(organisation: &OrganisationRow) -> Option<Timestamp> {
    let until = organisation.verified_until.filter(|_| organisation.state == State::Verified)?;
    Some(if organisation.is_reminded { until } else { until - REMIND_BEFORE })
}

struct Due;

impl JobKind for Due {
    fn name(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let id = Id::from_i64(job.key);
        Box::pin(db.write(move |tx| come_due(tx, id)))
    }
}

fn come_due(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<()> {
    let Some(organisation) = store::organisations::find(tx, id)? else { return Ok(()) };
    let now = tx.now();
    if organisation.state_at(now) == State::Lapsed {
        return end(tx, &organisation, State::Lapsed, By::Clock, None);
    }
    if next_due(&organisation).is_some_and(|due| due <= now) {
        store::organisations::set_reminded(tx, id)?;
        tell_stewards(tx, id, None)?;
    }
    set(tx, id)
}

/// Codes that nobody entered, and attestations that ended long ago.
struct Sweep;

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        "identity.organisation_sweep"
    }

    fn every(&self) -> Option<Duration> {
        Some(SWEEP_EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(db.write(|tx| {
            let now = tx.now();
            store::codes::sweep(tx, now)?;
            store::attestations::sweep(tx, now - ENDED_LIFE, SWEEP_ROWS_MAX)
        }))
    }
}
