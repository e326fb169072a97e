//! Reports and hits of rules on the same thing are one case. Counts raise nothing: a raid is marked,
//! and a human looks no later and no sooner for it.

use commonround_db::Tx;
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::Case;

use crate::model::{CaseState, Happening, Level, Subject};
use crate::page_ladder;
use crate::store::cases;

/// Why a case opens or is joined.
#[derive(Debug, Clone, Copy)]
pub struct Alarm<'a> {
    pub subject: Subject,
    /// The code of the reason or the rule.
    pub topic: &'a str,
    pub level: Level,
    pub due_at: Timestamp,
}

/// The one case about a thing that is not closed: a new one, or the one that stands, which becomes
/// as urgent as the alarm is.
pub fn open_case(tx: &mut Tx<'_>, alarm: Alarm<'_>) -> Result<Id<Case>> {
    match cases::find_open(tx, alarm.subject.about)? {
        Some(case) => join(tx, &case, alarm),
        None => open(tx, alarm),
    }
}

fn open(tx: &mut Tx<'_>, alarm: Alarm<'_>) -> Result<Id<Case>> {
    let Alarm { subject, topic, level, due_at } = alarm;
    let case = cases::insert(tx, subject, topic, level, due_at)?;
    cases::add_history(tx, case, None, Happening::Opened, topic)?;
    metrics::counter!("safety_cases_total", "level" => level.as_str()).increment(1);
    if level.is_urgent() {
        page_ladder::start(tx, case)?;
    }
    Ok(case)
}

fn join(tx: &mut Tx<'_>, case: &cases::CaseRow, alarm: Alarm<'_>) -> Result<Id<Case>> {
    let level = case.level.max(alarm.level);
    let due_at = case.due_at.min(alarm.due_at);
    if level != case.level || due_at != case.due_at {
        cases::raise(tx, case.id, level, due_at)?;
    }
    if level != case.level {
        cases::add_history(tx, case.id, None, Happening::LevelSet, level.as_str())?;
    }
    let is_new_urgency = level.is_urgent() && !case.level.is_urgent();
    if is_new_urgency && case.state == CaseState::Open {
        page_ladder::start(tx, case.id)?;
    }
    Ok(case.id)
}
