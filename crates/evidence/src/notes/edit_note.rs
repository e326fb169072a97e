use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::{Note, NoteChanged};

use super::model::{Found, NoteBody};
use super::policy::may_edit;
use super::store;
use super::write_note::{listed, put_sources};
use crate::Evidence;

/// Writes the next version, which needs ratings of its own.
///
/// # Errors
/// `note_withdrawn`, `not_note_author`, `note_changed`; on `sources` as `listed`.
pub fn edit_note(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    (id, version): (Id<Note>, u32),
    body: &NoteBody,
) -> Result<()> {
    let note = store::get(tx, id)?;
    let permit = may_edit(actor, &note)?;
    if version != note.version {
        return Err(Error::Stale("note_changed"));
    }
    let sources = listed(tx, room, body)?;
    store::rewrite(tx, &permit, id, body)?;
    put_sources(tx, id, &sources)?;
    store::insert_change(tx, id, (note.version + 1, Found::NeedsMore), None)?;
    if note.found == Found::Helpful {
        outbox::emit(tx, &NoteChanged { note: id, status: note.status })?;
    }
    Ok(())
}
