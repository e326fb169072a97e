//! Who may do what with a notice. Pure.

use commonround_kernel::{Actor, Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Interim;

use super::model::{InterimState, Signed, StoredInterim};
use crate::limits::INTERIM_A_DAY_MAX;

/// A professional by a credential that counts now.
#[derive(Debug, Clone, Copy)]
pub struct Professional<'a> {
    pub persona: Id<Persona>,
    /// The person behind all their personas.
    pub person: i64,
    pub profession: &'a str,
}

/// # Errors
/// `not_verified`.
pub fn professional<'a>(
    actor: &Actor,
    person: i64,
    profession: Option<&'a str>,
) -> Result<Professional<'a>> {
    let profession = profession.ok_or(Error::Denied("not_verified"))?;
    Ok(Professional { persona: actor.persona, person, profession })
}

/// What a status says and has had.
#[derive(Debug, Clone)]
pub struct Danger {
    pub status_author: Id<Persona>,
    /// `None` where it says nothing dangerous.
    pub class: Option<&'static str>,
    pub has_running: bool,
    /// This person placed one here before.
    pub was_theirs: bool,
    /// Notices this person placed in 24 hours.
    pub placed_today: usize,
}

/// Permit to place a notice.
#[derive(Debug)]
pub struct MayPlace {
    pub(super) by: Signed,
    pub(super) person: i64,
    pub(super) class: &'static str,
}

/// One that lapsed is not placed again by the same person: the hour would mean nothing.
///
/// # Errors
/// `notice_on_own_status`, `no_danger`, `interim_exists`, `interim_used`, `too_many_interims`.
pub fn may_place(by: Professional<'_>, danger: &Danger, now: Timestamp) -> Result<MayPlace> {
    if danger.status_author == by.persona {
        return Err(Error::Denied("notice_on_own_status"));
    }
    let class = danger.class.ok_or(Error::Denied("no_danger"))?;
    if danger.has_running {
        return Err(Error::Conflict("interim_exists"));
    }
    if danger.was_theirs {
        return Err(Error::Conflict("interim_used"));
    }
    if danger.placed_today >= INTERIM_A_DAY_MAX {
        return Err(Error::Conflict("too_many_interims"));
    }
    let (persona, profession) = (by.persona, by.profession.to_owned());
    Ok(MayPlace { by: Signed { persona, profession, at: now }, person: by.person, class })
}

/// Permit to sign a notice as the second.
#[derive(Debug)]
pub struct MaySign {
    pub(super) notice: Id<Interim>,
    pub(super) by: Signed,
}

/// `placer_counts`: the credential of the one who placed it still does.
///
/// # Errors
/// `interim_signed`, `interim_over`, `notice_on_own_status`, `own_interim`, `same_profession`.
pub fn may_sign(
    by: Professional<'_>,
    notice: &StoredInterim,
    placer_counts: bool,
    now: Timestamp,
) -> Result<MaySign> {
    if notice.state == InterimState::Signed {
        return Err(Error::Conflict("interim_signed"));
    }
    if !notice.is_shown(now) || !placer_counts {
        return Err(Error::Conflict("interim_over"));
    }
    if notice.status_author == by.persona {
        return Err(Error::Denied("notice_on_own_status"));
    }
    if notice.placer == by.person {
        return Err(Error::Denied("own_interim"));
    }
    if notice.placed.profession == by.profession {
        return Err(Error::Denied("same_profession"));
    }
    let (persona, profession) = (by.persona, by.profession.to_owned());
    Ok(MaySign { notice: notice.id, by: Signed { persona, profession, at: now } })
}

/// Permit to end a notice.
#[derive(Debug)]
pub struct MayEnd {
    pub(super) notice: Id<Interim>,
    pub(super) state: InterimState,
    pub(super) by: Option<Id<Persona>>,
}

/// Who signed it takes it back; moderators take it away.
///
/// # Errors
/// `interim_over`, `not_signer`.
pub fn may_end(actor: &Actor, notice: &StoredInterim) -> Result<MayEnd> {
    if !notice.state.is_running() {
        return Err(Error::Conflict("interim_over"));
    }
    let second = notice.countersigned.as_ref().map(|signed| signed.persona);
    let has_signed = actor.persona == notice.placed.persona || Some(actor.persona) == second;
    let state = match (has_signed, actor.moderator) {
        (true, _) => InterimState::Withdrawn,
        (false, true) => InterimState::Removed,
        (false, false) => return Err(Error::Denied("not_signer")),
    };
    Ok(MayEnd { notice: notice.id, state, by: Some(actor.persona) })
}

/// What the clock does to a notice, if anything.
#[must_use]
pub fn ends_by_itself(notice: &StoredInterim, now: Timestamp) -> Option<MayEnd> {
    let state = match notice.state {
        _ if now < notice.ends_at => return None,
        InterimState::Placed => InterimState::Lapsed,
        InterimState::Signed => InterimState::Ended,
        _ => return None,
    };
    Some(MayEnd { notice: notice.id, state, by: None })
}

/// A credential of somebody who signed it counts no longer.
#[must_use]
pub fn is_void(notice: &StoredInterim) -> Option<MayEnd> {
    let end = MayEnd { notice: notice.id, state: InterimState::Void, by: None };
    notice.state.is_running().then_some(end)
}
