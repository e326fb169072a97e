//! What a moderator does with a case: open it, take it, write notes, set the level, close it.

use commonround_db::{Tx, outbox};
use commonround_identity::two_person::TwoPerson;
use commonround_kernel::{Actor, Error, Id, Invalid, KeyRing, Persona, Result};
use commonround_vocabulary::{About, AboutKind, Case, NoticeKind, NoticeRaised};

use crate::limits::NOTE_CHARS_MAX;
use crate::model::{CaseMove, CaseState, Happening, Level, MeasureState, Outcome, move_case};
use crate::policy::{self, MaySetLevel, MayWork};
use crate::present::present;
use crate::store::cases::{self, CaseRow};
use crate::store::{duty as store_duty, measures, reports};
use crate::{audit, duty, page_ladder, two_people};

/// Opens a case to read all of it. Each opening is in the audit log; the first one ends the wait for
/// a human.
///
/// Refusals: `own_case`, `moderator_only`.
pub fn look_at_case(tx: &mut Tx<'_>, actor: &Actor, case: Id<Case>) -> Result<CaseRow> {
    let found = cases::get(tx, case)?;
    let permit = policy::may_look(actor, &found)?;
    audit::in_case(tx, actor, "case_opened", case, found.subject.persona, None)?;
    two_people::forget_refused(tx, &found)?;
    if found.state != CaseState::Closed && cases::mark_seen(tx, &permit)? {
        cases::add_history(tx, case, Some(permit.by()), Happening::Seen, "")?;
    }
    cases::get(tx, case)
}

/// Takes a case. The first one has it; taking one's own again changes nothing. For an urgent case
/// this answers the page.
///
/// Refusals: `case_taken`, `case_closed`, `own_case`, `resting`, `stepped_away`, `red_limit`.
pub fn take_case(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    case: Id<Case>,
) -> Result<CaseRow> {
    hold(tx, keys, actor, case).map(|(case, _)| case)
}

/// The case in the hands of the actor: taken now where nobody had it.
pub fn hold(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    case: Id<Case>,
) -> Result<(CaseRow, MayWork)> {
    present(tx, actor)?;
    let found = cases::get(tx, case)?;
    let permit = policy::may_work(keys, actor, &found)?;
    if found.assignee == Some(permit.by()) {
        return Ok((found, permit));
    }
    move_case(found.state, CaseMove::Take)?;
    let (now, how) = (tx.now(), store_duty::wellbeing(tx, permit.by())?);
    let taken = store_duty::urgent_since(tx, permit.by(), duty::shift_since(now))?;
    policy::may_take_on(found.level, &how, taken, now)?;
    cases::assign(tx, &permit)?;
    store_duty::expose(tx, permit.by(), case, found.level)?;
    page_ladder::stop(tx, case)?;
    cases::add_history(tx, case, Some(permit.by()), Happening::Taken, "")?;
    audit::in_case(tx, actor, "case_taken", case, found.subject.persona, None)?;
    Ok((cases::get(tx, case)?, permit))
}

/// Gives a case back. An urgent one pages again.
///
/// Refusals: `case_not_taken`, `not_your_case`, `case_closed`.
pub fn release_case(tx: &mut Tx<'_>, keys: &KeyRing, actor: &Actor, case: Id<Case>) -> Result<()> {
    let found = cases::get(tx, case)?;
    let permit = policy::may_work(keys, actor, &found)?;
    move_case(found.state, CaseMove::Release)?;
    if found.assignee != Some(permit.by()) {
        return Err(Error::Denied("not_your_case"));
    }
    cases::release(tx, &permit)?;
    cases::add_history(tx, case, Some(permit.by()), Happening::Released, "")?;
    audit::in_case(tx, actor, "case_released", case, found.subject.persona, None)?;
    if found.level.is_urgent() { page_ladder::start(tx, case) } else { Ok(()) }
}

/// A note of a moderator that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNote(String);

impl CaseNote {
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        if raw.trim().is_empty() {
            return Err(Invalid::new("note", "required"));
        }
        let note = commonround_text::clean_block(raw, NOTE_CHARS_MAX);
        note.map(Self).map_err(|why| Invalid::new("note", why))
    }
}

