//! What happens by itself at its time.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Result, Timestamp};

use crate::limits::{NOTICE_DAYS, ROWS_PER_UNIT};
use crate::quiet::{Quiet, TellHeld};
use crate::store::notices;
use crate::subjects::Subjects;

/// Forgets what nobody looks for any more.
struct ForgetOld;

impl JobKind for ForgetOld {
    fn name(&self) -> &'static str {
        "notify.forget_old"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(3_600))
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        let before = db.env().now() - Duration::from_secs(NOTICE_DAYS * 86_400);
        Box::pin(async move {
            while db.write(move |tx| forget_before(tx, before)).await? > 0 {}
            Ok(())
        })
    }
}

fn forget_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<usize> {
    let rows = notices::older_than(tx, before, ROWS_PER_UNIT)?;
    notices::remove(tx, &rows)?;
    Ok(rows.len())
}

/// The work of this room that runs at its time.
#[must_use]
pub fn jobs(subjects: Subjects, quiet: Quiet) -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(ForgetOld), Arc::new(TellHeld { subjects, quiet })]
}
