//! Single values of a row, parsed or refused by name.

use jiff::civil::Date;

use super::row::Standing;
use super::trouble::{What, quoted};
use crate::limits::{FIELD_CHARS_MAX, FORMER_NAMES_MAX};

pub const ISO: &str = "%Y-%m-%d";

pub fn text(column: &'static str, raw: &str) -> Result<String, What> {
    let value = raw.trim();
    if value.len() > FIELD_CHARS_MAX && value.chars().count() > FIELD_CHARS_MAX {
        return Err(What::ValueTooLong { column });
    }
    if value.bytes().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()) {
        return Err(What::WrongCharacter { column });
    }
    Ok(value.to_owned())
}

pub fn required(column: &'static str, raw: &str) -> Result<String, What> {
    match text(column, raw)? {
        empty if empty.is_empty() => Err(What::MissingValue { column }),
        value => Ok(value),
    }
}

pub fn date(column: &'static str, raw: &str, format: &str) -> Result<Option<Date>, What> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    // By far the most common, and without the general machinery.
    let parsed = if format == ISO { iso_date(raw) } else { Date::strptime(format, raw).ok() };
    parsed.map(Some).ok_or_else(|| What::WrongDate { column, value: quoted(raw) })
}

fn iso_date(raw: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *raw.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        let add = |sum: i16, digit: &u8| {
            digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0'))
        };
        digits.iter().try_fold(0, add)
    };
    let (month, day) = (number(&[m1, m2])?, number(&[d1, d2])?);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(number(&[y1, y2, y3, y4])?, month, day).ok()
}

pub fn standing(raw: &str) -> Result<Standing, What> {
    let word = raw.trim().to_ascii_lowercase();
    Standing::from_word(&word).ok_or_else(|| What::UnknownStatus { value: quoted(raw) })
}

/// Empty is no.
pub fn flag(column: &'static str, raw: &str) -> Result<bool, What> {
    match raw.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Ok(true),
        "false" | "no" | "n" | "0" | "" => Ok(false),
        _ => Err(What::WrongFlag { column, value: quoted(raw) }),
    }
}

/// An address that a page may link to.
pub fn address(column: &'static str, raw: &str) -> Result<Option<String>, What> {
    let value = text(column, raw)?;
    let is_web = value.starts_with("https://") || value.starts_with("http://");
    match value.as_str() {
        "" => Ok(None),
        _ if is_web && !value.contains(char::is_whitespace) => Ok(Some(value)),
        _ => Err(What::WrongAddress { column }),
    }
}

/// Earlier names, with `;` between them.
pub fn names(column: &'static str, raw: &str) -> Result<Vec<String>, What> {
    let names = raw.split(';').map(str::trim).filter(|name| !name.is_empty());
    names.take(FORMER_NAMES_MAX).map(|name| text(column, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_strictly() {
        let read = |raw| date("expires", raw, ISO).ok().flatten().map(|d| d.to_string());
        assert_eq!(read("2026-02-28").as_deref(), Some("2026-02-28"));
        for wrong in
            ["2026-02-29", "2026-2-28", "26-02-28", "2026-02-28 ", "2026/02/28", "+026-02-28"]
        {
            assert_eq!(read(wrong).is_some(), wrong.ends_with(' '), "{wrong:?}");
        }
        let american = date("expires", "12/31/2026", "%m/%d/%Y").unwrap();
        assert_eq!(american.map(|d| d.to_string()).as_deref(), Some("2026-12-31"));
    }

    #[test]
    fn what_no_database_keeps_is_refused() {
        assert_eq!(text("family", "Roy\0"), Err(What::WrongCharacter { column: "family" }));
        assert_eq!(text("family", "Roy\u{7f}"), Err(What::WrongCharacter { column: "family" }));
        assert_eq!(text("employer", "Maple\nGeneral "), Ok("Maple\nGeneral".to_owned()));
    }

    #[test]
    fn only_addresses_of_the_web_pass() {
        assert!(address("conditions_url", "javascript:alert(1)").is_err());
        assert!(address("conditions_url", "https://a.example/b c").is_err());
        assert_eq!(address("conditions_url", " ").unwrap(), None);
    }
}
