//! What happens by itself at its time.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Result};

use super::store;

/// Job kind; its key is the id of the mute.
pub const MUTE_END: &str = "commons.mute_end";

struct EndMute;

impl JobKind for EndMute {
    fn name(&self) -> &'static str {
        MUTE_END
    }

    fn every(&self) -> Option<Duration> {
        None
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let mute = Id::from_i64(job.key);
        Box::pin(db.write(move |tx| store::mutes::delete_expired(tx, mute)))
    }
}

/// The timers of profiles and relations.
#[must_use]
pub fn jobs() -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(EndMute)]
}
