use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::{Error, Result};
use futures_util::FutureExt as _;

use crate::jobs::{self, DueJob};
use crate::unit::fault_of;
use crate::{Db, JobKind};

/// How long a taken job is out of others' sight, and how long it may take.
const LEASE: Duration = Duration::from_secs(660);
const RUN_WAIT: Duration = Duration::from_secs(600);

/// Takes one due job of a kind and runs it.
pub(super) async fn round(db: &Db, kind: &Arc<dyn JobKind>) -> Result<usize> {
    let (name, holder) = (kind.name(), db.0.heart.holder);
    let lease_end = db.env().now() + LEASE;
    let taken = db.write(move |tx| jobs::claim(tx, name, holder, lease_end)).await?;
    let Some(job) = taken else { return Ok(0) };
    let ended = run(db, &**kind, &job).await;
    let kind = Arc::clone(kind);
    match ended {
        Ok(()) => db.write(move |tx| jobs::finish(tx, &*kind, &job, holder)).await?,
        Err(error) => {
            tracing::warn!(kind = name, attempts = job.attempts + 1, %error, "job failed");
            let why = error.to_string();
            db.write(move |tx| jobs::fail(tx, &*kind, &job, holder, &why)).await?;
        }
    }
    Ok(1)
}

async fn run(db: &Db, kind: &dyn JobKind, job: &DueJob) -> Result<()> {
    let work = AssertUnwindSafe(async { kind.run(db, job).await });
    match tokio::time::timeout(RUN_WAIT, work.catch_unwind()).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(panic)) => Err(fault_of(&*panic)),
        Err(_) => Err(Error::Unavailable("job_timed_out")),
    }
}
