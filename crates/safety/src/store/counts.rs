use commonround_db::Tx;
use commonround_kernel::{Result, Timestamp};

use crate::transparency::Tally;

const DAY_MILLIS: i64 = 86_400_000;

/// What is counted by day: the code and the moment of each.
const COUNTED: [(&str, &str); 4] = [
    (
        "report",
        "SELECT reason, created_at / 86400000, COUNT(*) FROM safety_report WHERE created_at >= $1
         GROUP BY reason, created_at / 86400000",
    ),
    (
        "case",
        "SELECT level, opened_at / 86400000, COUNT(*) FROM safety_case WHERE opened_at >= $1
         GROUP BY level, opened_at / 86400000",
    ),
    (
        "measure",
        "SELECT act, began_at / 86400000, COUNT(*) FROM safety_measure WHERE began_at >= $1
         GROUP BY act, began_at / 86400000",
    ),
    (
        "appeal",
        "SELECT state, made_at / 86400000, COUNT(*) FROM safety_appeal WHERE made_at >= $1
         GROUP BY state, made_at / 86400000",
    ),
];

/// Adds everything since a moment to the tally.
pub fn tally(tx: &mut Tx<'_>, since: Timestamp, tally: &mut Tally) -> Result<()> {
    for (what, sql) in COUNTED {
        tx.each(sql, (since,), |row| {
            let day = Timestamp::from_millis(row.get::<i64>(1)? * DAY_MILLIS);
            tally.add(what, row.text(0)?, day, row.get(2)?);
            Ok(true)
        })?;
    }
    Ok(())
}
