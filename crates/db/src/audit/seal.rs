//! The sealer: gives unsealed rows their places in the chain. One node of an instance at a time.
//!
//! The order of sealing is the order of the chain. Ids are not: a lower one may commit later, and
//! is then sealed later.

use std::time::Duration;

use commonround_kernel::Result;
use tokio::sync::watch;

use super::canonical::{COLUMNS, canonical, chain, origin};
use super::{Hash, Tip};
use crate::{Db, Engine, Tx};

/// Rows sealed in one unit.
const BATCH: usize = 256;
/// How often the sealer looks: well within a second of the act.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a sealer that is gone keeps others waiting.
const LEASE: Duration = Duration::from_secs(10);
const THE_TIP: i64 = 1;

/// Seals what was committed until told to stop, and then once more.
pub(crate) async fn run(db: Db, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = all(&db).await {
            tracing::warn!(%error, "sealing the audit log failed");
        }
        if *stopped.borrow() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Seals everything that waits, unless another node does.
pub(crate) async fn all(db: &Db) -> Result<()> {
    while round(db).await? == BATCH {}
    Ok(())
}

/// Seals one batch. Answers how many rows it was.
pub(crate) async fn round(db: &Db) -> Result<usize> {
    let is_waiting = db.read_inline(|tx| {
        let one = tx.maybe("SELECT 1 FROM db_audit WHERE seq IS NULL LIMIT 1", (), |_| Ok(()))?;
        Ok(one.is_some())
    });
    if !is_waiting.await? {
        return Ok(0);
    }
    let holder = db.0.heart.holder;
    db.write(move |tx| seal(tx, holder)).await
}

fn seal(tx: &mut Tx<'_>, holder: i64) -> Result<usize> {
    let Some(tip) = take(tx, holder)? else { return Ok(0) };
    let links = link(tx, tip)?;
    for (id, link) in &links {
        tx.exec(
            "UPDATE db_audit SET seq = $2, hash = $3 WHERE id = $1",
            (*id, link.seq, link.hash),
        )?;
    }
    if let Some((_, last)) = links.last() {
        tx.exec(
            "UPDATE db_audit_tip SET seq = $2, hash = $3 WHERE id = $1",
            (THE_TIP, last.seq, last.hash),
        )?;
    }
    Ok(links.len())
}

/// The end of the chain, where no other node holds it. On SQLite the lock on the directory proves
/// that whoever held it is gone.
fn take(tx: &mut Tx<'_>, holder: i64) -> Result<Option<Tip>> {
    let now = tx.now();
    let expired_before = match tx.engine() {
        Engine::Sqlite => i64::MAX,
        Engine::Postgres => now.millis(),
    };
    tx.exec(
        "INSERT INTO db_audit_tip (id, seq, hash, holder, expires_at) VALUES ($1, 0, $2, 0, 0)
         ON CONFLICT (id) DO NOTHING",
        (THE_TIP, origin()),
    )?;
    tx.maybe(
        "UPDATE db_audit_tip SET holder = $2, expires_at = $3
         WHERE id = $1 AND (holder = $2 OR expires_at <= $4) RETURNING seq, hash",
        (THE_TIP, holder, now + LEASE, expired_before),
        |row| Ok(Tip { seq: row.get(0)?, hash: row.get(1)? }),
    )
}

/// The places of the rows that wait, behind `tip`.
fn link(tx: &mut Tx<'_>, tip: Tip) -> Result<Vec<(i64, Tip)>> {
    let sql = format!("SELECT {COLUMNS} FROM db_audit WHERE seq IS NULL ORDER BY id LIMIT $1");
    let (mut last, mut bytes) = (tip, Vec::new());
    tx.query(&sql, (BATCH,), |row| {
        let seq = last.seq + 1;
        canonical(row, seq, &mut bytes)?;
        last = Tip { seq, hash: chain(&last.hash, &bytes) };
        Ok((row.get(2)?, last))
    })
}

/// Where the chain ends now.
pub(super) fn tip(tx: &mut Tx<'_>) -> Result<Tip> {
    let found =
        tx.maybe("SELECT seq, hash FROM db_audit_tip WHERE id = $1", (THE_TIP,), |row| {
            Ok(Tip { seq: row.get(0)?, hash: row.get::<Hash>(1)? })
        })?;
    Ok(found.unwrap_or(Tip { seq: 0, hash: origin() }))
}
