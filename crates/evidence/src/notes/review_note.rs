use commonround_db::{Tx, audit, outbox};
use commonround_identity::two_person::{Duty, on_duty};
use commonround_kernel::{Actor, Error, Id, Invalid, Result};
use commonround_text as text;
use commonround_vocabulary::{About, AboutKind, Note, NoticeKind, NoticeRaised};

use super::policy::{Case, may_decide, may_vouch};
use super::rescore::rescore;
use super::store::{self, reviews};
use super::write_note::{profession_of, rater_of};
use crate::Evidence;
use crate::limits::REVIEW_REASON_CHARS_MAX;

/// Why somebody judges a note as they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewReason(String);

impl ReviewReason {
    /// # Errors
    /// The field `reason`, as `clean_block` refuses it.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let words = text::clean_block(raw, REVIEW_REASON_CHARS_MAX);
        words.map(Self).map_err(|why| Invalid::new("reason", why))
    }
}

/// What a moderator makes of what a professional said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The note goes on, and its ratings decide.
    Lift,
    /// It stays held back.
    Keep,
}

impl Outcome {
    /// # Errors
    /// The field `verdict`: `required`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        match raw {
            "lift" => Ok(Self::Lift),
            "keep" => Ok(Self::Keep),
            _ => Err(Invalid::new("verdict", "required")),
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Lift => "lift",
            Self::Keep => "keep",
        }
    }
}

/// A verified professional of another profession says that a note is right which professionals
/// called incorrect. Moderators are called to decide.
///
/// # Errors
/// Those of `may_vouch`; `review_open` while another waits for a decision.
pub fn vouch_for_note(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    id: Id<Note>,
    reason: &ReviewReason,
) -> Result<()> {
    let note = store::get(tx, id)?;
    see(tx, room, actor, &note)?;
    let (rater, profession) = (rater_of(tx, room, actor)?, profession_of(tx, room, actor)?);
    let accusers = reviews::accusers(tx, id)?;
    let has_rated = reviews::has_rated(tx, id, rater)?;
    let case = Case { note: &note, accusers: &accusers, has_rated };
    let permit = may_vouch(actor, rater, profession.as_deref(), &case)?;
    if reviews::of_note(tx, id, note.version)?.iter().any(|one| one.decided.is_none()) {
        return Err(Error::Conflict("review_open"));
    }
    reviews::insert(tx, &permit, &reason.0)?;
    let about = About { kind: AboutKind::Note, id: id.get() };
    for to in on_duty(tx, Duty::Moderator)? {
        outbox::emit(tx, &NoticeRaised { to, kind: NoticeKind::DutyCalls, by: None, about })?;
    }
    record(tx, actor, "note_vouched", id, reason)
}

/// A moderator decides whether a note goes on. Its ratings then say whether it is shown.
///
/// # Errors
/// Those of `may_decide`.
pub fn decide_review(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    id: Id<Note>,
    (outcome, reason): (Outcome, &ReviewReason),
) -> Result<()> {
    let note = store::get(tx, id)?;
    let rater = rater_of(tx, room, actor)?;
    let has_rated = reviews::has_rated(tx, id, rater)?;
    let case = Case { note: &note, accusers: &[], has_rated };
    let newest = reviews::of_note(tx, id, note.version)?.into_iter().next();
    let permit = may_decide(actor, rater, &case, newest.as_ref())?;
    reviews::decide(tx, &permit, outcome.as_str(), &reason.0)?;
    let (why, action) = match outcome {
        Outcome::Lift => ("reviewed", "note_review_lifted"),
        Outcome::Keep => ("kept", "note_review_kept"),
    };
    store::insert_change(tx, id, (note.version, note.found), Some(why))?;
    record(tx, actor, action, id, reason)?;
    rescore(tx, id)
}

fn see(
    tx: &mut Tx<'_>,
    room: &Evidence,
    actor: &Actor,
    note: &super::model::StoredNote,
) -> Result<()> {
    let seen = room.ports.statuses.status_text(tx, Some(actor.persona), note.status)?;
    seen.map(drop).ok_or(Error::NotFound)
}

fn record(
    tx: &mut Tx<'_>,
    actor: &Actor,
    action: &'static str,
    note: Id<Note>,
    reason: &ReviewReason,
) -> Result<()> {
    let entry = audit::Entry::new(audit::Accessor::Persona(actor.persona), action);
    let object = Some(audit::Named::new("note", note));
    audit::record(tx, &audit::Entry { object, reason: Some(&reason.0), ..entry }).map(drop)
}
