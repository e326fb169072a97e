//! What a claim comes to by itself: a reminder, the end of its last day, another look.

use std::sync::Arc;
use std::time::Duration;

use commonround_credential::{Checked, Happening, recheck_due};
use commonround_db::{Db, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::{CredentialClaim, NoticeKind};
use jiff::ToSpan;

use super::change_claim::{happen, tell};
use super::limits::REMIND_DAYS;
use super::model::{By, Change, ClaimRow, Method, midnight};
use super::status_lists::StatusCheck;
use super::store;

const KIND: &str = "identity.claim_due";

/// The timers of claims. `check` asks status lists.
#[must_use]
pub fn jobs(check: StatusCheck) -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(Due { check }), Arc::new(Sweep)]
}

struct Due {
    check: StatusCheck,
}

impl JobKind for Due {
    fn name(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let claim = Id::from_i64(job.key);
            self.check.run(db, claim).await?;
            db.write(move |tx| come_due(tx, claim)).await
        })
    }
}

/// Sets the timer of a claim to the next thing that comes.
pub fn set(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    let row = store::claims::get(tx, claim)?;
    match next_due(&row) {
        Some(due) => jobs::schedule(tx, KIND, claim.get(), &(), due),
        None => jobs::cancel(tx, KIND, claim.get()).map(|_| ()),
    }
}

fn next_due(claim: &ClaimRow) -> Option<Timestamp> {
    let status = claim.next_check_at.filter(|_| claim.method == Some(Method::SignedCredential));
    let times = [reminder_at(claim), claim.ends_at(), recheck_at(claim), status];
    times.into_iter().flatten().min().filter(|_| claim.is_current())
}

fn reminder_at(claim: &ClaimRow) -> Option<Timestamp> {
    let last = claim.expires.filter(|_| claim.reminded_of != claim.expires)?;
    last.checked_sub(REMIND_DAYS.days()).ok().map(midnight)
}

fn recheck_at(claim: &ClaimRow) -> Option<Timestamp> {
    let (checked, proved) = claim.checked_at.zip(claim.proved_at)?;
    let by = match claim.method {
        Some(Method::RegisterMatch | Method::SignedCredential) => Checked::ByFeed,
        _ => Checked::ByPerson,
    };
    let due = recheck_due(by, checked.millis() / 1_000, proved.millis() / 1_000);
    Some(Timestamp::from_millis(due.saturating_mul(1_000)))
}

fn come_due(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<()> {
    let Some(claim) = store::claims::find(tx, id)? else { return Ok(()) };
    if !claim.is_current() {
        return Ok(());
    }
    let has_come = |at: Option<Timestamp>| at.is_some_and(|at| at <= tx.now());
    let (ended, recheck) = (has_come(claim.ends_at()), has_come(recheck_at(&claim)));
    let change = Change::by(By::Clock);
    if ended {
        happen(tx, &claim, Happening::DatePassed, &change)?;
    } else if recheck {
        happen(tx, &claim, Happening::RecheckDue, &change)?;
    } else if has_come(reminder_at(&claim)) {
        remind(tx, &claim)?;
    }
    set(tx, id)
}

fn remind(tx: &mut Tx, claim: &ClaimRow) -> Result<()> {
    if let Some(last) = claim.expires {
        store::claims::set_reminded(tx, claim.id, last.to_string())?;
        tell(tx, claim.persona, NoticeKind::CredentialExpiring, claim.id)?;
    }
    Ok(())
}

/// Codes that nobody entered.
struct Sweep;

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        "identity.claim_sweep"
    }

    fn every(&self) -> Option<Duration> {
        Some(crate::limits::SWEEP_EVERY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(db.write(|tx| {
            let now = tx.now();
            store::codes::sweep(tx, now)
        }))
    }
}
