//! What is left to erase of a persona that is gone.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Notification;

/// Rows the persona could read.
pub fn read_by(
    tx: &mut Tx<'_>,
    reader: Id<Persona>,
    limit: usize,
) -> Result<Vec<Id<Notification>>> {
    tx.query("SELECT id FROM notify_notice WHERE reader = $1 LIMIT $2", (reader, limit), |row| {
        row.get(0)
    })
}

/// Rows of others that the persona stands in.
pub fn told_of(tx: &mut Tx<'_>, actor: Id<Persona>, limit: usize) -> Result<Vec<Id<Notification>>> {
    tx.query("SELECT notice FROM notify_actor WHERE actor = $1 LIMIT $2", (actor, limit), |row| {
        row.get(0)
    })
}

/// Takes the persona out of a row. Answers whether anybody is left in it.
pub fn take_out(tx: &mut Tx<'_>, notice: Id<Notification>, actor: Id<Persona>) -> Result<bool> {
    tx.exec("DELETE FROM notify_actor WHERE notice = $1 AND actor = $2", (notice, actor))?;
    let left = "SELECT 1 FROM notify_actor WHERE notice = $1 LIMIT 1";
    Ok(tx.maybe(left, (notice,), |row| row.get::<i64>(0))?.is_some())
}

/// The kind of a row, as it is kept.
pub fn kind_of(tx: &mut Tx<'_>, notice: Id<Notification>) -> Result<Option<String>> {
    tx.maybe("SELECT kind FROM notify_notice WHERE id = $1", (notice,), |row| row.get(0))
}

/// What the persona had seen and chosen.
pub fn the_rest(tx: &mut Tx<'_>, reader: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM notify_seen WHERE reader = $1", (reader,))?;
    tx.exec("DELETE FROM notify_setting WHERE reader = $1", (reader,)).map(drop)
}
