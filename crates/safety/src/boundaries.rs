//! What a professional lets come near. `commons` asks `may_reply` before it takes a reply, and
//! `notify` asks `quiet_until` before it tells somebody.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Invalid, Persona, Result, Timestamp};

use crate::duty::zone_of;
use crate::limits::{REDIRECT_CHARS_MAX, SHIELD_HOURS_MAX};
use crate::present::present;
use crate::store;

const HOUR_MILLIS: i64 = 3_600_000;

/// Hours of the day, from and to, past midnight where `to` comes before `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: u32,
    to: u32,
}

impl QuietHours {
    /// `None` where an hour is none, or both are the same.
    #[must_use]
    pub const fn of(from: u32, to: u32) -> Option<Self> {
        if from < 24 && to < 24 && from != to { Some(Self { from, to }) } else { None }
    }

    #[must_use]
    pub const fn from(self) -> u32 {
        self.from
    }

    #[must_use]
    pub const fn to(self) -> u32 {
        self.to
    }

    #[must_use]
    pub const fn holds(self, hour: u32) -> bool {
        if self.from < self.to {
            self.from <= hour && hour < self.to
        } else {
            hour >= self.from || hour < self.to
        }
    }
}

/// What one persona lets come near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundaries {
    /// People they do not follow may reply.
    pub strangers: bool,
    /// What strangers read instead: where to ask.
    pub redirect: String,
    /// A path of ours or an `https` address; may be empty.
    pub redirect_url: String,
    /// Until then only people they follow reply, whoever they are.
    pub shield_until: Option<Timestamp>,
    pub quiet: Option<QuietHours>,
    /// IANA name, for the quiet hours.
    pub time_zone: String,
}

impl Default for Boundaries {
    fn default() -> Self {
        Self {
            strangers: true,
            redirect: String::new(),
            redirect_url: String::new(),
            shield_until: None,
            quiet: None,
            time_zone: "UTC".to_owned(),
        }
    }
}

impl Boundaries {
    /// Where others ask instead: the page of help where the persona names none.
    #[must_use]
    pub fn link(&self) -> &str {
        if self.redirect_url.is_empty() { "/help" } else { &self.redirect_url }
    }

    #[must_use]
    pub fn is_shielded(&self, now: Timestamp) -> bool {
        self.shield_until.is_some_and(|end| now < end)
    }

    /// Whether notices wait.
    #[must_use]
    pub fn is_quiet(&self, now: Timestamp) -> bool {
        let hour = now.to_jiff().to_zoned(zone_of(&self.time_zone)).hour();
        self.quiet.is_some_and(|quiet| quiet.holds(u32::from(hour.unsigned_abs())))
    }

    /// When the quiet hours that hold now are over; `None` where none hold.
    #[must_use]
    pub fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        let quiet = self.quiet.filter(|_| self.is_quiet(now))?;
        let here = now.to_jiff().to_zoned(zone_of(&self.time_zone));
        let hour = i8::try_from(quiet.to()).ok()?;
        let today = here.date();
        let ends = [Some(today), today.tomorrow().ok()].into_iter().flatten().filter_map(|day| {
            let end = day.at(hour, 0, 0, 0).to_zoned(here.time_zone().clone()).ok()?;
            Some(Timestamp::from_millis(end.timestamp().as_millisecond()))
        });
        ends.into_iter().find(|end| now < *end)
    }
}

/// Whether somebody may reply to what a persona with these boundaries wrote. `is_followed`: the
/// persona follows who replies, or is the same.
///
/// Refusals: `replies_shielded`, `replies_no_strangers`.
pub fn may_reply(of: &Boundaries, is_followed: bool, now: Timestamp) -> Result<()> {
    match is_followed {
        true => Ok(()),
        false if of.is_shielded(now) => Err(Error::Denied("replies_shielded")),
        false if !of.strangers => Err(Error::Denied("replies_no_strangers")),
        false => Ok(()),
    }
}

/// The boundaries of a persona; open ones where it set none.
pub fn boundaries_of(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Boundaries> {
    Ok(store::boundaries::of(tx, persona)?.unwrap_or_default())
}

/// Set what comes near oneself.
#[derive(Debug, Clone, Copy)]
pub struct MaySetBoundaries(Id<Persona>);

impl MaySetBoundaries {
    #[must_use]
    pub const fn persona(self) -> Id<Persona> {
        self.0
    }
}

/// What the form said, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    boundaries: Boundaries,
    /// A new shield of so many hours; 0 ends it, `None` leaves it.
    shield_hours: Option<i64>,
}

