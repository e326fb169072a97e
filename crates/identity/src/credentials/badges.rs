//! What of a claim is shown beside a name, as of now.

use std::borrow::Cow;

use commonround_credential::State;
use commonround_db::Row;
use commonround_kernel::{Result, Timestamp};

use super::model::{ClaimRow, Method, profession, read_day, today};
use super::store::claims::{read_level, read_state};
use crate::standing::{Badge, Title};

/// The badge in the columns of a row from `at` on: profession, jurisdiction, register, state,
/// level, method, when it was checked, last day, address of the conditions, name of the
/// issuer. `None` where there is
/// no claim, or it does not count today.
pub fn read(row: &Row<'_>, at: usize, now: Timestamp) -> Result<Option<Badge>> {
    let Some(profession) = row.get::<Option<String>>(at)? else { return Ok(None) };
    let state = read_state(&row.get::<String>(at + 3)?)?;
    let level = read_level(&row.get::<String>(at + 4)?)?;
    let expires = read_day(row.get(at + 7)?)?;
    let method = row.get::<Option<String>>(at + 5)?;
    let (Some(method), true) =
        (method, commonround_credential::has_badge(level, state, expires, today(now)))
    else {
        return Ok(None);
    };
    Ok(Some(Badge {
        title: title_of(&profession),
        profession,
        jurisdiction: row.get(at + 1)?,
        register: row.get(at + 2)?,
        checked_at: row.get::<Option<Timestamp>>(at + 6)?.unwrap_or(now),
        method: method.parse::<Method>()?.as_str(),
        valid_until: expires.map(|day| day.to_string()),
        conditions: state == State::Conditions,
        conditions_url: row.get(at + 8)?,
        issuer: row.get(at + 9)?,
    }))
}

/// The words for a profession; its code where we have none.
#[must_use]
pub fn title_of(code: &str) -> Title {
    match profession(code) {
        Some(known) => Title { en: Cow::Borrowed(known.en), fr: Cow::Borrowed(known.fr) },
        None => {
            let words = code.replace('_', " ");
            Title { en: Cow::Owned(words.clone()), fr: Cow::Owned(words) }
        }
    }
}

/// Whether a claim has a badge now.
#[must_use]
pub fn counts(claim: &ClaimRow, now: Timestamp) -> bool {
    claim.method.is_some() && claim.has_badge(now)
}
