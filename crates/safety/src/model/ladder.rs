//! Whom a RED case pages and when: every two minutes the first on duty, from the fifth the second as
//! well, from the tenth the operator on call. Time in, pages out; knows no database.

use std::time::Duration;

use super::codes::codes;
use crate::limits::PAGING_HOURS_MAX;

const MINUTE: Duration = Duration::from_secs(60);
const EVERY: Duration = Duration::from_secs(2 * 60);

codes! {
    /// A place in the rota. The order is the order of the ladder.
    Rung {
        First = "first" "safety-rung-first",
        Second = "second" "safety-rung-second",
        Operator = "operator" "safety-rung-operator",
    }
}

impl Rung {
    /// How long after the beginning it is paged.
    #[must_use]
    pub const fn from(self) -> Duration {
        Duration::from_secs(match self {
            Self::First => 0,
            Self::Second => 5 * 60,
            Self::Operator => 10 * 60,
        })
    }
}

/// What to do at a moment of the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The rungs that are paged now.
    pub rungs: Vec<Rung>,
    /// When to look again, counted from the beginning; `None` where the ladder gives up.
    pub next: Option<Duration>,
}

/// The step at `elapsed` after the beginning. A step that comes late pages all rungs reached by
/// then, once.
#[must_use]
pub fn step(elapsed: Duration) -> Step {
    let rungs = Rung::ALL.iter().copied().filter(|rung| rung.from() <= elapsed).collect();
    let ticks = elapsed.as_secs() / EVERY.as_secs() + 1;
    let tick = EVERY * u32::try_from(ticks).unwrap_or(u32::MAX);
    let entries = Rung::ALL.iter().map(|rung| rung.from()).filter(|from| *from > elapsed);
    let next = entries.fold(tick, Duration::min);
    let end = MINUTE * 60 * u32::try_from(PAGING_HOURS_MAX).unwrap_or(u32::MAX);
    Step { rungs, next: (next <= end).then_some(next) }
}

/// The rungs of a step after those that nobody stands on: their turn falls to the next rung that
/// somebody stands on. Empty: the rota is not staffed.
#[must_use]
pub fn staffed(step: &Step, stands: impl Fn(Rung) -> bool) -> Vec<Rung> {
    let here: Vec<Rung> = step.rungs.iter().copied().filter(|rung| stands(*rung)).collect();
    if !here.is_empty() {
        return here;
    }
    Rung::ALL.iter().copied().find(|rung| stands(*rung)).into_iter().collect()
}
