use commonround_db::{Db, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result, Timestamp};
use commonround_vocabulary::Interim;

use super::end_notice::end;
use super::policy::ends_by_itself;
use super::store;

pub const JOB: &str = "evidence.end_interim";

/// Looks at a notice again at this moment, and at no other.
pub fn schedule(tx: &mut Tx<'_>, id: Id<Interim>, at: Timestamp) -> Result<()> {
    jobs::schedule(tx, JOB, id.get(), &(), at)
}

/// Ends notices whose time is over.
pub struct EndInterims;

impl JobKind for EndInterims {
    fn name(&self) -> &'static str {
        JOB
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let id = Id::from_i64(job.key);
        Box::pin(db.write(move |tx| end_in_time(tx, id)))
    }
}

fn end_in_time(tx: &mut Tx<'_>, id: Id<Interim>) -> Result<()> {
    let notice = match store::get(tx, id) {
        Ok(notice) => notice,
        Err(Error::NotFound) => return Ok(()),
        Err(other) => return Err(other),
    };
    match ends_by_itself(&notice, tx.now()) {
        Some(permit) => end(tx, &notice, &permit),
        None => Ok(()),
    }
}
