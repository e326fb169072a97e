//! What a published text means for moderators: dangerous advice, watched words, and words of a crisis
//! where the house says so.

use commonround_db::{Tx, settings};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_text::crisis::{self, Tier};
use commonround_text::danger;

use crate::audit;
use crate::limits::{QUOTE_CHARS_MAX, WORDS_MAX};
use crate::model::{Level, Watch, Watched, codes, fold_words};
use crate::policy;
use crate::present::present;
use crate::store::words::{self, Word, WordRow};

const SETTING: &str = "safety.crisis_words";
/// The rule of watched words.
const WATCHED: &str = "watched_words";
/// The rule of words of a crisis.
const CRISIS: &str = "crisis_words";

codes! {
    /// What follows from words of a crisis in a status. Its author sees the way to help in any case.
    CrisisRule {
        /// Nobody is told: words alone alert nobody.
        Nothing = "nothing" "safety-crisis-rule-nothing",
        /// A RED case opens and pages whoever is on duty.
        Page = "page" "safety-crisis-rule-page",
        /// And while the rota is staffed, the status is held: its author and moderators see it.
        Hold = "hold" "safety-crisis-rule-hold",
    }
}

/// A rule that a text hit, with the words it quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub rule: String,
    pub words: String,
    pub level: Level,
    pub effect: Effect,
}

/// What follows for the status itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    None,
    Label,
    Hold,
}

/// The text that rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    pub text: &'a str,
    pub lang: Option<&'a str>,
    /// The author is a professional whose credential was checked.
    pub is_verified: bool,
}

/// All hits of a text. No rule goes above AMBER by itself, save for phrases of the RED list: words of
/// a crisis, where the house says so, and watched words that a moderator put on it.
#[must_use]
pub fn evaluate(text: Text<'_>, watched: &[WordRow], rule: CrisisRule) -> Vec<Hit> {
    let mut hits = dangers(text);
    hits.extend(watched_words(text, watched));
    if rule != CrisisRule::Nothing {
        hits.extend(crisis(text, rule));
    }
    hits
}

/// A checked professional may advise; somebody still has a look. Anybody else's advice is labelled.
fn dangers(text: Text<'_>) -> Vec<Hit> {
    let (level, effect) = match text.is_verified {
        true => (Level::Green, Effect::None),
        false => (Level::Amber, Effect::Label),
    };
    let hit = |found: danger::Found| Hit {
        rule: found.class.code().to_owned(),
        words: quoted(&found.phrase),
        level,
        effect,
    };
    danger::find(text.text).into_iter().map(hit).collect()
}

fn watched_words(text: Text<'_>, watched: &[WordRow]) -> Vec<Hit> {
    let folded = fold_words(text.text);
    let stands = |row: &&WordRow| row.watched.stands_in(&folded, text.lang);
    let hit = |WordRow { watched, .. }: &WordRow| Hit {
        rule: WATCHED.to_owned(),
        words: watched.phrase.clone(),
        level: watched.level,
        effect: if watched.watch == Watch::Label { Effect::Label } else { Effect::None },
    };
    watched.iter().filter(stands).map(hit).collect()
}

fn crisis(text: Text<'_>, rule: CrisisRule) -> Vec<Hit> {
    let effect = if rule == CrisisRule::Hold { Effect::Hold } else { Effect::None };
    let grave = crisis::find(text.text).into_iter().filter(|found| found.tier == Tier::Intent);
    let hit = |found: crisis::Found| Hit {
        rule: CRISIS.to_owned(),
        words: quoted(&found.phrase),
        level: Level::Red,
        effect,
    };
    grave.map(hit).collect()
}

/// Words as a case or a panel quotes them: no longer than a quote is.
#[must_use]
pub fn quoted(words: &str) -> String {
    words.chars().take(QUOTE_CHARS_MAX).collect()
}

/// What the house does with words of a crisis.
pub fn crisis_rule(tx: &mut Tx<'_>) -> Result<CrisisRule> {
    let stored = settings::get(tx, SETTING)?;
    Ok(stored.and_then(|code| CrisisRule::known(&code)).unwrap_or(CrisisRule::Nothing))
}

/// Changes it: the operator's word, since it needs a rota that is staffed.
///
/// Refusals: `operator_only`.
pub fn set_crisis_rule(tx: &mut Tx<'_>, actor: &Actor, rule: CrisisRule) -> Result<()> {
    present(tx, actor)?;
    if !actor.operator {
        return Err(Error::Denied("operator_only"));
    }
    settings::set(tx, SETTING, rule.as_str())?;
    audit::of_house(tx, actor, "crisis_rule_set", "persona", actor.persona)
}

/// Watches for a phrase. Adding it again changes nothing.
///
/// Refusals: `moderator_only`, `too_many_words`.
pub fn add_word(tx: &mut Tx<'_>, actor: &Actor, word: &Watched) -> Result<()> {
    present(tx, actor)?;
    let permit = policy::may_moderate(actor)?;
    if words::count(tx)? >= WORDS_MAX {
        return Err(Error::Conflict("too_many_words"));
    }
    match words::insert(tx, &permit, word)? {
        Some(id) => audit::of_house(tx, actor, "word_added", "word", id),
        None => Ok(()),
    }
}

/// Watches no longer.
pub fn remove_word(tx: &mut Tx<'_>, actor: &Actor, word: Id<Word>) -> Result<()> {
    present(tx, actor)?;
    let permit = policy::may_moderate(actor)?;
    if !words::delete(tx, &permit, word)? {
        return Err(Error::NotFound);
    }
    audit::of_house(tx, actor, "word_removed", "word", word)
}
