//! Node numbers: each running server holds one, so that two never make the same id.

use std::time::Duration;

use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::OutboxEntry;

use crate::{Engine, Tx};

/// Node numbers have nine bits.
const NODES_MAX: i64 = 512;

/// A leased number and the highest id that may have been made under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lease {
    pub(crate) node: u16,
    pub(crate) high_water: i64,
}

/// Takes a number that nobody holds. On SQLite the lock on the directory proves that whoever held
/// number 0 is gone, so there is nothing to wait for.
pub(crate) fn take(tx: &mut Tx<'_>, holder: i64, span: Duration) -> Result<Lease> {
    let now = tx.now();
    let expired_before = match tx.engine() {
        Engine::Sqlite => i64::MAX,
        Engine::Postgres => now.millis(),
    };
    let free = tx.maybe(
        "UPDATE db_node SET holder = $1, expires_at = $2 WHERE node = (
             SELECT node FROM db_node WHERE expires_at < $3 ORDER BY node LIMIT 1)
         RETURNING node, high_water",
        (holder, now + span, expired_before),
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    let (node, high_water) = match free {
        Some(found) => found,
        None => (add(tx, holder, span)?, 0),
    };
    let high_water = high_water.max(latest_event(tx)?);
    Ok(Lease { node: u16::try_from(node).map_err(Error::fault)?, high_water })
}

fn add(tx: &mut Tx<'_>, holder: i64, span: Duration) -> Result<i64> {
    let node: i64 = tx.one("SELECT count(*) FROM db_node", (), |row| row.get(0))?;
    if node >= NODES_MAX {
        return Err(Error::Unavailable("no_free_node"));
    }
    let until = tx.now() + span;
    tx.exec(
        "INSERT INTO db_node (node, holder, expires_at, high_water) VALUES ($1, $2, $3, 0)",
        (node, holder, until),
    )?;
    Ok(node)
}

/// The mark is stored with a heartbeat, so it may lag; nearly every unit that makes ids tells an
/// event as well, and the latest event's id closes the gap.
fn latest_event(tx: &mut Tx<'_>) -> Result<i64> {
    let latest: Option<Id<OutboxEntry>> =
        tx.one("SELECT max(id) FROM db_outbox", (), |row| row.get(0))?;
    Ok(latest.map_or(0, Id::get))
}

/// Prolongs the lease and keeps the mark. `false`: it was lost.
pub(crate) fn renew(tx: &mut Tx<'_>, node: u16, holder: i64, span: Duration) -> Result<bool> {
    let (until, mark) = (tx.now() + span, tx.env().sequence().high_water());
    let kept = tx.exec(
        "UPDATE db_node SET expires_at = $3, high_water = $4 WHERE node = $1 AND holder = $2",
        (i64::from(node), holder, until, mark),
    )?;
    Ok(kept == 1)
}

/// Gives the number back, with the mark.
pub(crate) fn release(tx: &mut Tx<'_>, node: u16, holder: i64) -> Result<()> {
    let mark = tx.env().sequence().high_water();
    tx.exec(
        "UPDATE db_node SET expires_at = 0, high_water = $3 WHERE node = $1 AND holder = $2",
        (i64::from(node), holder, mark),
    )?;
    Ok(())
}
