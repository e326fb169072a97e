//! Whether somebody who is answered takes the reply.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Persona, Result};

use crate::gate::{Closed, Gate};
use crate::people::relations;

/// `None` where the author of a status takes replies of the actor.
pub fn closed_to(
    tx: &mut Tx<'_>,
    gate: &Gate,
    actor: &Actor,
    author: Id<Persona>,
) -> Result<Option<Closed>> {
    let is_own = author == actor.persona;
    let is_followed = is_own || relations::of(tx, author, actor.persona)?.following;
    gate.closed(tx, author, is_followed)
}

/// Refusals: `replies_shielded`, `replies_no_strangers`.
pub fn require_open(
    tx: &mut Tx<'_>,
    gate: &Gate,
    actor: &Actor,
    author: Id<Persona>,
) -> Result<()> {
    match closed_to(tx, gate, actor, author)? {
        Some(closed) => Err(Error::Denied(closed.code)),
        None => Ok(()),
    }
}
