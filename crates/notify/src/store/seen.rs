use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Notification;

use crate::policy::MayChangeOwn;

/// Up to where the reader has seen; what stands above is new.
pub fn up_to(tx: &mut Tx<'_>, reader: Id<Persona>) -> Result<i64> {
    let sql = "SELECT place FROM notify_seen WHERE reader = $1";
    Ok(tx.maybe(sql, (reader,), |row| row.get(0))?.unwrap_or_default())
}

/// How many rows are new, at most `limit`.
pub fn unread(tx: &mut Tx<'_>, reader: Id<Persona>, limit: usize) -> Result<usize> {
    let counted: i64 = tx.one(
        "SELECT count(*) FROM (
            SELECT 1 FROM notify_notice WHERE reader = $1 AND place > COALESCE(
                (SELECT place FROM notify_seen WHERE reader = $1), 0)
            LIMIT $2) unread",
        (reader, limit),
        |row| row.get(0),
    )?;
    Ok(usize::try_from(counted).unwrap_or_default())
}

/// The newest row at or below `place`.
pub fn newest(tx: &mut Tx<'_>, reader: Id<Persona>, place: i64) -> Result<Option<i64>> {
    tx.one(
        "SELECT max(place) FROM notify_notice WHERE reader = $1 AND place <= $2",
        (reader, place),
        |row| row.get(0),
    )
}

/// Never goes back: of two open pages the one that shows more counts.
pub fn set(tx: &mut Tx<'_>, permit: MayChangeOwn, place: Id<Notification>) -> Result<()> {
    tx.exec(
        "INSERT INTO notify_seen (reader, place) VALUES ($1, $2)
         ON CONFLICT (reader) DO UPDATE SET place = excluded.place
         WHERE excluded.place > notify_seen.place",
        (permit.persona(), place),
    )
    .map(drop)
}
