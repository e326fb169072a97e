//! What is left to erase of a persona that is gone.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Status;

use crate::model::Reaction;

/// Statuses that still have words.
pub fn statuses(tx: &mut Tx<'_>, persona: Id<Persona>, limit: usize) -> Result<Vec<Id<Status>>> {
    tx.query(
        "SELECT id FROM commons_status WHERE author = $1 AND deleted_at IS NULL LIMIT $2",
        (persona, limit),
        |row| row.get(0),
    )
}

pub fn reactions(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    limit: usize,
) -> Result<Vec<(Id<Status>, Reaction)>> {
    tx.query(
        "SELECT status, kind FROM commons_reaction WHERE persona = $1 LIMIT $2",
        (persona, limit),
        |row| Ok((row.get(0)?, row.text(1)?.parse()?)),
    )
}

/// Followed tags and remembered submissions.
pub fn the_rest(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM commons_tag_follow WHERE persona = $1", (persona,))?;
    tx.exec("DELETE FROM commons_idempotency WHERE persona = $1", (persona,))?;
    Ok(())
}

pub fn reaction(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    status: Id<Status>,
    reaction: Reaction,
) -> Result<()> {
    tx.exec(
        "DELETE FROM commons_reaction WHERE status = $1 AND persona = $2 AND kind = $3",
        (status, persona, reaction.as_str()),
    )
    .map(drop)
}
