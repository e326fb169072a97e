use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Persona, Result};
use commonround_text::fold;
use commonround_vocabulary::{Status, StatusDeleted};

use crate::policy::{self, MayDelete};
use crate::present::present;
use crate::store::sight::Viewer;
use crate::store::statuses::{self, Stored};
use crate::store::{reactions, search, tags};

/// Takes a status away: its words, its tags and the reactions to it are erased, its place in the
/// thread is kept so that what others answered still reads. Deleting twice is harmless.
///
/// Refusals: not found where the actor may not see it, else `not_author`.
pub fn delete_status(tx: &mut Tx<'_>, actor: &Actor, id: Id<Status>) -> Result<()> {
    present(tx, actor)?;
    let status = statuses::within_sight(tx, Viewer::of(Some(actor)), id)?;
    let permit = policy::may_delete(actor, status.id, status.author)?;
    if status.deleted { Ok(()) } else { erase(tx, permit, &status) }
}

/// Takes away a status of a persona whose account is gone.
pub fn erase_with_author(tx: &mut Tx<'_>, author: Id<Persona>, id: Id<Status>) -> Result<()> {
    let status = statuses::within_sight(tx, Viewer::from(author), id)?;
    if status.deleted { Ok(()) } else { erase(tx, MayDelete::with_author(id), &status) }
}

fn erase(tx: &mut Tx<'_>, permit: MayDelete, status: &Stored) -> Result<()> {
    let folded: Vec<_> = status.tags.iter().map(|tag| fold(tag)).collect();
    tags::unlist(tx, status.id, &folded)?;
    search::unshelve(tx, status.id)?;
    reactions::remove_all(tx, status.id)?;
    if let Some(parent) = status.in_reply_to {
        uncount(tx, parent, status)?;
    }
    statuses::bury(tx, permit)?;
    let Stored { id, author, thread, .. } = *status;
    outbox::emit(tx, &StatusDeleted { status: id, author, thread }).map(drop)
}

/// Counts the reply out of its parent, where it had been counted in.
fn uncount(tx: &mut Tx<'_>, parent: Id<Status>, reply: &Stored) -> Result<()> {
    let above = statuses::visibility(tx, parent)?;
    if policy::counts(reply.visibility, above) {
        statuses::remove_reply(tx, parent)?;
    }
    Ok(())
}
