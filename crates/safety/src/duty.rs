//! Who is on duty, and what keeps them well.

use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Persona, Result, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::audit;
use crate::limits::{REST_HOURS, SHIFT_DAYS_AHEAD_MAX, SHIFT_HOURS_MAX, SHIFTS_MAX};
use crate::model::ladder::Rung;
use crate::policy;
use crate::present::present;
use crate::store::duty::{self as store, Shift, ShiftRow, Wellbeing};

const HOUR: Duration = Duration::from_secs(3_600);
const HOUR_MILLIS: i64 = 3_600_000;
const DAY_MILLIS: i64 = 24 * HOUR_MILLIS;

/// Who stands on which rung now for cases of a topic: not who rests, stepped away or leaves such
/// cases to others.
pub fn on_duty(tx: &mut Tx<'_>, topic: &str) -> Result<Vec<(Rung, Id<Persona>)>> {
    let now = tx.now();
    let mut here = Vec::new();
    for ShiftRow { persona, rung, starts_at, .. } in store::shifts(tx)? {
        if now < starts_at || here.contains(&(rung, persona)) {
            continue;
        }
        if is_callable(&store::wellbeing(tx, persona)?, topic, now) {
            here.push((rung, persona));
        }
    }
    Ok(here)
}

fn is_callable(how: &Wellbeing, topic: &str, now: Timestamp) -> bool {
    let is_over = |end: Option<Timestamp>| end.is_none_or(|end| end <= now);
    let is_off = how.topics_off.iter().any(|off| off == topic);
    is_over(how.away_until) && is_over(how.rest_until) && !is_off
}

/// Whether a helper could be called now.
pub fn is_staffed(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(!on_duty(tx, "")?.is_empty())
}

/// A shift that passed the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewShift {
    rung: Rung,
    starts_at: Timestamp,
    ends_at: Timestamp,
}

impl NewShift {
    /// `starts` is a local time such as `2026-11-25T20:00` in `zone`.
    ///
    /// # Errors
    /// All that is wrong with the fields `rung`, `starts` and `hours`.
    pub fn parse(
        rung: &str,
        starts: &str,
        hours: &str,
        zone: &str,
        now: Timestamp,
    ) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let rung = invalid.take(Rung::parse("rung", rung));
        let starts = invalid.take(parse_start(starts, zone, now));
        let hours = invalid.take(parse_hours(hours));
        match (rung, starts, hours) {
            (Some(rung), Some(starts_at), Some(hours)) => {
                let ends_at = Timestamp::from_millis(starts_at.millis() + hours * HOUR_MILLIS);
                if ends_at <= now {
                    return Err(Invalid::new("starts", "out_of_range"));
                }
                Ok(Self { rung, starts_at, ends_at })
            }
            _ => Err(invalid),
        }
    }
}

fn parse_hours(raw: &str) -> Result<i64, Invalid> {
    let hours = raw.trim().parse().map_err(|_| Invalid::new("hours", "malformed"))?;
    if (1..=SHIFT_HOURS_MAX).contains(&hours) {
        Ok(hours)
    } else {
        Err(Invalid::new("hours", "out_of_range"))
    }
}

fn parse_start(raw: &str, zone: &str, now: Timestamp) -> Result<Timestamp, Invalid> {
    let malformed = || Invalid::new("starts", "malformed");
    if raw.trim().is_empty() {
        return Err(Invalid::new("starts", "required"));
    }
    let local: DateTime = raw.trim().parse().map_err(|_| malformed())?;
    let zoned = local.to_zoned(zone_of(zone)).map_err(|_| malformed())?;
    let starts = Timestamp::from_millis(zoned.timestamp().as_millisecond());
    let latest = now.millis() + SHIFT_DAYS_AHEAD_MAX * DAY_MILLIS;
    if starts.millis() > latest { Err(Invalid::new("starts", "out_of_range")) } else { Ok(starts) }
}

