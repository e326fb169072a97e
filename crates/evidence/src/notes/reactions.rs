use commonround_db::{Delivered, Tx, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{
    CredentialChanged, Event as _, Note, NoteChanged, SanctionAct, SanctionChanged,
};

use super::model::Found;
use super::store::{self, erasure, ratings};
use crate::interim::{end_all, recheck_signer};

pub const RATER_TOPICS: &[&str] = &[CredentialChanged::TOPIC, SanctionChanged::TOPIC];

/// A credential changed: the next full score looks at the rater again. A suspended rater is not
/// heard. Notices against a danger that they signed end.
///
/// # Errors
/// What the database says.
pub fn know_rater(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    if let Some(changed) = delivered.read::<CredentialChanged>()? {
        ratings::mark_for_recheck(tx, changed.persona)?;
        recheck_signer(tx, changed.persona)?;
    }
    if let Some(changed) = delivered.read::<SanctionChanged>()?
        && changed.act == SanctionAct::Suspend
    {
        ratings::silence(tx, changed.persona, changed.active)?;
        if changed.active {
            end_all(tx, changed.persona)?;
        }
    }
    Ok(())
}

/// What somebody who left wrote about statuses and rated. Notes lose words and author and keep
/// their history.
///
/// # Errors
/// What the database says.
pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    for id in erasure::notes_of(tx, persona)? {
        forget_note(tx, id)?;
    }
    erasure::forget_words(tx, persona)?;
    erasure::forget_rater(tx, persona)
}

fn forget_note(tx: &mut Tx<'_>, id: Id<Note>) -> Result<()> {
    let note = store::get(tx, id)?;
    erasure::empty_note(tx, id)?;
    store::insert_change(tx, id, (note.version, note.found), Some("author_left"))?;
    if note.found == Found::Helpful && !note.withdrawn {
        outbox::emit(tx, &NoteChanged { note: id, status: note.status })?;
    }
    Ok(())
}