/// Writes a note into the history. Every moderator may, whoever has the case.
pub fn note_case(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    case: Id<Case>,
    note: &CaseNote,
) -> Result<()> {
    present(tx, actor)?;
    let found = cases::get(tx, case)?;
    let permit = policy::may_work(keys, actor, &found)?;
    cases::add_history(tx, case, Some(permit.by()), Happening::Noted, &note.0)?;
    audit::in_case(tx, actor, "case_noted", case, found.subject.persona, Some(&note.0))
}

/// Sets the level of one's case. To lower RED or BLACK is proposed to a second moderator.
///
/// Refusals: as `take_case`, `level_same`, `already_proposed`.
pub fn set_level(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    keys: &KeyRing,
    actor: &Actor,
    case: Id<Case>,
    level: Level,
) -> Result<()> {
    let (found, permit) = hold(tx, keys, actor, case)?;
    if level == found.level {
        return Err(Error::Conflict("level_same"));
    }
    let by = Some(permit.by());
    match policy::may_set_level(&permit, &found, level) {
        Some(may) => apply_level(tx, &may, &found, level, by)?,
        None => {
            let proposal = two_people::propose_level(tx, acts, actor, &found, level)?;
            cases::propose_lower(tx, &permit, level, proposal)?;
            cases::add_history(tx, case, by, Happening::SecondAsked, level.as_str())?;
        }
    }
    audit::in_case(tx, actor, "case_level", case, found.subject.persona, Some(level.as_str()))
}

/// Writes a level that may be set.
pub fn apply_level(
    tx: &mut Tx<'_>,
    permit: &MaySetLevel,
    found: &CaseRow,
    level: Level,
    by: Option<Id<Persona>>,
) -> Result<()> {
    let due_at = level.due_at(tx.now());
    cases::set_level(tx, permit, level, due_at.min(found.due_at))?;
    cases::add_history(tx, found.id, by, Happening::LevelSet, level.as_str())?;
    if let Some(assignee) = found.assignee {
        store_duty::expose(tx, assignee, found.id, level)?;
    }
    if level == Level::Black {
        page_ladder::call_operator(tx, found.id, &found.topic)?;
    }
    Ok(())
}

/// Closes one's case and tells the reporters. RED and BLACK need an outcome, and rest follows.
///
/// Refusals: `outcome` `required`, `second_waits` where a measure waits for its second; as
/// `take_case`.
pub fn close_case(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    case: Id<Case>,
    outcome: Option<Outcome>,
) -> Result<()> {
    let (found, permit) = hold(tx, keys, actor, case)?;
    move_case(found.state, CaseMove::Close)?;
    if found.level.is_urgent() && outcome.is_none() {
        return Err(Error::invalid("outcome", "required"));
    }
    two_people::forget_refused(tx, &found)?;
    let waits = |m: &measures::MeasureRow| m.state == MeasureState::Proposed;
    if measures::of_case(tx, case)?.iter().any(waits) {
        return Err(Error::Conflict("second_waits"));
    }
    cases::close(tx, &permit, outcome)?;
    let code = outcome.map_or("", Outcome::as_str);
    cases::add_history(tx, case, Some(permit.by()), Happening::Closed, code)?;
    audit::in_case(tx, actor, "case_closed", case, found.subject.persona, Some(code))?;
    tell_reporters(tx, case)?;
    if found.level == Level::Black {
        cases::add_history(tx, case, None, Happening::DebriefDue, "24")?;
    }
    if found.level.is_urgent() { duty::begin_rest(tx, permit.by()) } else { Ok(()) }
}

fn tell_reporters(tx: &mut Tx<'_>, case: Id<Case>) -> Result<()> {
    for (report, to) in reports::close_of(tx, case)? {
        let about = About { kind: AboutKind::Report, id: report.get() };
        outbox::emit(tx, &NoticeRaised { to, kind: NoticeKind::ReportDecided, by: None, about })?;
    }
    Ok(())
}
