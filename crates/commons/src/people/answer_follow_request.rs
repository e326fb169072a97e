use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{FollowStarted, NoticeKind};

use super::FollowRequest;
use super::policy::{self, Relation};
use super::store::follows::Answer;
use super::{relations, store};
use crate::notices;
use crate::present::present;

/// Lets the one who asked follow; answers what now stands between the actor and that persona.
/// Accepting again changes nothing.
///
/// Refusals: not found unless the actor was asked; `request_answered` after a rejection.
pub fn accept_follow_request(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: Id<FollowRequest>,
) -> Result<(Relation, Id<Persona>)> {
    present(tx, actor)?;
    let request = store::follows::find_request(tx, id)?;
    let permit = policy::may_answer(actor, request.follower, request.followed)?;
    match request.answer {
        Some(Answer::Rejected) => return Err(Error::Conflict("request_answered")),
        Some(Answer::Accepted) => {}
        None => {
            if store::follows::accept(tx, permit)? {
                let (follower, followed) = (request.follower, request.followed);
                outbox::emit(tx, &FollowStarted { follower, followed })?;
                notices::about_person(tx, follower, followed, NoticeKind::FollowAccepted)?;
            }
        }
    }
    Ok((relations::of(tx, actor.persona, request.follower)?, request.follower))
}

/// Turns the request down. The other hears nothing of it, and may ask again. Rejecting again
/// changes nothing.
///
/// Refusals: not found unless the actor was asked; `request_answered` after it was accepted.
pub fn reject_follow_request(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: Id<FollowRequest>,
) -> Result<(Relation, Id<Persona>)> {
    present(tx, actor)?;
    let request = store::follows::find_request(tx, id)?;
    let permit = policy::may_answer(actor, request.follower, request.followed)?;
    match request.answer {
        Some(Answer::Accepted) => return Err(Error::Conflict("request_answered")),
        Some(Answer::Rejected) => {}
        None => store::follows::reject(tx, permit)?,
    }
    Ok((relations::of(tx, actor.persona, request.follower)?, request.follower))
}
