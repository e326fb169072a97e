use std::time::Duration;

use commonround_kernel::{Id, Result};
use tokio::sync::watch;

use crate::context::Wakes;
use crate::{Db, Tx, jobs, outbox};

/// How often the clock is looked at: a clock that was moved fires its timers within this time.
const POLL: Duration = Duration::from_millis(150);
/// Rounds of polling between two rounds of forgetting (about ten minutes).
const PRUNE_ROUNDS: u32 = 4_000;
/// How long events are kept after everybody has heard of them.
const KEPT: Duration = Duration::from_secs(7 * 86_400);

/// Wakes the lanes in which something has become due, and forgets old events now and then.
pub(super) async fn run(db: Db, mut stopped: watch::Receiver<bool>) {
    let mut rounds = 0_u32;
    while !*stopped.borrow() {
        if let Err(error) = poll(&db, rounds.is_multiple_of(PRUNE_ROUNDS)).await {
            tracing::warn!(%error, "looking for due work failed");
        }
        rounds = rounds.wrapping_add(1);
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            _ = stopped.changed() => return,
        }
    }
}

async fn poll(db: &Db, may_prune: bool) -> Result<()> {
    let wakes = db.read_inline(due_lanes).await?;
    db.0.context.wake(wakes);
    if may_prune {
        let before = Id::floor_at(db.env().now() - KEPT);
        while db.write(move |tx| outbox::prune(tx, before)).await? > 0 {}
    }
    Ok(())
}

fn due_lanes(tx: &mut Tx<'_>) -> Result<Wakes> {
    let (context, now) = (tx.context, tx.now());
    let mut wakes = Wakes::default();
    for (lane, consumer) in context.consumers.iter().enumerate() {
        if outbox::is_due(tx, consumer.name(), now)? {
            wakes.add(lane);
        }
    }
    for (at, kind) in context.jobs.iter().enumerate() {
        if jobs::is_due(tx, kind.name(), now)? {
            wakes.add(context.consumers.len() + at);
        }
    }
    Ok(wakes)
}
