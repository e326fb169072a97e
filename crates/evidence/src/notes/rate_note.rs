use commonround_bridging::{Level, Tags};
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::Note;

use super::policy::may_rate;
use super::rescore::rescore;
use super::store;
use super::store::ratings::{self, Given};
use super::write_note::rater_of;
use crate::Evidence;

/// What somebody says of a version of a note.
#[derive(Debug, Clone, Copy)]
pub struct RateNote {
    pub note: Id<Note>,
    pub version: u32,
    pub level: Level,
    pub tags: Tags,
    /// They have an interest in it: the rating counts nowhere.
    pub conflicted: bool,
}

/// Rates a note, in place of an earlier rating by the same person, and scores it anew.
///
/// # Errors
/// Not found where the status may not be seen, `note_withdrawn`, `own_note`, `note_changed`.
pub fn rate_note(tx: &mut Tx<'_>, room: &Evidence, actor: &Actor, cmd: &RateNote) -> Result<()> {
    let note = store::get(tx, cmd.note)?;
    let seen = room.ports.statuses.status_text(tx, Some(actor.persona), note.status)?;
    seen.ok_or(Error::NotFound)?;
    let rater = rater_of(tx, room, actor)?;
    let permit = may_rate(rater, &note, cmd.version)?;
    let (level, tags, at) = (cmd.level, cmd.tags, tx.now());
    let given = Given { note: note.id.get(), rater, level, tags, at };
    ratings::put(tx, &permit, &given, cmd.version, cmd.conflicted)?;
    rescore(tx, note.id)
}
