use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Persona, Result};
use commonround_vocabulary::FollowEnded;

use super::policy::{self, Relation};
use super::{relations, store};
use crate::present::present;

/// Ends somebody's follow of the actor without a block. The other hears nothing of it, and may
/// follow or ask again.
pub fn remove_follower(tx: &mut Tx<'_>, actor: &Actor, follower: Id<Persona>) -> Result<Relation> {
    present(tx, actor)?;
    let permit = policy::may_remove_follower(actor, follower)?;
    if store::follows::delete_follower(tx, permit)? {
        outbox::emit(tx, &FollowEnded { follower: permit.target(), followed: permit.by() })?;
    }
    relations::of(tx, actor.persona, follower)
}
