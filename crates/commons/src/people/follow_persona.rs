use commonround_db::{Tx, outbox};
use commonround_identity::NameCard;
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{FollowRequested, FollowStarted, NoticeKind};

use super::limits::FOLLOWS_MAX;
use super::policy::{self, Following, Relation};
use super::{profile, relations, store};
use crate::notices;
use crate::present::present;

/// Follows a persona, or asks to where its account is locked. Doing it again changes nothing.
///
/// Refusals: `follow_self`, `follow_blocked` (a block in either direction), `too_many_follows`.
pub fn follow_persona(tx: &mut Tx<'_>, actor: &Actor, target: &NameCard) -> Result<Relation> {
    present(tx, actor)?;
    let persona = target.persona;
    let relation = relations::of(tx, actor.persona, persona)?;
    let locked = profile::settings_of(tx, persona, target.role)?.locked;
    match policy::may_follow(actor, persona, locked, &relation)? {
        Following::Starts(permit) => {
            leave_room_for_one(tx, actor.persona)?;
            if store::follows::insert(tx, permit)? {
                let (follower, followed) = (permit.by(), permit.target());
                outbox::emit(tx, &FollowStarted { follower, followed })?;
                notices::about_person(tx, followed, follower, NoticeKind::Follow)?;
            }
        }
        Following::Asks(permit) => {
            leave_room_for_one(tx, actor.persona)?;
            store::follows::request(tx, permit)?;
            let (follower, followed) = (permit.by(), permit.target());
            outbox::emit(tx, &FollowRequested { follower, followed })?;
            notices::about_person(tx, followed, follower, NoticeKind::FollowRequest)?;
        }
        Following::Stands => return Ok(relation),
    }
    relations::of(tx, actor.persona, persona)
}

fn leave_room_for_one(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    if store::follows::count_outgoing(tx, persona)? >= FOLLOWS_MAX {
        return Err(Error::Conflict("too_many_follows"));
    }
    Ok(())
}
