use std::time::Duration;

use commonround_kernel::Timestamp;

use super::codes::codes;

codes! {
    /// How much is at risk, and with it how soon a human looks.
    Level {
        /// Past or metaphorical.
        Green = "green" "safety-level-green",
        /// Ongoing, or advice that could hurt.
        Amber = "amber" "safety-level-amber",
        /// Intent, plan, means or timing; danger to a child or another person.
        Red = "red" "safety-level-red",
        /// Under way, with the place known.
        Black = "black" "safety-level-black",
    }
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
/// How soon somebody looks at a report of a person in danger, while the rota is staffed.
const WORRY: Duration = Duration::from_secs(15 * MINUTE);

impl Level {
    /// The time to the first human.
    #[must_use]
    pub const fn first_human(self) -> Duration {
        Duration::from_secs(match self {
            Self::Green => 24 * HOUR,
            Self::Amber => 4 * HOUR,
            Self::Red => 5 * MINUTE,
            Self::Black => 0,
        })
    }

    #[must_use]
    pub fn due_at(self, from: Timestamp) -> Timestamp {
        from + self.first_human()
    }

    /// When somebody looks at a report that a person may be in danger.
    #[must_use]
    pub fn worry_due_at(self, from: Timestamp, staffed: bool) -> Timestamp {
        let due = self.due_at(from);
        if staffed { due.min(from + WORRY) } else { due }
    }

    /// RED and BLACK page somebody, and take an outcome to close.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::Red | Self::Black)
    }
}
