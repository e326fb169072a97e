//! Who may do what with a note.

use commonround_kernel::{Actor, Error, Result};

use super::model::StoredNote;

/// Permit to rate this version of a note.
#[derive(Debug)]
pub struct MayRate(());

/// Permit to change or take back one's note.
#[derive(Debug)]
pub struct MayEdit(());

/// Permit to answer a note on one's own status.
#[derive(Debug)]
pub struct MayReply(());

fn is_there(note: &StoredNote) -> Result<()> {
    if note.withdrawn { Err(Error::Gone("note_withdrawn")) } else { Ok(()) }
}

/// `rater` is the person behind the actor, whichever persona they use.
///
/// # Errors
/// `note_withdrawn`, `own_note`, `note_changed` where another version was read.
pub fn may_rate(rater: i64, note: &StoredNote, version: u32) -> Result<MayRate> {
    is_there(note)?;
    if rater == note.writer {
        return Err(Error::Denied("own_note"));
    }
    if version == note.version { Ok(MayRate(())) } else { Err(Error::Stale("note_changed")) }
}

/// # Errors
/// `note_withdrawn`, `not_note_author`.
pub fn may_edit(actor: &Actor, note: &StoredNote) -> Result<MayEdit> {
    is_there(note)?;
    if actor.persona == note.author {
        Ok(MayEdit(()))
    } else {
        Err(Error::Denied("not_note_author"))
    }
}

/// # Errors
/// `note_withdrawn`, `not_status_author`, `note_replied`.
pub fn may_reply(actor: &Actor, note: &StoredNote) -> Result<MayReply> {
    is_there(note)?;
    if actor.persona != note.status_author {
        return Err(Error::Denied("not_status_author"));
    }
    if note.reply.is_some() { Err(Error::Conflict("note_replied")) } else { Ok(MayReply(())) }
}
