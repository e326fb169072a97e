use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Slice, Timestamp};

use super::{Listed, listed, page_params};
use crate::people::Mute;
use crate::people::policy::{MayMute, MayUnmute};

/// Mutes, or gives a mute that stands another end. Answers the id that the timer runs by.
pub fn upsert(tx: &mut Tx<'_>, permit: MayMute, until: Option<Timestamp>) -> Result<Id<Mute>> {
    let id: Id<Mute> = tx.env().new_id();
    let now = tx.now();
    tx.one(
        "INSERT INTO commons_mute (muter, muted, id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (muter, muted) DO UPDATE SET expires_at = excluded.expires_at
         RETURNING id",
        (permit.by(), permit.target(), id, now, until),
        |row| row.get(0),
    )
}

/// Ends the mute; its id, where there was one.
pub fn delete(tx: &mut Tx<'_>, permit: MayUnmute) -> Result<Option<Id<Mute>>> {
    tx.maybe(
        "DELETE FROM commons_mute WHERE muter = $1 AND muted = $2 RETURNING id",
        (permit.by(), permit.target()),
        |row| row.get(0),
    )
}

/// Ends a mute whose time has come. One that was given a later end since stays.
pub fn delete_expired(tx: &mut Tx<'_>, id: Id<Mute>) -> Result<()> {
    let now = tx.now();
    tx.exec("DELETE FROM commons_mute WHERE id = $1 AND expires_at <= $2", (id, now))?;
    Ok(())
}

pub fn count(tx: &mut Tx<'_>, muter: Id<Persona>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM commons_mute WHERE muter = $1";
    tx.one(sql, (muter,), |row| row.get(0))
}

/// Whom the persona mutes, newest first.
pub fn list(tx: &mut Tx<'_>, muter: Id<Persona>, slice: Slice) -> Result<Vec<Listed>> {
    let (floor, ceiling, rows) = page_params(slice);
    tx.query(
        "SELECT id, muted FROM commons_mute
         WHERE muter = $1 AND id > $2 AND id < $3
         ORDER BY id DESC LIMIT $4",
        (muter, floor, ceiling, rows),
        listed,
    )
}

pub fn erase(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM commons_mute WHERE muter = $1 OR muted = $1", (persona,))?;
    Ok(())
}
