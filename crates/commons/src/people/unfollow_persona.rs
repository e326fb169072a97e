use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Persona, Result};
use commonround_vocabulary::FollowEnded;

use super::policy::{self, Relation};
use super::{relations, store};
use crate::present::present;

/// Ends the actor's follow, or withdraws the request. Where there is neither, nothing changes.
pub fn unfollow_persona(tx: &mut Tx<'_>, actor: &Actor, target: Id<Persona>) -> Result<Relation> {
    present(tx, actor)?;
    let permit = policy::may_unfollow(actor, target)?;
    if store::follows::delete(tx, permit)? {
        outbox::emit(tx, &FollowEnded { follower: permit.by(), followed: permit.target() })?;
    }
    relations::of(tx, actor.persona, target)
}
