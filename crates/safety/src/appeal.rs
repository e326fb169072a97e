//! Somebody asks for another look at a measure against them; another moderator decides.

use std::time::Duration;

use commonround_db::{Tx, jobs};
use commonround_kernel::{Actor, Id, Invalid, KeyRing, Result};
use commonround_vocabulary::{Appeal, NoticeKind, Sanction};

use crate::limits::{APPEAL_HOURS, WORDS_CHARS_MAX};
use crate::model::{AppealState, Happening, MeasureMove, MeasureState, Ruling, decide_appeal};
use crate::present::present;
use crate::store::{appeals, cases, measures};
use crate::take_measure::{end, tell};
use crate::{audit, duty, page_ladder, policy};

/// Job kind; its key is the id of the appeal.
pub const REMIND: &str = "safety.appeal_due";

/// Words that are not empty: an appeal, or the answer to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    pub fn parse(field: &str, raw: &str) -> Result<Self, Invalid> {
        if raw.trim().is_empty() {
            return Err(Invalid::new(field, "required"));
        }
        let words = commonround_text::clean_block(raw, WORDS_CHARS_MAX);
        words.map(Self).map_err(|why| Invalid::new(field, why))
    }
}

/// Asks for another look.
///
/// Refusals: not found for anybody else, `appeal_made`, `appeal_over`, `measure_not_active`.
pub fn file_appeal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    measure: Id<Sanction>,
    words: &Words,
) -> Result<Id<Appeal>> {
    present(tx, actor)?;
    let row = measures::get(tx, measure)?;
    let (before, now) = (appeals::of_measure(tx, measure)?, tx.now());
    let permit = policy::may_appeal(actor, &row, before.as_ref(), now)?;
    let due_at = now + Duration::from_secs(APPEAL_HOURS * 3_600);
    let appeal = appeals::insert(tx, &permit, &words.0, due_at)?;
    cases::add_history(tx, row.case, None, Happening::Appealed, row.act.as_str())?;
    jobs::schedule(tx, REMIND, appeal.get(), &(), due_at)?;
    call_helpers(tx, appeal)?;
    Ok(appeal)
}

/// Tells whoever is on duty of an appeal that waits. Harmless where it was decided.
pub fn call_helpers(tx: &mut Tx<'_>, appeal: Id<Appeal>) -> Result<()> {
    let row = appeals::get(tx, appeal)?;
    if row.state != AppealState::Open {
        return Ok(());
    }
    let mut here: Vec<_> = duty::on_duty(tx, "")?.into_iter().map(|(_, persona)| persona).collect();
    here.sort_unstable();
    here.dedup();
    here.into_iter().try_for_each(|persona| page_ladder::notify(tx, persona, row.case))
}

/// Decides an appeal. Overturning lifts the measure.
///
/// Refusals: `appeal_decided`, `appeal_needs_another`, `own_case`.
pub fn rule_on_appeal(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    appeal: Id<Appeal>,
    ruling: Ruling,
    answer: &Words,
) -> Result<()> {
    present(tx, actor)?;
    let row = appeals::get(tx, appeal)?;
    let measure = measures::get(tx, row.measure)?;
    let permit = policy::may_rule(keys, actor, &row, &measure)?;
    let state = decide_appeal(row.state, ruling)?;
    appeals::decide(tx, &permit, state, &answer.0)?;
    jobs::cancel(tx, REMIND, appeal.get())?;
    let by = Some(permit.by());
    cases::add_history(tx, row.case, by, Happening::AppealDecided, state.as_str())?;
    if ruling == Ruling::Overturn && measure.state == MeasureState::Active {
        end(tx, &measure, MeasureMove::Lift, by)?;
    }
    tell(tx, &measure, NoticeKind::AppealDecided)?;
    let about = measure.subject.persona;
    audit::in_case(tx, actor, "appeal_decided", row.case, about, Some(state.as_str()))
}
