use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::{NoticeKind, Status, StatusReacted};

use crate::model::Reaction;
use crate::notices;
use crate::policy::{self, MayReact};
use crate::present::present;
use crate::store::sight::Viewer;
use crate::store::{reactions, statuses};

/// What somebody pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct React {
    pub status: Id<Status>,
    pub reaction: Reaction,
    /// Given, or taken back. Doing the same twice changes nothing.
    pub on: bool,
}

/// Gives a reaction or takes it back.
///
/// Refusals: `email_unconfirmed`; not found where the status is not for the actor to see, gone
/// where it was deleted; `own_status`.
pub fn react_to_status(tx: &mut Tx<'_>, actor: &Actor, act: React) -> Result<()> {
    present(tx, actor)?;
    let status = statuses::seen(tx, Viewer::of(Some(actor)), act.status)?;
    let permit = policy::may_react(actor, status.id, status.author)?;
    let changed =
        if act.on { give(tx, permit, act.reaction) } else { withdraw(tx, permit, act.reaction) };
    if !changed? {
        return Ok(());
    }
    let by = actor.persona;
    if act.on {
        notices::about_status(tx, status.author, by, NoticeKind::Reaction, status.id)?;
    }
    let (author, thread) = (status.author, status.thread);
    outbox::emit(tx, &StatusReacted { status: status.id, author, thread, by }).map(drop)
}

fn give(tx: &mut Tx<'_>, permit: MayReact, reaction: Reaction) -> Result<bool> {
    let new = reactions::insert(tx, permit, reaction)?;
    if new {
        statuses::count_up(tx, permit.status(), reaction)?;
    }
    Ok(new)
}

fn withdraw(tx: &mut Tx<'_>, permit: MayReact, reaction: Reaction) -> Result<bool> {
    let there = reactions::remove(tx, permit, reaction)?;
    if there {
        statuses::count_down(tx, permit.status(), reaction)?;
    }
    Ok(there)
}
