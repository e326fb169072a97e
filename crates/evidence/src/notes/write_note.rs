use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::{About, AboutKind, Note, NoticeKind, NoticeRaised, Status};

use super::beside::NoteSource;
use super::model::{Found, NoteBody};
use super::policy::{Writer, may_write};
use super::store::{self, ratings, writers};
use crate::Evidence;
use crate::answers::Certainty;
use crate::sources::record_cited_url;

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
/// `too_many_notes`, `notes_found_unhelpful`; on `sources` as `listed`.
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
    let permit = may_write(&standing(tx, writer)?)?;
    let made =
        store::insert(tx, &permit, (cmd.status, author), (actor.persona, writer), &cmd.body)?;
    let note = made.ok_or(Error::Conflict("note_exists"))?;
    put_sources(tx, note, &sources)?;
    store::insert_change(tx, note, (1, Found::NeedsMore), None)?;
    if author != actor.persona && (room.ports.may_tell)(tx, author, actor.persona)? {
        let about = About { kind: AboutKind::Note, id: note.get() };
        let kind = NoticeKind::NoteWritten;
        outbox::emit(tx, &NoticeRaised { to: author, kind, by: None, about })?;
    }
    Ok(note)
}

fn standing(tx: &mut Tx<'_>, writer: i64) -> Result<Writer> {
    let day_ago = tx.now() - Duration::from_secs(24 * 3_600);
    let decided = writers::last_decided(tx, writer)?;
    let agreed_since = match decided.first() {
        Some((_, newest)) => writers::agreed_since(tx, writer, *newest)?,
        None => 0,
    };
    Ok(Writer {
        written_today: writers::written_since(tx, writer, day_ago)?,
        decided,
        agreed_since,
    })
}

/// The sources with their names; at least one has somebody who vouches for it, and none was
/// retracted. A guideline is that of a public authority.
///
/// # Errors
/// On `sources`: `malformed`, `retracted`, `source_not_listed`, `no_guideline`.
pub(super) fn listed(tx: &mut Tx<'_>, room: &Evidence, body: &NoteBody) -> Result<Vec<NoteSource>> {
    let mut sources = Vec::new();
    let (mut vouched, mut official) = (false, false);
    for url in &body.sources {
        let cited = room.citations.resolve(tx, url)?;
        let cited = cited.ok_or_else(|| Error::invalid("sources", "malformed"))?;
        if cited.retracted {
            return Err(Error::invalid("sources", "retracted"));
        }
        vouched |= cited.tier.is_some();
        official |= cited.tier.as_deref() == Some("a");
        sources.push(NoteSource { name: cited.name, url: url.clone() });
    }
    if !vouched {
        return Err(Error::invalid("sources", "source_not_listed"));
    }
    if body.certainty == Certainty::Guideline && !official {
        return Err(Error::invalid("sources", "no_guideline"));
    }
    Ok(sources)
}

pub(super) fn put_sources(tx: &mut Tx<'_>, note: Id<Note>, sources: &[NoteSource]) -> Result<()> {
    for (place, source) in sources.iter().enumerate() {
        store::add_source(tx, note, place, source)?;
        record_cited_url(tx, &source.url, "note", note.get())?;
    }
    Ok(())
}

/// The profession of a credential that counts now.
pub(crate) fn profession_of(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
) -> Result<Option<String>> {
    let card = (room.ports.people)(tx, &[actor.persona])?.remove(&actor.persona);
    let badge = card.and_then(|card| card.standing.badges.into_iter().next());
    Ok(badge.map(|badge| badge.profession))
}

/// The number of the person behind all their personas.
pub(crate) fn rater_of(tx: &mut Tx<'_>, room: &Evidence, actor: &Actor) -> Result<i64> {
    let profession = profession_of(tx, room, actor)?;
    let person = room.views.rater_of(actor.account);
    ratings::rater(tx, &person, actor.persona, profession.as_deref())
}
