use std::time::Duration;

use commonround_db::{Tx, jobs};
use commonround_kernel::{Actor, Error, Id, Invalid, Persona, Result, Timestamp};

use super::limits::{MUTE_DAYS_MAX, MUTES_MAX};
use super::policy::{self, Relation};
use super::timers::MUTE_END;
use super::{relations, store};
use crate::present::present;

const DAY_SECS: u64 = 24 * 60 * 60;

/// When a mute ends: never, or at a moment after now and within `MUTE_DAYS_MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MuteEnd(Option<Timestamp>);

impl MuteEnd {
    pub const NEVER: Self = Self(None);

    pub fn after_days(now: Timestamp, days: i64) -> Result<Self, Invalid> {
        match u64::try_from(days) {
            Ok(count) if count >= 1 && days <= MUTE_DAYS_MAX => {
                Ok(Self(Some(now + Duration::from_secs(count * DAY_SECS))))
            }
            _ => Err(Invalid::new("days", "out_of_range")),
        }
    }

    pub fn at(now: Timestamp, end: Timestamp) -> Result<Self, Invalid> {
        let longest = Duration::from_secs(MUTE_DAYS_MAX.unsigned_abs() * DAY_SECS);
        if end <= now || end > now + longest {
            return Err(Invalid::new("expires_at", "out_of_range"));
        }
        Ok(Self(Some(end)))
    }
}

/// Hides a persona from the actor's timelines, for good or until a moment. The other notices
/// nothing. Muting again gives the mute its new end.
///
/// Refusals: `mute_self`, `too_many_mutes`.
pub fn mute_persona(
    tx: &mut Tx<'_>,
    actor: &Actor,
    target: Id<Persona>,
    end: MuteEnd,
) -> Result<Relation> {
    present(tx, actor)?;
    let permit = policy::may_mute(actor, target)?;
    if !relations::of(tx, actor.persona, target)?.muting
        && store::mutes::count(tx, actor.persona)? >= MUTES_MAX
    {
        return Err(Error::Conflict("too_many_mutes"));
    }
    let mute = store::mutes::upsert(tx, permit, end.0)?;
    match end.0 {
        Some(at) => jobs::schedule(tx, MUTE_END, mute.get(), &(), at)?,
        None => {
            jobs::cancel(tx, MUTE_END, mute.get())?;
        }
    }
    relations::of(tx, actor.persona, target)
}

/// Takes the mute back. Where there is none, nothing changes.
pub fn unmute_persona(tx: &mut Tx<'_>, actor: &Actor, target: Id<Persona>) -> Result<Relation> {
    present(tx, actor)?;
    let permit = policy::may_unmute(actor, target)?;
    if let Some(mute) = store::mutes::delete(tx, permit)? {
        jobs::cancel(tx, MUTE_END, mute.get())?;
    }
    relations::of(tx, actor.persona, target)
}
