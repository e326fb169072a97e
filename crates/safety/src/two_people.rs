//! What takes two moderators, through the one mechanism of the instance: a long suspension, anything
//! against a checked professional, and lowering RED or BLACK.

use std::sync::Arc;

use commonround_db::Tx;
use commonround_identity::two_person::{
    Accepted, Duty, Executor, New, Proposal, TwoPerson, propose, waits,
};
use commonround_kernel::{Actor, Id, KeyRing, Persona, Result};
use commonround_vocabulary::{Proposal as ProposalId, Sanction};

use crate::model::{Happening, Level, Measure, MeasureMove, MeasureState, move_measure};
use crate::policy;
use crate::store::cases::{self, CaseRow};
use crate::store::measures::{self, MeasureRow};
use crate::take_measure::begin;
use crate::work_case::apply_level;

/// The kinds of proposals; stored, never changed.
const MEASURE: &str = "safety_measure";
const LEVEL: &str = "safety_level";

/// How what this room proposes is carried out, for the instance's list.
#[must_use]
pub fn executors(keys: &Arc<KeyRing>) -> Vec<Executor> {
    let keys = Arc::clone(keys);
    let measure = move |tx: &mut Tx<'_>, agreed: &Accepted| begin_agreed(tx, &keys, agreed);
    let to_measure = |proposal: &Proposal| format!("/sanctions/{}", proposal.object);
    let to_case = |proposal: &Proposal| format!("/moderation/cases/{}", proposal.object);
    vec![
        Executor::new(MEASURE, Duty::Moderator, "safety-two-measure", to_measure, measure),
        Executor::new(LEVEL, Duty::Moderator, "safety-two-level", to_case, lower_agreed),
    ]
}

/// Asks a second moderator for a measure.
pub fn propose_measure(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    id: Id<Sanction>,
    persona: Id<Persona>,
    measure: &Measure,
) -> Result<Id<ProposalId>> {
    let words: String = measure.words.chars().take(REASON_CHARS).collect();
    let reason = if words.is_empty() { measure.cause.as_str() } else { &words };
    let (object, subject) = (id.get(), Some(persona));
    propose(
        tx,
        acts,
        actor,
        &New { kind: MEASURE, object, subject, reason, payload: String::new() },
    )
}

/// What of the words to a person a proposal repeats.
const REASON_CHARS: usize = 900;

/// Asks a second moderator to lower the level of a case.
pub fn propose_level(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    case: &CaseRow,
    level: Level,
) -> Result<Id<ProposalId>> {
    let (object, subject) = (case.id.get(), Some(case.subject.persona));
    let reason = level.as_str();
    propose(tx, acts, actor, &New { kind: LEVEL, object, subject, reason, payload: String::new() })
}

fn begin_agreed(tx: &mut Tx<'_>, keys: &KeyRing, agreed: &Accepted) -> Result<()> {
    let row = measures::get(tx, Id::from_i64(agreed.object))?;
    move_measure(row.state, MeasureMove::Agree)?;
    if let Some(second) = agreed.second {
        measures::set_second(tx, row.id, &policy::key_of_account(keys, second, row.case))?;
    }
    cases::add_history(tx, row.case, None, Happening::SecondAgreed, row.act.as_str())?;
    begin(tx, row.id, None)
}

fn lower_agreed(tx: &mut Tx<'_>, agreed: &Accepted) -> Result<()> {
    let case = cases::get(tx, Id::from_i64(agreed.object))?;
    let permit = policy::may_lower_as_agreed(&case, agreed)?;
    let Some(lower) = &case.lower else { return Ok(()) };
    cases::add_history(tx, case.id, None, Happening::SecondAgreed, lower.level.as_str())?;
    apply_level(tx, &permit, &case, lower.level, None)
}

/// Nobody tells this room that a proposal was declined, taken back or ran out: whoever opens the
/// case finds out, and what was proposed is refused.
pub fn forget_refused(tx: &mut Tx<'_>, case: &CaseRow) -> Result<()> {
    if let Some(lower) = &case.lower
        && !waits(tx, LEVEL, case.id.get())?
    {
        cases::forget_lower(tx, case.id)?;
        let code = lower.level.as_str();
        cases::add_history(tx, case.id, None, Happening::SecondRefused, code)?;
    }
    for row in measures::of_case(tx, case.id)? {
        refuse_where_refused(tx, &row)?;
    }
    Ok(())
}

fn refuse_where_refused(tx: &mut Tx<'_>, row: &MeasureRow) -> Result<()> {
    if row.state != MeasureState::Proposed || waits(tx, MEASURE, row.id.get())? {
        return Ok(());
    }
    measures::finish(tx, row.id, move_measure(row.state, MeasureMove::Refuse)?)?;
    cases::add_history(tx, row.case, None, Happening::SecondRefused, row.act.as_str())
}