/// The form's fields as they came.
#[derive(Debug, Clone, Copy, Default)]
pub struct Fields<'a> {
    pub strangers: bool,
    pub redirect: &'a str,
    pub redirect_url: &'a str,
    pub shield_hours: &'a str,
    pub quiet_from: &'a str,
    pub quiet_to: &'a str,
    pub time_zone: &'a str,
}

impl Change {
    /// # Errors
    /// All that is wrong with the fields.
    pub fn parse(fields: &Fields<'_>) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let redirect = invalid.take(parse_redirect(fields.redirect));
        let redirect_url = invalid.take(parse_url(fields.redirect_url));
        let shield_hours = invalid.take(parse_shield(fields.shield_hours));
        let quiet = invalid.take(parse_quiet(fields.quiet_from, fields.quiet_to));
        let time_zone = invalid.take(parse_zone(fields.time_zone));
        let parts = (redirect, redirect_url, shield_hours, quiet, time_zone);
        let (Some(redirect), Some(redirect_url), Some(shield_hours), Some(quiet), Some(time_zone)) =
            parts
        else {
            return Err(invalid);
        };
        let strangers = fields.strangers;
        let boundaries =
            Boundaries { strangers, redirect, redirect_url, shield_until: None, quiet, time_zone };
        Ok(Self { boundaries, shield_hours })
    }
}

fn parse_redirect(raw: &str) -> Result<String, Invalid> {
    if raw.trim().is_empty() {
        return Ok(String::new());
    }
    commonround_text::clean_block(raw, REDIRECT_CHARS_MAX)
        .map_err(|why| Invalid::new("redirect", why))
}

/// A path of ours, or an address over TLS.
fn parse_url(raw: &str) -> Result<String, Invalid> {
    let raw = raw.trim();
    let is_path = raw.starts_with('/') && !raw.starts_with("//") && !raw.contains('\\');
    let is_address = url::Url::parse(raw).is_ok_and(|url| url.scheme() == "https");
    let is_short = raw.chars().count() <= REDIRECT_CHARS_MAX;
    match raw {
        "" => Ok(String::new()),
        _ if !is_short => Err(Invalid::new("redirect_url", "too_long")),
        _ if is_path || is_address => Ok(raw.to_owned()),
        _ => Err(Invalid::new("redirect_url", "malformed")),
    }
}

fn parse_shield(raw: &str) -> Result<Option<i64>, Invalid> {
    if raw.trim().is_empty() {
        return Ok(None);
    }
    let hours = raw.trim().parse().map_err(|_| Invalid::new("shield_hours", "malformed"))?;
    if (0..=SHIELD_HOURS_MAX).contains(&hours) {
        Ok(Some(hours))
    } else {
        Err(Invalid::new("shield_hours", "out_of_range"))
    }
}

fn parse_quiet(from: &str, to: &str) -> Result<Option<QuietHours>, Invalid> {
    let hour = |field: &str, raw: &str| {
        raw.trim().parse::<u32>().map_err(|_| Invalid::new(field, "malformed"))
    };
    if from.trim().is_empty() && to.trim().is_empty() {
        return Ok(None);
    }
    let (from, to) = (hour("quiet_from", from)?, hour("quiet_to", to)?);
    QuietHours::of(from, to).map(Some).ok_or_else(|| Invalid::new("quiet_to", "out_of_range"))
}

fn parse_zone(raw: &str) -> Result<String, Invalid> {
    let name = if raw.trim().is_empty() { "UTC" } else { raw.trim() };
    match jiff::tz::TimeZone::get(name) {
        Ok(_) => Ok(name.to_owned()),
        Err(_) => Err(Invalid::new("time_zone", "unknown")),
    }
}

/// Sets one's own boundaries.
pub fn set_boundaries(tx: &mut Tx<'_>, actor: &Actor, change: &Change) -> Result<Boundaries> {
    present(tx, actor)?;
    let (before, now) = (boundaries_of(tx, actor.persona)?, tx.now());
    let shield_until = match change.shield_hours {
        None => before.shield_until.filter(|end| now < *end),
        Some(0) => None,
        Some(hours) => Some(Timestamp::from_millis(now.millis() + hours * HOUR_MILLIS)),
    };
    let new = Boundaries { shield_until, ..change.boundaries.clone() };
    store::boundaries::set(tx, MaySetBoundaries(actor.persona), &new)?;
    Ok(new)
}
