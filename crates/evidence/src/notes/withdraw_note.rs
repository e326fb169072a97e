use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::{Note, NoteChanged};

use super::model::Found;
use super::policy::may_edit;
use super::store;

/// Takes one's note back. It stays taken.
///
/// # Errors
/// `note_withdrawn`, `not_note_author`.
pub fn withdraw_note(tx: &mut Tx<'_>, actor: &Actor, id: Id<Note>) -> Result<()> {
    let note = store::get(tx, id)?;
    let permit = may_edit(actor, &note)?;
    store::withdraw(tx, &permit, id)?;
    if note.found == Found::Helpful {
        outbox::emit(tx, &NoteChanged { note: id, status: note.status })?;
    }
    Ok(())
}
