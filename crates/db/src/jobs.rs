//! Work with a time to run at. One row for each kind and key, fired by the clock of `Env`.

use std::time::Duration;

use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result, Timestamp};
use commonround_vocabulary::Job;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::outbox::{ATTEMPTS_MAX, backoff, shortened};
use crate::{Db, Row, Tx};

/// Where `run_at` stands while a job is dead.
const NEVER: Timestamp = Timestamp::from_millis(i64::MAX);
/// The key of a kind's repeating job.
const REPEATING_KEY: i64 = 0;

/// A kind of work. At least once: running a job twice must be harmless.
pub trait JobKind: Send + Sync + 'static {
    /// Stored with each job: never change it.
    fn name(&self) -> &'static str;

    /// Repeats by itself with this pause, under key 0 and with the payload `null`.
    fn every(&self) -> Option<Duration> {
        None
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>>;
}

/// A job whose time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueJob {
    pub key: i64,
    pub payload: String,
    /// How long after its time it runs: after an outage, or after failures.
    pub late_by: Duration,
    pub attempts: u32,
    pub(crate) id: Id<Job>,
}

impl DueJob {
    /// The payload it was scheduled with.
    ///
    /// # Errors
    /// `Fault` where it is not a `T`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.payload).map_err(Error::fault)
    }
}

/// Schedules work for a moment; takes the place of what stood under the same kind and key.
///
/// # Errors
/// As `Tx::exec`.
pub fn schedule(
    tx: &mut Tx<'_>,
    kind: &'static str,
    key: i64,
    payload: &impl Serialize,
    run_at: Timestamp,
) -> Result<()> {
    let id: Id<Job> = tx.env().new_id();
    let payload = serde_json::to_string(payload).map_err(Error::fault)?;
    tx.exec(
        "INSERT INTO db_job (kind, key, id, payload, due_at, run_at, attempts, holder)
         VALUES ($1, $2, $3, $4, $5, $5, 0, 0)
         ON CONFLICT (kind, key) DO UPDATE SET id = excluded.id, payload = excluded.payload,
             due_at = excluded.due_at, run_at = excluded.run_at, attempts = 0, holder = 0",
        (kind, key, id, payload, run_at),
    )?;
    if run_at <= tx.now()
        && let Some(lane) = tx.context.lane_of_job(kind)
    {
        tx.wakes.add(lane);
    }
    Ok(())
}

/// Takes a job away. `false` where there was none.
///
/// # Errors
/// As `Tx::exec`.
pub fn cancel(tx: &mut Tx<'_>, kind: &str, key: i64) -> Result<bool> {
    Ok(tx.exec("DELETE FROM db_job WHERE kind = $1 AND key = $2", (kind, key))? == 1)
}

/// A job that failed too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    pub kind: String,
    pub key: i64,
    pub due_at: Timestamp,
    pub attempts: u32,
    pub failure: String,
}

