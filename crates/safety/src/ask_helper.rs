//! Somebody in a crisis asks for a person: a human's own word, so it pages at once.

use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Case;

use crate::duty;
use crate::model::{Level, Subject};
use crate::open_case::{Alarm, open_case};
use crate::present::present;
use crate::resources;
use crate::rules::{CrisisRule, crisis_rule};
use crate::views::CrisisHelp;

/// Opens a RED case about oneself, or joins the one that is open.
///
/// Refusals: `email_unconfirmed`.
pub fn ask_helper(tx: &mut Tx<'_>, actor: &Actor) -> Result<Id<Case>> {
    present(tx, actor)?;
    actor.require_confirmed()?;
    let (subject, level) = (Subject::persona(actor.persona), Level::Red);
    let due_at = level.due_at(tx.now());
    open_case(tx, Alarm { subject, topic: "asked_for_help", level, due_at })
}

/// What the panel offers now: the lines of the region, whether a helper is there, and whether posting
/// words of a crisis calls one.
pub fn crisis_help(tx: &mut Tx<'_>, region: &str) -> Result<CrisisHelp<'static>> {
    let helper_on_duty = duty::is_staffed(tx)?;
    let posting_calls = crisis_rule(tx)? != CrisisRule::Nothing;
    Ok(CrisisHelp { region: resources::region(region), helper_on_duty, posting_calls })
}
