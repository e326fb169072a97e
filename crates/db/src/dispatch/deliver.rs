use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use commonround_kernel::{Error, Result};
use futures_util::FutureExt as _;
use tokio::time::Instant;

use crate::outbox::{self, Claim};
use crate::unit::fault_of;
use crate::{Consumer, Db, React};

/// Deliveries taken at once.
pub(super) const BATCH: usize = 32;
/// How long a taken delivery is out of others' sight.
pub(super) const LEASE: Duration = Duration::from_secs(60);
/// A consumer that takes longer has failed.
const HANDLE_WAIT: Duration = Duration::from_secs(20);
/// What was handled is marked as done after this long at the latest, so that a crash repeats little.
const MARK_AFTER: Duration = Duration::from_millis(50);

pub(super) async fn round(db: &Db, consumer: &Arc<dyn Consumer>) -> Result<usize> {
    match consumer.reaction() {
        Some(react) => round_of_reaction(db, consumer.name(), react).await,
        None => round_of_handler(db, &**consumer).await,
    }
}

/// Nothing is leased here: whoever deletes the delivery has done the work, in the same commit.
async fn round_of_reaction(db: &Db, name: &'static str, react: React) -> Result<usize> {
    let due = db.read_inline(move |tx| outbox::due(tx, name, BATCH)).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let due = Arc::new(due);
    if react_to(db, name, &react, Arc::clone(&due)).await.is_ok() {
        return Ok(due.len());
    }
    // Something in the batch failed: each for itself.
    for claim in due.iter() {
        let one = Arc::new(vec![claim.clone()]);
        if let Err(error) = react_to(db, name, &react, one).await {
            note_failure(db, name, claim.clone(), error).await?;
        }
    }
    Ok(due.len())
}

async fn react_to(db: &Db, name: &'static str, react: &React, due: Arc<Vec<Claim>>) -> Result<()> {
    let react = Arc::clone(react);
    db.write(move |tx| {
        for claim in due.iter() {
            if outbox::finish(tx, name, claim)? {
                react(tx, &claim.event)?;
            }
        }
        Ok(())
    })
    .await
}

async fn round_of_handler(db: &Db, consumer: &dyn Consumer) -> Result<usize> {
    let (name, holder) = (consumer.name(), db.0.heart.holder);
    let lease_end = db.env().now() + LEASE;
    let taken = db.write(move |tx| outbox::claim(tx, name, holder, lease_end, BATCH)).await?;
    let count = taken.len();
    let mut done = Vec::new();
    let started_at = Instant::now();
    let mut marked_at = started_at;
    for claim in taken {
        // The rest of a slow batch would outlive its lease: it comes again when that ends.
        if started_at.elapsed() + HANDLE_WAIT > LEASE {
            break;
        }
        match handle(db, consumer, &claim).await {
            Ok(()) => done.push(claim),
            Err(error) => note_failure(db, name, claim, error).await?,
        }
        if marked_at.elapsed() > MARK_AFTER {
            mark(db, name, std::mem::take(&mut done)).await?;
            marked_at = Instant::now();
        }
    }
    mark(db, name, done).await?;
    Ok(count)
}

async fn handle(db: &Db, consumer: &dyn Consumer, claim: &Claim) -> Result<()> {
    // The call itself may panic too, so it stands inside of the guarded future.
    let work = AssertUnwindSafe(async { consumer.handle(db, &claim.event).await });
    match tokio::time::timeout(HANDLE_WAIT, work.catch_unwind()).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(panic)) => Err(fault_of(&*panic)),
        Err(_) => Err(Error::Unavailable("handler_timed_out")),
    }
}

async fn mark(db: &Db, name: &'static str, done: Vec<Claim>) -> Result<()> {
    if done.is_empty() {
        return Ok(());
    }
    db.write(move |tx| {
        for claim in &done {
            outbox::finish(tx, name, claim)?;
        }
        Ok(())
    })
    .await
}

async fn note_failure(db: &Db, name: &'static str, claim: Claim, error: Error) -> Result<()> {
    let (topic, attempts) = (&claim.event.topic, claim.event.attempts + 1);
    tracing::warn!(consumer = name, topic, attempts, %error, "delivery failed");
    let why = error.to_string();
    db.write(move |tx| outbox::fail(tx, name, &claim, &why)).await
}