/// The latest dead jobs, newest first.
///
/// # Errors
/// As `Tx::query`.
pub fn dead(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<DeadJob>> {
    tx.query(
        "SELECT kind, key, due_at, attempts, failure FROM db_job
         WHERE run_at = $1 ORDER BY due_at DESC, kind, key LIMIT $2",
        (NEVER, limit),
        |row| {
            Ok(DeadJob {
                kind: row.get(0)?,
                key: row.get(1)?,
                due_at: row.get(2)?,
                attempts: row.get(3)?,
                failure: row.get::<Option<String>>(4)?.unwrap_or_default(),
            })
        },
    )
}

/// Gives a dead job another round of attempts.
///
/// # Errors
/// `NotFound` where it is not dead.
pub fn retry(tx: &mut Tx<'_>, kind: &str, key: i64) -> Result<()> {
    let now = tx.now();
    let changed = tx.exec(
        "UPDATE db_job SET run_at = $4, attempts = 0, holder = 0
         WHERE kind = $1 AND key = $2 AND run_at = $3",
        (kind, key, NEVER, now),
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Makes sure that a repeating job has its row.
pub(crate) fn plant(tx: &mut Tx<'_>, kind: &dyn JobKind) -> Result<()> {
    let Some(every) = kind.every() else { return Ok(()) };
    let (id, first) = (tx.env().new_id::<Job>(), tx.now() + every);
    tx.exec(
        "INSERT INTO db_job (kind, key, id, payload, due_at, run_at, attempts, holder)
         VALUES ($1, $2, $3, 'null', $4, $4, 0, 0) ON CONFLICT (kind, key) DO NOTHING",
        (kind.name(), REPEATING_KEY, id, first),
    )?;
    Ok(())
}

pub(crate) fn is_due(tx: &mut Tx<'_>, kind: &str, now: Timestamp) -> Result<bool> {
    let one = tx.maybe(
        "SELECT 1 FROM db_job WHERE kind = $1 AND run_at <= $2 LIMIT 1",
        (kind, now),
        |_| Ok(()),
    )?;
    Ok(one.is_some())
}

/// Takes the earliest due job of a kind until `lease_end`.
pub(crate) fn claim(
    tx: &mut Tx<'_>,
    kind: &str,
    holder: i64,
    lease_end: Timestamp,
) -> Result<Option<DueJob>> {
    let now = tx.now();
    tx.maybe(
        "UPDATE db_job SET run_at = $3, holder = $4
         WHERE kind = $1 AND key = (
             SELECT key FROM db_job WHERE kind = $1 AND run_at <= $2
             ORDER BY run_at, id LIMIT 1)
         RETURNING id, key, payload, due_at, attempts",
        (kind, now, lease_end, holder),
        |row: &Row<'_>| {
            let late_by = now.since(row.get(3)?);
            let (id, key, payload) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(DueJob { key, payload, late_by, attempts: row.get(4)?, id })
        },
    )
}

/// Ends a job that ran well: a repeating one rests until its next time. One that was scheduled
/// anew while it ran is left alone.
pub(crate) fn finish(tx: &mut Tx<'_>, kind: &dyn JobKind, job: &DueJob, holder: i64) -> Result<()> {
    let name = kind.name();
    match kind.every() {
        Some(every) if job.key == REPEATING_KEY => rest(tx, name, job, holder, every),
        _ => tx
            .exec(
                "DELETE FROM db_job WHERE kind = $1 AND key = $2 AND id = $3 AND holder = $4",
                (name, job.key, job.id, holder),
            )
            .map(|_| ()),
    }
}

fn rest(tx: &mut Tx<'_>, kind: &str, job: &DueJob, holder: i64, every: Duration) -> Result<()> {
    let next = tx.now() + every;
    tx.exec(
        "UPDATE db_job SET due_at = $5, run_at = $5, attempts = 0, holder = 0
         WHERE kind = $1 AND key = $2 AND id = $3 AND holder = $4",
        (kind, job.key, job.id, holder, next),
    )?;
    Ok(())
}

/// Notes a failure: the job runs again later, or is dead; a repeating one waits for its next time.
pub(crate) fn fail(
    tx: &mut Tx<'_>,
    kind: &dyn JobKind,
    job: &DueJob,
    holder: i64,
    why: &str,
) -> Result<()> {
    let attempts = job.attempts + 1;
    let is_over = attempts >= ATTEMPTS_MAX;
    if let Some(every) = kind.every().filter(|_| is_over && job.key == REPEATING_KEY) {
        return rest(tx, kind.name(), job, holder, every);
    }
    let again_at = if is_over { NEVER } else { tx.now() + backoff(attempts) };
    tx.exec(
        "UPDATE db_job SET run_at = $5, attempts = $6, failure = $7, holder = 0
         WHERE kind = $1 AND key = $2 AND id = $3 AND holder = $4",
        (kind.name(), job.key, job.id, holder, again_at, attempts, shortened(why)),
    )?;
    Ok(())
}
