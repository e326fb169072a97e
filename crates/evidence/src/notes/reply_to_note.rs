use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_text as text;
use commonround_vocabulary::Note;

use super::policy::may_reply;
use super::store;
use crate::limits::NOTE_CHARS_MAX;

/// The author of the status answers a note, once.
///
/// # Errors
/// The field `reply`; `note_withdrawn`, `not_status_author`, `note_replied`.
pub fn reply_to_note(tx: &mut Tx<'_>, actor: &Actor, id: Id<Note>, raw: &str) -> Result<()> {
    let said =
        text::clean_block(raw, NOTE_CHARS_MAX).map_err(|why| Error::invalid("reply", why))?;
    let note = store::get(tx, id)?;
    let permit = may_reply(actor, &note)?;
    store::reply(tx, &permit, id, &said)
}
