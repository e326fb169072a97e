use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::FollowEnded;

use super::limits::BLOCKS_MAX;
use super::policy::{self, Relation};
use super::{relations, store};
use crate::present::present;

/// Parts two personas: follows and requests end both ways, and each is hidden from the other
/// everywhere. The other is told nothing. Blocking again changes nothing.
///
/// Refusals: `block_self`, `too_many_blocks`.
pub fn block_persona(tx: &mut Tx<'_>, actor: &Actor, target: Id<Persona>) -> Result<Relation> {
    present(tx, actor)?;
    let permit = policy::may_block(actor, target)?;
    if !relations::of(tx, actor.persona, target)?.blocking
        && store::blocks::count(tx, actor.persona)? >= BLOCKS_MAX
    {
        return Err(Error::Conflict("too_many_blocks"));
    }
    store::blocks::insert(tx, permit)?;
    let (own, theirs) = store::follows::part(tx, permit)?;
    if own {
        outbox::emit(tx, &FollowEnded { follower: permit.by(), followed: permit.target() })?;
    }
    if theirs {
        outbox::emit(tx, &FollowEnded { follower: permit.target(), followed: permit.by() })?;
    }
    relations::of(tx, actor.persona, target)
}

/// Takes the block back. Follows do not come back with it.
pub fn unblock_persona(tx: &mut Tx<'_>, actor: &Actor, target: Id<Persona>) -> Result<Relation> {
    present(tx, actor)?;
    let permit = policy::may_unblock(actor, target)?;
    store::blocks::delete(tx, permit)?;
    relations::of(tx, actor.persona, target)
}
