//! Refuses to build with help numbers that nobody has looked up for a year. There is no way around
//! it but to look them up and write the new day into the pack.

use std::time::{SystemTime, UNIX_EPOCH};

const PACK: &str = "src/help_numbers.json";
const STALE_DAYS: i64 = 365;
const DAY_SECS: u64 = 86_400;

fn main() {
    println!("cargo::rerun-if-changed={PACK}");
    let pack = std::fs::read_to_string(PACK).expect("the pack of help numbers is there");
    let days: Vec<i64> = pack.split("\"reviewed_on\": \"").skip(1).map(day_of).collect();
    let oldest = days.into_iter().min().expect("the pack says when it was reviewed");
    let age = today() - oldest;
    assert!(age <= STALE_DAYS, "{PACK}: the help numbers were last looked up {age} days ago");
}

#[expect(clippy::disallowed_methods, reason = "a build script runs on the day of the build")]
fn today() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the build is after 1970");
    i64::try_from(since.as_secs() / DAY_SECS).unwrap_or(i64::MAX)
}

/// The days since 1970 of a text that begins with `2026-11-22`.
fn day_of(text: &str) -> i64 {
    let mut parts = text[..10].split('-').map(|part| part.parse::<i64>().expect("a date"));
    let mut next = || parts.next().expect("a year, a month and a day");
    let (year, month, day) = (next(), next(), next());
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469
}
