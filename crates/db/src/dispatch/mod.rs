//! Brings committed events to their consumers and runs jobs when their time comes. One lane for
//! each consumer and each kind of jobs: none waits for another. The audit log is sealed beside them.

mod deliver;
mod fire;
mod pump;

use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::{Error, Result};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Db;
use crate::audit::seal;

/// A drain that goes on for so many rounds makes its own work.
const DRAIN_ROUNDS_MAX: usize = 100_000;
/// A lane that has just worked rests this long, unless more was waiting than it took: what arrives
/// meanwhile shares its commits. The first event after quiet never waits.
const PACE: Duration = Duration::from_millis(10);

/// The running delivery of one process. Dropping it ends the lanes after their current round.
pub struct Dispatcher {
    stop: watch::Sender<bool>,
    lanes: Vec<JoinHandle<()>>,
}

impl Dispatcher {
    pub(crate) fn start(db: &Db) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut lanes: Vec<_> = (0..db.0.context.lanes())
            .map(|lane| tokio::spawn(run(db.clone(), lane, stopped.clone())))
            .collect();
        lanes.push(tokio::spawn(pump::run(db.clone(), stopped.clone())));
        lanes.push(tokio::spawn(seal::run(db.clone(), stopped)));
        Self { stop, lanes }
    }

    /// Lets every lane finish what it has taken, and waits for that.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for lane in self.lanes {
            if let Err(error) = lane.await {
                tracing::error!(%error, "a lane of the dispatcher broke");
            }
        }
    }
}

async fn run(db: Db, lane: usize, mut stopped: watch::Receiver<bool>) {
    let context = Arc::clone(&db.0.context);
    while !*stopped.borrow() {
        let done = round(&db, lane).await.unwrap_or_else(|error| {
            tracing::warn!(%error, lane, "a round of the dispatcher failed");
            0
        });
        if done >= deliver::BATCH {
            continue;
        }
        let rest = async {
            match done {
                0 => context.bell(lane).notified().await,
                _ => tokio::time::sleep(PACE).await,
            }
        };
        tokio::select! {
            () = rest => {}
            _ = stopped.changed() => return,
        }
    }
}

/// Takes and does what is due in a lane, a bounded number at once. Answers how many it took.
async fn round(db: &Db, lane: usize) -> Result<usize> {
    let _turn = db.0.turns[lane].lock().await;
    let context = &db.0.context;
    match context.consumers.get(lane) {
        Some(consumer) => deliver::round(db, consumer).await,
        None => fire::round(db, &context.jobs[lane - context.consumers.len()]).await,
    }
}

pub(crate) async fn drain(db: &Db) -> Result<()> {
    for _ in 0..DRAIN_ROUNDS_MAX {
        let mut done = 0;
        for lane in 0..db.0.context.lanes() {
            done += round(db, lane).await?;
        }
        done += seal::round(db).await?;
        if done == 0 {
            return Ok(());
        }
    }
    Err(Error::fault("the drain never ends: work makes new work"))
}
