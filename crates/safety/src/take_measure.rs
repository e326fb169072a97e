//! Measures: taken by a moderator, agreed to by a second where that is due, ended by time, by a
//! moderator or by an appeal. Whoever enforces them hears of it by `SanctionChanged`.

use commonround_db::{Tx, jobs, outbox};
use commonround_identity::cards;
use commonround_identity::two_person::TwoPerson;
use commonround_kernel::{Actor, Error, Id, KeyRing, Persona, Result};
use commonround_vocabulary::{
    About, AboutKind, Case, NoticeKind, NoticeRaised, Sanction, SanctionAct, SanctionChanged,
};

use crate::model::{Happening, Measure, MeasureMove, MeasureState, Subject, move_measure};
use crate::policy;
use crate::present::present;
use crate::store::cases;
use crate::store::measures::{self, Maker, MeasureRow};
use crate::work_case::hold;
use crate::{audit, two_people};

/// Job kind; its key is the id of the measure.
pub const END: &str = "safety.measure_end";

/// What became of a measure that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub measure: Id<Sanction>,
    /// It waits for a second moderator.
    pub waits: bool,
}

/// Takes a measure in one's case, or asks a second moderator to agree.
///
/// Refusals: `act` `not_for_a_person` or `only_hide`, `measure_stands`; as `take_case`.
pub fn take_measure(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    keys: &KeyRing,
    actor: &Actor,
    case: Id<Case>,
    measure: &Measure,
) -> Result<Taken> {
    let (found, permit) = hold(tx, keys, actor, case)?;
    let subject = target(found.subject, measure.act)?;
    if measure.act != SanctionAct::Strike && measures::active(tx, subject, measure.act)?.is_some() {
        return Err(Error::Conflict("measure_stands"));
    }
    let waits = measure.takes_two(is_verified(tx, subject.persona)?, tx.now());
    let id = measures::insert(tx, &Maker::Moderator(&permit), case, subject, measure)?;
    let (by, code) = (Some(permit.by()), measure.act.as_str());
    if waits {
        let proposal = two_people::propose_measure(tx, acts, actor, id, subject.persona, measure)?;
        measures::set_proposal(tx, id, proposal)?;
        cases::add_history(tx, case, by, Happening::SecondAsked, code)?;
    } else {
        begin(tx, id, by)?;
    }
    audit::in_case(tx, actor, "measure_taken", case, subject.persona, Some(code))?;
    Ok(Taken { measure: id, waits })
}

/// What a measure is on: a suspension or a strike is the person's, whatever the case is about.
fn target(subject: Subject, act: SanctionAct) -> Result<Subject> {
    match act {
        SanctionAct::Suspend | SanctionAct::Strike | SanctionAct::SuspendPerson => {
            Ok(Subject::persona(subject.persona))
        }
        SanctionAct::Hide if subject.about.kind == AboutKind::Persona => {
            Err(Error::invalid("act", "not_for_a_person"))
        }
        SanctionAct::Label | SanctionAct::Limit if subject.as_thing().is_some() => {
            Err(Error::invalid("act", "only_hide"))
        }
        _ => Ok(subject),
    }
}

fn is_verified(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<bool> {
    let card = cards(tx, &[persona])?.remove(&persona);
    Ok(card.is_some_and(|card| card.standing.is_verified()))
}

/// A rule labels or holds a thing. Doing it twice changes nothing.
pub fn take_by_rule(
    tx: &mut Tx<'_>,
    case: Id<Case>,
    subject: Subject,
    measure: &Measure,
) -> Result<()> {
    if measures::active(tx, subject, measure.act)?.is_some() {
        return Ok(());
    }
    let id = measures::insert(tx, &Maker::Rule, case, subject, measure)?;
    begin(tx, id, None)
}

/// A moderator takes a measure back, also after the case was closed.
///
/// Refusals: `measure_not_active`, `own_case`.
pub fn lift_measure(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    measure: Id<Sanction>,
) -> Result<()> {
    present(tx, actor)?;
    let row = measures::get(tx, measure)?;
    let case = cases::get(tx, row.case)?;
    let permit = policy::may_lift(keys, actor, &case)?;
    end(tx, &row, MeasureMove::Lift, Some(permit.by()))?;
    let code = Some(row.act.as_str());
    audit::in_case(tx, actor, "measure_lifted", case.id, row.subject.persona, code)
}

/// The time of a measure is over. Harmless where it ended before.
pub fn end_measure(tx: &mut Tx<'_>, measure: Id<Sanction>) -> Result<()> {
    let row = measures::get(tx, measure)?;
    match row.state {
        MeasureState::Active => end(tx, &row, MeasureMove::End, None),
        _ => Ok(()),
    }
}

/// A measure begins: it is announced, and the person is told.
pub fn begin(tx: &mut Tx<'_>, id: Id<Sanction>, by: Option<Id<Persona>>) -> Result<()> {
    measures::begin(tx, id)?;
    let row = measures::get(tx, id)?;
    if let Some(ends_at) = row.ends_at {
        jobs::schedule(tx, END, id.get(), &(), ends_at)?;
    }
    metrics::counter!("safety_measures_total", "act" => row.act.as_str()).increment(1);
    cases::add_history(tx, row.case, by, Happening::MeasureBegan, row.act.as_str())?;
    announce(tx, &row, true)?;
    tell(tx, &row, NoticeKind::Sanctioned)
}

/// Ends an active measure in the way `act` says.
pub fn end(
    tx: &mut Tx<'_>,
    row: &MeasureRow,
    act: MeasureMove,
    by: Option<Id<Persona>>,
) -> Result<()> {
    let state = move_measure(row.state, act)?;
    measures::finish(tx, row.id, state)?;
    jobs::cancel(tx, END, row.id.get())?;
    cases::add_history(tx, row.case, by, Happening::MeasureEnded, row.act.as_str())?;
    announce(tx, row, false)
}

fn announce(tx: &mut Tx<'_>, row: &MeasureRow, active: bool) -> Result<()> {
    let (sanction, act) = (row.id, row.act);
    let Subject { persona, .. } = row.subject;
    let (status, thing) = (row.subject.as_status(), row.subject.as_thing());
    outbox::emit(tx, &SanctionChanged { sanction, persona, status, thing, act, active })
}

/// Tells the person about a measure against them.
pub fn tell(tx: &mut Tx<'_>, row: &MeasureRow, kind: NoticeKind) -> Result<()> {
    let about = About { kind: AboutKind::Sanction, id: row.id.get() };
    let to = row.subject.persona;
    outbox::emit(tx, &NoticeRaised { to, kind, by: None, about })
}
