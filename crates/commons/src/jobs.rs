//! What happens by itself at its time.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind};
use commonround_kernel::Result;
use commonround_kernel::ports::Promise;

use crate::limits::IDEMPOTENCY_HOURS;
use crate::reindex_author::Reindex;
use crate::store::idempotency;

/// Forgets submissions that nobody repeats any more.
struct ForgetSubmissions;

impl JobKind for ForgetSubmissions {
    fn name(&self) -> &'static str {
        "commons.forget_submissions"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(3_600))
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        let kept = Duration::from_secs(IDEMPOTENCY_HOURS * 3_600);
        Box::pin(db.write(move |tx| {
            let before = tx.now() - kept;
            idempotency::forget_before(tx, before).map(drop)
        }))
    }
}

/// The timers of this room.
#[must_use]
pub fn jobs() -> Vec<Arc<dyn JobKind>> {
    let mut all: Vec<Arc<dyn JobKind>> = vec![Arc::new(ForgetSubmissions), Arc::new(Reindex)];
    all.extend(crate::people::jobs());
    all
}
