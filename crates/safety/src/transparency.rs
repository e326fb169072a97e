//! What moderation did, in public counts by month. Small counts are not told: they could point at
//! somebody.

use std::collections::BTreeMap;

use commonround_db::Tx;
use commonround_kernel::{Result, Timestamp};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

use crate::limits::{MONTHS_SHOWN, SMALL_CELL};
use crate::store::counts;

/// Counts by month (`2026-11`), kind and code.
#[derive(Debug, Default)]
pub struct Tally(BTreeMap<(String, &'static str, String), u64>);

impl Tally {
    pub fn add(&mut self, what: &'static str, code: &str, at: Timestamp, n: u64) {
        *self.0.entry((month_of(at), what, code.to_owned())).or_default() += n;
    }

    /// The lines as they are published, newest month first.
    #[must_use]
    pub fn publish(self) -> Vec<Line> {
        let line = |((month, what, code), n): ((String, &'static str, String), u64)| Line {
            month,
            what,
            code,
            count: (n >= SMALL_CELL).then_some(n),
        };
        let mut lines: Vec<Line> = self.0.into_iter().map(line).collect();
        lines.sort_by(|a, b| b.month.cmp(&a.month).then(a.what.cmp(b.what)));
        lines
    }
}

/// One count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// `2026-11`, in UTC.
    pub month: String,
    /// `report`, `case`, `measure` or `appeal`.
    pub what: &'static str,
    /// The reason, the level, the act or the state.
    pub code: String,
    /// `null` where it is below five.
    pub count: Option<u64>,
}

fn month_of(at: Timestamp) -> String {
    at.to_jiff().to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string()
}

/// The counts of the last months, this one included.
pub fn counts(tx: &mut Tx<'_>) -> Result<Vec<Line>> {
    let mut tally = Tally::default();
    counts::tally(tx, first_month(tx.now()), &mut tally)?;
    Ok(tally.publish())
}

fn first_month(now: Timestamp) -> Timestamp {
    let back = i64::try_from(MONTHS_SHOWN).unwrap_or(0) - 1;
    let first = now.to_jiff().to_zoned(TimeZone::UTC).date().first_of_month();
    let first = first.saturating_sub(back.months()).to_zoned(TimeZone::UTC);
    first.map_or(now, |day| Timestamp::from_millis(day.timestamp().as_millisecond()))
}
