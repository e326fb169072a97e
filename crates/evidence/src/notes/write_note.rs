use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::{About, AboutKind, Note, NoticeKind, NoticeRaised, Status};

use super::beside::NoteSource;
use super::model::{Found, NoteBody};
use super::store::{self, ratings};
use crate::Evidence;

/// A note to a status that its writer can see.
#[derive(Debug, Clone)]
pub struct WriteNote {
    pub status: Id<Status>,
    pub body: NoteBody,
}

/// Writes a note and tells the author of the status.
///
/// # Errors
/// Not found where the status may not be seen, `note_exists` where this person wrote one before,
/// `source_not_listed`.
pub fn write_note(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    cmd: &WriteNote,
) -> Result<Id<Note>> {
    let seen = room.ports.statuses.status_text(tx, Some(actor.persona), cmd.status)?;
    let author = seen.ok_or(Error::NotFound)?.author;
    let sources = listed(tx, room, &cmd.body)?;
    let writer = rater_of(tx, room, actor)?;
    let made = store::insert(tx, (cmd.status, author), (actor.persona, writer), &cmd.body)?;
    let note = made.ok_or(Error::Conflict("note_exists"))?;
    put_sources(tx, note, &sources)?;
    store::insert_change(tx, note, 1, Found::NeedsMore)?;
    if author != actor.persona {
        let about = About { kind: AboutKind::Note, id: note.get() };
        let kind = NoticeKind::NoteWritten;
        outbox::emit(tx, &NoticeRaised { to: author, kind, by: None, about })?;
    }
    Ok(note)
}

/// The sources with their names; at least one has somebody who vouches for it, and none was
/// retracted.
pub(super) fn listed(tx: &mut Tx<'_>, room: &Evidence, body: &NoteBody) -> Result<Vec<NoteSource>> {
    let mut sources = Vec::new();
    let mut vouched = false;
    for url in &body.sources {
        let cited = room.citations.resolve(tx, url)?;
        let cited = cited.ok_or_else(|| Error::invalid("sources", "malformed"))?;
        if cited.retracted {
            return Err(Error::invalid("sources", "retracted"));
        }
        vouched |= cited.tier.is_some();
        sources.push(NoteSource { name: cited.name, url: url.clone() });
    }
    if vouched { Ok(sources) } else { Err(Error::invalid("sources", "source_not_listed")) }
}

pub(super) fn put_sources(tx: &mut Tx<'_>, note: Id<Note>, sources: &[NoteSource]) -> Result<()> {
    for (place, source) in sources.iter().enumerate() {
        store::add_source(tx, note, place, source)?;
    }
    Ok(())
}

/// The number of the person behind all their personas.
pub(super) fn rater_of(tx: &mut Tx<'_>, room: &Evidence, actor: &Actor) -> Result<i64> {
    let card = (room.ports.people)(tx, &[actor.persona])?.remove(&actor.persona);
    let badge = card.and_then(|card| card.standing.badges.into_iter().next());
    let profession = badge.map(|badge| badge.profession);
    let person = room.views.rater_of(actor.account);
    ratings::rater(tx, &person, actor.persona, profession.as_deref())
}
