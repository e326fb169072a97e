//! Events leave by here, in the transaction of the fact they tell. A row for each event, and one
//! for each consumer that still has to hear of it.

use std::time::Duration;

use commonround_kernel::{Error, Id, Result, Timestamp};
use commonround_vocabulary::{Event, OutboxEntry};

use crate::{Delivered, Row, Tx, in_list, padded};

/// After so many failures an event waits as a dead letter.
pub const ATTEMPTS_MAX: u32 = 8;
/// Where `due_at` stands while a delivery is dead.
const NEVER: Timestamp = Timestamp::from_millis(i64::MAX);
const FAILURE_CHARS_MAX: usize = 300;
const PRUNED_AT_ONCE: usize = 1_000;

/// Tells a fact: commits with it, or not at all.
///
/// # Errors
/// As `Tx::exec`.
pub fn emit<E: Event>(tx: &mut Tx<'_>, event: &E) -> Result<()> {
    let id: Id<OutboxEntry> = tx.env().new_id();
    let payload = serde_json::to_string(event).map_err(Error::fault)?;
    let now = tx.now();
    tx.exec(
        "INSERT INTO db_outbox (id, topic, key, payload, at) VALUES ($1, $2, $3, $4, $5)",
        (id, E::TOPIC, event.key(), payload, now),
    )?;
    let context = tx.context;
    for lane in context.lanes_of_topic(E::TOPIC) {
        let consumer = context.consumers[*lane].name();
        tx.exec(
            "INSERT INTO db_delivery (consumer, due_at, event, attempts, holder)
             VALUES ($1, $2, $3, 0, 0)",
            (consumer, now, id),
        )?;
        tx.wakes.add(*lane);
    }
    Ok(())
}

/// How long an event rests after its `attempts`-th failure: 2 s, 8 s, 32 s … at most an hour.
#[must_use]
pub fn backoff(attempts: u32) -> Duration {
    let secs = 2_u64.saturating_mul(4_u64.saturating_pow(attempts.saturating_sub(1)));
    Duration::from_secs(secs.min(3_600))
}

/// An event that a consumer failed at too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    pub event: Id<OutboxEntry>,
    pub consumer: String,
    pub topic: String,
    pub payload: String,
    pub at: Timestamp,
    pub attempts: u32,
    pub failure: String,
}

