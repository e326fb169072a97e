//! What happens by itself at its time.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Result};

use crate::{appeal, page_ladder, resources, take_measure};

const DAY: Duration = Duration::from_secs(86_400);

/// A timer: what one key of it does, with how late it comes.
struct Timer {
    name: &'static str,
    fire: fn(&mut Tx<'_>, i64, Duration) -> Result<()>,
}

impl JobKind for Timer {
    fn name(&self) -> &'static str {
        self.name
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let (fire, key, late_by) = (self.fire, job.key, job.late_by);
        Box::pin(db.write(move |tx| fire(tx, key, late_by)))
    }
}

/// Says every day how old the numbers of the help page are.
struct AgeOfNumbers;

impl JobKind for AgeOfNumbers {
    fn name(&self) -> &'static str {
        "safety.numbers_age"
    }

    fn every(&self) -> Option<Duration> {
        Some(DAY)
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        let now = db.env().now();
        Box::pin(async move {
            resources::watch_age(now);
            Ok(())
        })
    }
}

/// The timers of this room: the ladder, ends of measures, appeals that wait, and the age of numbers.
#[must_use]
pub fn jobs() -> Vec<Arc<dyn JobKind>> {
    let timers = [
        Timer {
            name: page_ladder::PAGE,
            fire: |tx, key, late| page_ladder::climb(tx, Id::from_i64(key), late),
        },
        Timer {
            name: take_measure::END,
            fire: |tx, key, _| take_measure::end_measure(tx, Id::from_i64(key)),
        },
        Timer {
            name: appeal::REMIND,
            fire: |tx, key, _| appeal::call_helpers(tx, Id::from_i64(key)),
        },
    ];
    let timers = timers.into_iter().map(|timer| Arc::new(timer) as Arc<dyn JobKind>);
    timers.chain([Arc::new(AgeOfNumbers) as Arc<dyn JobKind>]).collect()
}
