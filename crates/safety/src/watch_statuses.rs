//! Looks at what was published, once for each status, with the rules of the house.

use commonround_db::Tx;
use commonround_identity::cards;
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, SanctionAct, Status, StatusPublished};

use crate::duty;
use crate::model::{Cause, Happening, Level, Measure, Subject};
use crate::open_case::{Alarm, open_case};
use crate::ports::{Reportable, Thing};
use crate::rules::{Effect, Hit, Text, crisis_rule, evaluate};
use crate::store::cases::{self, Quote};
use crate::store::words;
use crate::take_measure::take_by_rule;

/// Opens or joins a case where a rule hits, with the words it quotes, and does to the status what the
/// rule says.
pub fn watch_status(
    tx: &mut Tx<'_>,
    reportable: &dyn Reportable,
    event: &StatusPublished,
) -> Result<()> {
    let Some(thing) = find(tx, reportable, event.status)? else { return Ok(()) };
    let (watched, rule) = (words::all(tx)?, crisis_rule(tx)?);
    let text = Text {
        text: &thing.text,
        lang: thing.lang.as_deref(),
        is_verified: is_verified(tx, thing.author)?,
    };
    let hits = evaluate(text, &watched, rule);
    let subject = Subject::status(thing.author, event.status);
    hits.iter().try_for_each(|hit| follow_up(tx, subject, hit))
}

fn find(tx: &mut Tx<'_>, reportable: &dyn Reportable, status: Id<Status>) -> Result<Option<Thing>> {
    let about = About { kind: AboutKind::Status, id: status.get() };
    match reportable.find(tx, about, None) {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::NotFound | Error::Gone(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

fn is_verified(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<bool> {
    let card = cards(tx, &[persona])?.remove(&persona);
    Ok(card.is_some_and(|card| card.standing.is_verified()))
}

fn follow_up(tx: &mut Tx<'_>, subject: Subject, hit: &Hit) -> Result<()> {
    let due_at = hit.level.due_at(tx.now());
    let case = open_case(tx, Alarm { subject, topic: &hit.rule, level: hit.level, due_at })?;
    let Hit { rule, words, level, effect } = hit.clone();
    if !cases::add_quote(tx, case, &Quote { rule: rule.clone(), words, level })? {
        return Ok(());
    }
    cases::add_history(tx, case, None, Happening::RuleHit, &rule)?;
    metrics::counter!("safety_rule_hits_total", "rule" => rule).increment(1);
    match act_of(tx, effect)? {
        Some(act) => take_by_rule(tx, case, subject, &by_rule(act, level)),
        None => Ok(()),
    }
}

/// A post is held only while somebody is there to look at it.
fn act_of(tx: &mut Tx<'_>, effect: Effect) -> Result<Option<SanctionAct>> {
    Ok(match effect {
        Effect::None => None,
        Effect::Label => Some(SanctionAct::Label),
        Effect::Hold => duty::is_staffed(tx)?.then_some(SanctionAct::Hide),
    })
}

fn by_rule(act: SanctionAct, level: Level) -> Measure {
    let cause = if level.is_urgent() { Cause::Worry } else { Cause::DangerousAdvice };
    Measure { act, cause, words: String::new(), ends_at: None }
}
