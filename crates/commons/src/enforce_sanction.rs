//! What moderators decided, done to statuses and lists here. The measure itself is `safety`'s.

use commonround_db::{Delivered, Tx, outbox};
use commonround_kernel::{Id, Result};
use commonround_text::fold;
use commonround_vocabulary::{Event, SanctionAct, SanctionChanged, Status, StatusDeleted};

use crate::reindex_author;
use crate::store::measures::{self, Measured};
use crate::store::{search, tags};

/// The topics that [`enforce_sanction`] reacts to.
pub const TOPICS: &[&str] = &[SanctionChanged::TOPIC];

/// Begins or ends a measure. Doing it again changes nothing, and of two measures on one status the
/// last to end gives it back.
pub fn enforce_sanction(tx: &mut Tx<'_>, event: &Delivered) -> Result<()> {
    let Some(changed) = event.read::<SanctionChanged>()? else { return Ok(()) };
    match (changed.act, changed.status) {
        (SanctionAct::Suspend | SanctionAct::Strike | SanctionAct::SuspendPerson, _) => Ok(()),
        (act, Some(status)) => measure_status(tx, &changed, act, status),
        (SanctionAct::Limit, None) if changed.active => measures::limit_persona(tx, &changed),
        (SanctionAct::Limit, None) => measures::free_persona(tx, &changed),
        (SanctionAct::Label | SanctionAct::Hide, None) => Ok(()),
    }
}

fn measure_status(
    tx: &mut Tx<'_>,
    changed: &SanctionChanged,
    act: SanctionAct,
    status: Id<Status>,
) -> Result<()> {
    if changed.active {
        measures::insert(tx, changed.sanction, status, act)?;
    } else {
        measures::remove(tx, changed.sanction)?;
    }
    let Some(now) = measures::apply(tx, status)? else { return Ok(()) };
    if now.listed { relist(tx, &now) } else { unlist(tx, &now) }
}

/// Open pages take a status away that is no longer theirs to show.
fn unlist(tx: &mut Tx<'_>, status: &Measured) -> Result<()> {
    let folded: Vec<_> = status.tags.iter().map(|tag| fold(tag)).collect();
    tags::unlist(tx, status.id, &folded)?;
    search::unshelve(tx, status.id)?;
    let Measured { id, author, thread, .. } = *status;
    outbox::emit(tx, &StatusDeleted { status: id, author, thread }).map(drop)
}

fn relist(tx: &mut Tx<'_>, status: &Measured) -> Result<()> {
    tags::relist(tx, status.id, status.author, &status.tags)?;
    reindex_author(tx, status.author)
}
