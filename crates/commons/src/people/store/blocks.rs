use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Slice};

use super::{Listed, listed, page_params};
use crate::people::policy::{MayBlock, MayUnblock};

pub fn insert(tx: &mut Tx<'_>, permit: MayBlock) -> Result<()> {
    let id: Id<Persona> = tx.env().new_id();
    let now = tx.now();
    tx.exec(
        "INSERT INTO commons_block (blocker, blocked, id, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (blocker, blocked) DO NOTHING",
        (permit.by(), permit.target(), id, now),
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, permit: MayUnblock) -> Result<()> {
    tx.exec(
        "DELETE FROM commons_block WHERE blocker = $1 AND blocked = $2",
        (permit.by(), permit.target()),
    )?;
    Ok(())
}

pub fn count(tx: &mut Tx<'_>, blocker: Id<Persona>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM commons_block WHERE blocker = $1";
    tx.one(sql, (blocker,), |row| row.get(0))
}

/// Whom the persona blocks, newest first.
pub fn list(tx: &mut Tx<'_>, blocker: Id<Persona>, slice: Slice) -> Result<Vec<Listed>> {
    let (floor, ceiling, rows) = page_params(slice);
    tx.query(
        "SELECT id, blocked FROM commons_block
         WHERE blocker = $1 AND id > $2 AND id < $3
         ORDER BY id DESC LIMIT $4",
        (blocker, floor, ceiling, rows),
        listed,
    )
}

pub fn erase(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM commons_block WHERE blocker = $1 OR blocked = $1", (persona,))?;
    Ok(())
}
