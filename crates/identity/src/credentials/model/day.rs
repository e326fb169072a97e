use commonround_kernel::{Error, Result, Timestamp};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The calendar day of a moment, in UTC.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    now.to_jiff().to_zoned(TimeZone::UTC).date()
}

/// When a day begins, in UTC.
#[must_use]
pub fn midnight(day: Date) -> Timestamp {
    let begins = day.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp().as_millisecond());
    Timestamp::from_millis(begins.unwrap_or(i64::MAX))
}

/// A day as the store keeps it: `2027-01-31`.
pub fn read_day(raw: Option<String>) -> Result<Option<Date>> {
    raw.map(|raw| raw.parse().map_err(Error::fault)).transpose()
}
