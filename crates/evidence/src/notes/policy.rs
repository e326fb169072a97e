//! Who may do what with a note.

use commonround_kernel::{Actor, Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Note;

use super::model::{Found, StoredNote};
use super::store::reviews::Review;
use crate::limits::{NOTES_A_DAY_MAX, NOTES_JUDGED_POOR, RATINGS_TO_WRITE_AGAIN};

/// Permit to write a note.
#[derive(Debug)]
pub struct MayWrite(());

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

/// How somebody stands as a writer of notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writer {
    pub written_today: usize,
    /// Their last notes that were found anything, newest first.
    pub decided: Vec<(Found, Timestamp)>,
    /// Ratings since the newest of these that agree with what people found.
    pub agreed_since: usize,
}

/// Most of whose notes were not found helpful rates for a while before writing again.
///
/// # Errors
/// `too_many_notes`, `notes_found_unhelpful`.
pub fn may_write(writer: &Writer) -> Result<MayWrite> {
    let poor = writer.decided.iter().filter(|(found, _)| *found == Found::NotHelpful).count();
    if poor >= NOTES_JUDGED_POOR && writer.agreed_since < RATINGS_TO_WRITE_AGAIN {
        return Err(Error::Denied("notes_found_unhelpful"));
    }
    if writer.written_today >= NOTES_A_DAY_MAX {
        return Err(Error::Conflict("too_many_notes"));
    }
    Ok(MayWrite(()))
}

/// Permit to say that a note is right which others of the trade call incorrect.
#[derive(Debug)]
pub struct MayVouch {
    note: Id<Note>,
    version: u32,
    persona: Id<Persona>,
    rater: i64,
    profession: String,
}

impl MayVouch {
    pub(super) fn parts(&self) -> (Id<Note>, u32, Id<Persona>, i64, &str) {
        (self.note, self.version, self.persona, self.rater, &self.profession)
    }
}

/// What a review looks at.
#[derive(Debug)]
pub struct Case<'a> {
    pub note: &'a StoredNote,
    /// Professions of those who call it incorrect.
    pub accusers: &'a [String],
    /// The one who acts rated some version of it.
    pub has_rated: bool,
}

impl Case<'_> {
    /// Whoever wrote it, is corrected by it or rated it does not judge it.
    fn is_party(&self, actor: &Actor, rater: i64) -> bool {
        let note = self.note;
        self.has_rated || rater == note.writer || actor.persona == note.status_author
    }
}

/// `profession` is that of a credential which counts now.
///
/// # Errors
/// `note_withdrawn`, `not_in_review`, `not_verified`, `review_party` for whoever wrote, rated or is
/// corrected, `same_profession` as one of those who call it incorrect.
pub fn may_vouch(
    actor: &Actor,
    rater: i64,
    profession: Option<&str>,
    case: &Case<'_>,
) -> Result<MayVouch> {
    is_there(case.note)?;
    if !case.note.awaits_review() {
        return Err(Error::Conflict("not_in_review"));
    }
    let profession = profession.ok_or(Error::Denied("not_verified"))?;
    if case.is_party(actor, rater) {
        return Err(Error::Denied("review_party"));
    }
    if case.accusers.iter().any(|accuser| accuser == profession) {
        return Err(Error::Denied("same_profession"));
    }
    let (note, version) = (case.note.id, case.note.version);
    let (persona, profession) = (actor.persona, profession.to_owned());
    Ok(MayVouch { note, version, persona, rater, profession })
}

/// Permit to end a review.
#[derive(Debug)]
pub struct MayDecide {
    review: i64,
    note: Id<Note>,
    moderator: Id<Persona>,
}

impl MayDecide {
    pub(super) const fn review(&self) -> i64 {
        self.review
    }

    pub(super) const fn note(&self) -> Id<Note> {
        self.note
    }

    pub(super) const fn moderator(&self) -> Id<Persona> {
        self.moderator
    }
}

/// # Errors
/// `note_withdrawn`, `moderator_only`, `not_in_review` where nobody vouched or it is decided,
/// `review_party` for whoever vouched, wrote, rated or is corrected.
pub fn may_decide(
    actor: &Actor,
    rater: i64,
    case: &Case<'_>,
    review: Option<&Review>,
) -> Result<MayDecide> {
    is_there(case.note)?;
    if !actor.moderator {
        return Err(Error::Denied("moderator_only"));
    }
    let open = review.filter(|one| one.decided.is_none() && case.note.awaits_review());
    let review = open.ok_or(Error::Conflict("not_in_review"))?;
    if review.rater == rater || case.is_party(actor, rater) {
        return Err(Error::Denied("review_party"));
    }
    Ok(MayDecide { review: review.id, note: case.note.id, moderator: actor.persona })
}