/// A time zone by its name; UTC where the name is none.
#[must_use]
pub fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Puts oneself into the rota.
///
/// Refusals: `moderator_only`, `operator_only` for the rung of operators, `too_many_shifts`.
pub fn add_shift(tx: &mut Tx<'_>, actor: &Actor, new: NewShift) -> Result<Id<Shift>> {
    present(tx, actor)?;
    let permit = policy::may_moderate(actor)?;
    if new.rung == Rung::Operator && !actor.operator {
        return Err(Error::Denied("operator_only"));
    }
    if store::shifts(tx)?.len() >= SHIFTS_MAX {
        return Err(Error::Conflict("too_many_shifts"));
    }
    let id = store::add_shift(tx, &permit, new.rung, new.starts_at, new.ends_at)?;
    audit::of_house(tx, actor, "shift_added", "shift", id)?;
    Ok(id)
}

/// Takes an own shift out of the rota.
pub fn remove_shift(tx: &mut Tx<'_>, actor: &Actor, id: Id<Shift>) -> Result<()> {
    let permit = policy::may_moderate(actor)?;
    if !store::remove_shift(tx, &permit, id)? {
        return Err(Error::NotFound);
    }
    audit::of_house(tx, actor, "shift_removed", "shift", id)
}

/// How one wants to be called: time zone and topics left to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    time_zone: String,
    topics_off: Vec<String>,
}

impl Wishes {
    /// # Errors
    /// `time_zone`, `topics_off`: `unknown`.
    pub fn parse(time_zone: &str, topics_off: &[String]) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        if TimeZone::get(time_zone.trim()).is_err() {
            invalid.add("time_zone", "unknown");
        }
        let known = |code: &String| crate::model::Reason::known(code).is_some();
        if !topics_off.iter().all(known) {
            invalid.add("topics_off", "unknown");
        }
        if invalid.problems().is_empty() {
            Ok(Self { time_zone: time_zone.trim().to_owned(), topics_off: topics_off.to_vec() })
        } else {
            Err(invalid)
        }
    }
}

pub fn set_wishes(tx: &mut Tx<'_>, actor: &Actor, wishes: &Wishes) -> Result<()> {
    present(tx, actor)?;
    let permit = policy::may_moderate(actor)?;
    let before = store::wellbeing(tx, permit.by())?;
    let Wishes { time_zone, topics_off } = wishes.clone();
    store::set_wellbeing(tx, permit.by(), &Wellbeing { time_zone, topics_off, ..before })
}

/// Takes oneself off the rota for the rest of a shift. Nobody is asked why.
pub fn step_away(tx: &mut Tx<'_>, actor: &Actor) -> Result<()> {
    let until = Some(tx.now() + HOUR * u32::try_from(REST_HOURS).unwrap_or(u32::MAX));
    set_away(tx, actor, until, "stepped_away")
}

/// Comes back before the time. A rest after an urgent case still lasts.
pub fn come_back(tx: &mut Tx<'_>, actor: &Actor) -> Result<()> {
    set_away(tx, actor, None, "came_back")
}

fn set_away(
    tx: &mut Tx<'_>,
    actor: &Actor,
    until: Option<Timestamp>,
    action: &'static str,
) -> Result<()> {
    present(tx, actor)?;
    let permit = policy::may_moderate(actor)?;
    let before = store::wellbeing(tx, permit.by())?;
    store::set_wellbeing(tx, permit.by(), &Wellbeing { away_until: until, ..before })?;
    audit::of_house(tx, actor, action, "persona", permit.by())
}

/// The rest that everybody takes after an urgent case.
pub fn begin_rest(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let until = tx.now() + HOUR * u32::try_from(REST_HOURS).unwrap_or(u32::MAX);
    let before = store::wellbeing(tx, persona)?;
    store::set_wellbeing(tx, persona, &Wellbeing { rest_until: Some(until), ..before })
}

/// When the shift began in which urgent cases are counted.
#[must_use]
pub fn shift_since(now: Timestamp) -> Timestamp {
    now - HOUR * u32::try_from(SHIFT_HOURS_MAX).unwrap_or(u32::MAX)
}
