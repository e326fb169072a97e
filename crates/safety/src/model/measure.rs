use commonround_kernel::{Error, Invalid, Result, Timestamp};
use commonround_vocabulary::SanctionAct;

use super::codes::codes;
use crate::limits::{SUSPEND_DAYS_ALONE_MAX, SUSPEND_DAYS_MAX, WORDS_CHARS_MAX};

const DAY_MILLIS: i64 = 86_400_000;

codes! {
    /// Why a measure is taken, in words that the person reads.
    Cause {
        DangerousAdvice = "dangerous_advice" "safety-cause-dangerous-advice",
        /// Held for a human to look at, because of words of a crisis: no reproach.
        Worry = "worry" "safety-cause-worry",
        SelfHarmDetail = "self_harm_detail" "safety-cause-self-harm-detail",
        Harassment = "harassment" "safety-cause-harassment",
        Impersonation = "impersonation" "safety-cause-impersonation",
        Privacy = "privacy" "safety-cause-privacy",
        Spam = "spam" "safety-cause-spam",
        Other = "other" "safety-cause-other",
    }
}

codes! {
    /// Where a measure stands.
    MeasureState {
        /// Waits for a second moderator.
        Proposed = "proposed" "safety-measure-proposed",
        Active = "active" "safety-measure-active",
        /// Its time was over.
        Ended = "ended" "safety-measure-ended",
        /// Taken back, by a moderator or an appeal.
        Lifted = "lifted" "safety-measure-lifted",
        /// The second moderator said no.
        Refused = "refused" "safety-measure-refused",
    }
}

/// What can happen to a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureMove {
    Agree,
    Refuse,
    End,
    Lift,
}

/// The next state.
///
/// Refusals: `measure_not_waiting`, `measure_not_active`.
pub const fn move_measure(state: MeasureState, act: MeasureMove) -> Result<MeasureState> {
    match (state, act) {
        (MeasureState::Proposed, MeasureMove::Agree) => Ok(MeasureState::Active),
        (MeasureState::Proposed, MeasureMove::Refuse) => Ok(MeasureState::Refused),
        (_, MeasureMove::Agree | MeasureMove::Refuse) => {
            Err(Error::Conflict("measure_not_waiting"))
        }
        (MeasureState::Active, MeasureMove::End) => Ok(MeasureState::Ended),
        (MeasureState::Active, MeasureMove::Lift) => Ok(MeasureState::Lifted),
        (_, MeasureMove::End | MeasureMove::Lift) => Err(Error::Conflict("measure_not_active")),
    }
}

/// A measure that passed the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    pub act: SanctionAct,
    pub cause: Cause,
    /// What is said to the person. May be empty: the cause has words of its own.
    pub words: String,
    /// When it ends by itself; a suspension always does.
    pub ends_at: Option<Timestamp>,
}

impl Measure {
    /// `days` is the length; empty for a measure without an end.
    ///
    /// # Errors
    /// All that is wrong with the fields `act`, `cause`, `words` and `days`.
    pub fn parse(
        act: &str,
        cause: &str,
        words: &str,
        days: &str,
        now: Timestamp,
    ) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let act = invalid.take(parse_act(act));
        let cause = invalid.take(Cause::parse("cause", cause));
        let words = invalid.take(parse_words("words", words));
        let days = invalid.take(parse_days(days));
        let (Some(act), Some(cause), Some(words), Some(days)) = (act, cause, words, days) else {
            return Err(invalid);
        };
        if cause == Cause::Other && words.is_empty() {
            return Err(Invalid::new("words", "required"));
        }
        let ends_at = days.map(|days| Timestamp::from_millis(now.millis() + days * DAY_MILLIS));
        match act {
            SanctionAct::Suspend | SanctionAct::SuspendPerson if ends_at.is_none() => {
                Err(Invalid::new("days", "required"))
            }
            SanctionAct::Strike => Ok(Self { act, cause, words, ends_at: None }),
            _ => Ok(Self { act, cause, words, ends_at }),
        }
    }

    /// Whether one moderator is not enough: a long suspension, one under every name, and anything
    /// against a professional whose credential was checked.
    #[must_use]
    pub fn takes_two(&self, is_verified: bool, now: Timestamp) -> bool {
        let alone = now.millis() + SUSPEND_DAYS_ALONE_MAX * DAY_MILLIS;
        let is_long = self.ends_at.is_some_and(|end| end.millis() > alone);
        is_verified
            || self.act == SanctionAct::SuspendPerson
            || (self.act == SanctionAct::Suspend && is_long)
    }
}

fn parse_act(raw: &str) -> Result<SanctionAct, Invalid> {
    let why = if raw.trim().is_empty() { "required" } else { "unknown" };
    SanctionAct::known(raw.trim()).ok_or_else(|| Invalid::new("act", why))
}

fn parse_days(raw: &str) -> Result<Option<i64>, Invalid> {
    match raw.trim() {
        "" => Ok(None),
        raw => match raw.parse() {
            Ok(days) if (1..=SUSPEND_DAYS_MAX).contains(&days) => Ok(Some(days)),
            Ok(_) => Err(Invalid::new("days", "out_of_range")),
            Err(_) => Err(Invalid::new("days", "malformed")),
        },
    }
}

/// Words to a person; may be empty.
pub fn parse_words(field: &str, raw: &str) -> Result<String, Invalid> {
    if raw.trim().is_empty() {
        return Ok(String::new());
    }
    commonround_text::clean_block(raw, WORDS_CHARS_MAX).map_err(|why| Invalid::new(field, why))
}