/// The latest dead letters, newest first.
///
/// # Errors
/// As `Tx::query`.
pub fn dead_letters(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<DeadLetter>> {
    tx.query(
        "SELECT o.id, d.consumer, o.topic, o.payload, o.at, d.attempts, d.failure
         FROM db_delivery d JOIN db_outbox o ON o.id = d.event
         WHERE d.due_at = $1 ORDER BY d.event DESC, d.consumer LIMIT $2",
        (NEVER, limit),
        |row| {
            Ok(DeadLetter {
                event: row.get(0)?,
                consumer: row.get(1)?,
                topic: row.get(2)?,
                payload: row.get(3)?,
                at: row.get(4)?,
                attempts: row.get(5)?,
                failure: row.get::<Option<String>>(6)?.unwrap_or_default(),
            })
        },
    )
}

/// Gives a dead letter another round of attempts.
///
/// # Errors
/// `NotFound` where it is not dead.
pub fn retry(tx: &mut Tx<'_>, consumer: &str, event: Id<OutboxEntry>) -> Result<()> {
    let now = tx.now();
    let changed = tx.exec(
        "UPDATE db_delivery SET due_at = $4, attempts = 0, holder = 0
         WHERE consumer = $1 AND due_at = $2 AND event = $3",
        (consumer, NEVER, event, now),
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Deliveries that are not done and not dead.
///
/// # Errors
/// As `Tx::query`.
pub fn waiting(tx: &mut Tx<'_>) -> Result<u64> {
    tx.one("SELECT count(*) FROM db_delivery WHERE due_at < $1", (NEVER,), |row| row.get(0))
}

/// Forgets events older than `before` that everybody has heard of. Answers how many; call again
/// while it forgets some.
///
/// # Errors
/// As `Tx::exec`.
pub fn prune(tx: &mut Tx<'_>, before: Id<OutboxEntry>) -> Result<u64> {
    tx.exec(
        "DELETE FROM db_outbox WHERE id IN (
             SELECT id FROM db_outbox
             WHERE id < $1 AND id NOT IN (SELECT event FROM db_delivery)
             ORDER BY id LIMIT $2)",
        (before, PRUNED_AT_ONCE),
    )
}

/// A delivery as it was found: it can be ended only while it still stands like this.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) due_at: Timestamp,
    pub(crate) event: Delivered,
}

pub(crate) fn is_due(tx: &mut Tx<'_>, consumer: &str, now: Timestamp) -> Result<bool> {
    let one = tx.maybe(
        "SELECT 1 FROM db_delivery WHERE consumer = $1 AND due_at <= $2 LIMIT 1",
        (consumer, now),
        |_| Ok(()),
    )?;
    Ok(one.is_some())
}

/// What is due, in order, without taking it.
pub(crate) fn due(tx: &mut Tx<'_>, consumer: &str, limit: usize) -> Result<Vec<Claim>> {
    let now = tx.now();
    tx.query(
        "SELECT d.due_at, o.id, o.topic, o.payload, o.at, d.attempts
         FROM db_delivery d JOIN db_outbox o ON o.id = d.event
         WHERE d.consumer = $1 AND d.due_at <= $2 ORDER BY d.due_at, d.event LIMIT $3",
        (consumer, now, limit),
        claim_of,
    )
}

/// Takes what is due until `lease_end`: nobody else sees it before.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    consumer: &str,
    holder: i64,
    lease_end: Timestamp,
    limit: usize,
) -> Result<Vec<Claim>> {
    let now = tx.now();
    let taken = tx.query(
        "UPDATE db_delivery SET due_at = $3, holder = $4
         WHERE consumer = $1 AND due_at <= $2 AND event IN (
             SELECT event FROM db_delivery
             WHERE consumer = $1 AND due_at <= $2 ORDER BY due_at, event LIMIT $5)
         RETURNING event",
        (consumer, now, lease_end, holder, limit),
        |row| row.get::<i64>(0),
    )?;
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT d.due_at, o.id, o.topic, o.payload, o.at, d.attempts
         FROM db_delivery d JOIN db_outbox o ON o.id = d.event
         WHERE d.consumer = $1 AND d.due_at = $2 AND d.event IN {} ORDER BY d.event",
        in_list(3, taken.len())
    );
    let mut params = vec![consumer.into(), lease_end.into()];
    params.extend(padded(taken));
    tx.query(&sql, params, claim_of)
}

fn claim_of(row: &Row<'_>) -> Result<Claim> {
    let event = Delivered {
        id: row.get(1)?,
        topic: row.get(2)?,
        payload: row.get(3)?,
        at: row.get(4)?,
        attempts: row.get(5)?,
    };
    Ok(Claim { due_at: row.get(0)?, event })
}

/// Marks one delivery done. `false`: somebody else did, or holds it now.
pub(crate) fn finish(tx: &mut Tx<'_>, consumer: &str, claim: &Claim) -> Result<bool> {
    let gone = tx.exec(
        "DELETE FROM db_delivery WHERE consumer = $1 AND due_at = $2 AND event = $3",
        (consumer, claim.due_at, claim.event.id),
    )?;
    Ok(gone == 1)
}

/// Notes a failure: the event comes again later, or is dead.
pub(crate) fn fail(tx: &mut Tx<'_>, consumer: &str, claim: &Claim, why: &str) -> Result<()> {
    let attempts = claim.event.attempts + 1;
    let again_at = if attempts < ATTEMPTS_MAX { tx.now() + backoff(attempts) } else { NEVER };
    tx.exec(
        "UPDATE db_delivery SET due_at = $4, attempts = $5, failure = $6, holder = 0
         WHERE consumer = $1 AND due_at = $2 AND event = $3",
        (consumer, claim.due_at, claim.event.id, again_at, attempts, shortened(why)),
    )?;
    Ok(())
}

pub(crate) fn shortened(why: &str) -> &str {
    why.char_indices().nth(FAILURE_CHARS_MAX).map_or(why, |(at, _)| &why[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_at_an_hour() {
        let secs: Vec<_> = (1..=8).map(|n| backoff(n).as_secs()).collect();
        assert_eq!(secs, [2, 8, 32, 128, 512, 2_048, 3_600, 3_600]);
        assert_eq!(backoff(u32::MAX).as_secs(), 3_600);
    }

    #[test]
    fn a_long_failure_is_cut_at_a_character() {
        assert_eq!(shortened(&"é".repeat(400)).chars().count(), FAILURE_CHARS_MAX);
        assert_eq!(shortened("short"), "short");
    }
}
