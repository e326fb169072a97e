//! Hours in which a reader is not told what people did. Whose they are, only the composition knows.

use std::sync::Arc;

use commonround_db::{Db, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::{NoticeRaised, Notification};

use crate::keep_notice::keep_notice;
use crate::model::Rules;
use crate::subjects::Subjects;

/// Until when a reader is in quiet hours; `None` where none hold.
pub type Quiet = Arc<dyn Fn(&mut Tx<'_>, Id<Persona>) -> Result<Option<Timestamp>> + Send + Sync>;

/// Job kind; its key is an id of its own, its payload what was raised.
const HELD: &str = "notify.held";

/// Keeps what was raised, or holds it back until the reader's quiet hours are over. Decisions and
/// calls of duty do not wait.
pub fn keep_or_hold(
    tx: &mut Tx<'_>,
    subjects: &Subjects,
    quiet: &Quiet,
    told: &NoticeRaised,
) -> Result<()> {
    let may_wait = Rules::of(told.kind).by_people;
    match if may_wait { quiet(tx, told.to)? } else { None } {
        Some(end) => {
            let key: Id<Notification> = tx.env().new_id();
            jobs::schedule(tx, HELD, key.get(), told, end)
        }
        None => keep_notice(tx, subjects, told),
    }
}

/// Tells what was held back. What people did twice is one row, so running twice is harmless.
pub struct TellHeld {
    pub subjects: Subjects,
    pub quiet: Quiet,
}

impl JobKind for TellHeld {
    fn name(&self) -> &'static str {
        HELD
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let (subjects, quiet) = (Arc::clone(&self.subjects), Arc::clone(&self.quiet));
        Box::pin(async move {
            let told: NoticeRaised = job.read()?;
            db.write(move |tx| keep_or_hold(tx, &subjects, &quiet, &told)).await
        })
    }
}
