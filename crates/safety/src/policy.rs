//! Who may do what. Pure functions that hand out permits; the store writes nothing without one.

use std::time::Duration;

use commonround_identity::two_person::Accepted;
use commonround_kernel::{Account, Actor, Error, Id, KeyRing, Persona, Result, Timestamp};
use commonround_vocabulary::{Appeal, Case, Sanction};

use crate::limits::{APPEAL_DAYS, RED_A_SHIFT_MAX};
use crate::model::{AppealState, CaseState, Level, MeasureState, Subject};
use crate::store::appeals::AppealRow;
use crate::store::cases::CaseRow;
use crate::store::duty::Wellbeing;
use crate::store::measures::MeasureRow;

const KEY_PURPOSE: &str = "safety.moderator";
const DAY: Duration = Duration::from_secs(86_400);

/// File a report about a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayReport {
    reporter: Id<Persona>,
    subject: Subject,
}

impl MayReport {
    #[must_use]
    pub const fn reporter(&self) -> Id<Persona> {
        self.reporter
    }

    #[must_use]
    pub const fn subject(&self) -> Subject {
        self.subject
    }
}

/// Blocks stand in nobody's way here: whoever hurts others would only have to block them first.
pub fn may_report(actor: &Actor, subject: Subject) -> Result<MayReport> {
    actor.require_confirmed()?;
    if actor.persona == subject.persona {
        return Err(Error::Denied("report_self"));
    }
    Ok(MayReport { reporter: actor.persona, subject })
}

/// Look after the commons: the rota, the watched words.
#[derive(Debug)]
pub struct MayModerate(Id<Persona>);

impl MayModerate {
    #[must_use]
    pub const fn by(&self) -> Id<Persona> {
        self.0
    }
}

pub fn may_moderate(actor: &Actor) -> Result<MayModerate> {
    if actor.moderator || actor.operator {
        Ok(MayModerate(actor.persona))
    } else {
        Err(Error::Denied("moderator_only"))
    }
}

/// Read all that a case holds.
#[derive(Debug)]
pub struct MayLook {
    by: Id<Persona>,
    case: Id<Case>,
}

impl MayLook {
    #[must_use]
    pub const fn by(&self) -> Id<Persona> {
        self.by
    }

    #[must_use]
    pub const fn case(&self) -> Id<Case> {
        self.case
    }
}

/// Nobody looks into a case about themselves: who reported stays unknown to them.
pub fn may_look(actor: &Actor, case: &CaseRow) -> Result<MayLook> {
    let MayModerate(by) = may_moderate(actor)?;
    if case.subject.persona == by {
        return Err(Error::Denied("own_case"));
    }
    Ok(MayLook { by, case: case.id })
}

/// Change a case that is not closed.
#[derive(Debug)]
pub struct MayWork {
    by: Id<Persona>,
    key: Vec<u8>,
    case: Id<Case>,
}

impl MayWork {
    #[must_use]
    pub const fn by(&self) -> Id<Persona> {
        self.by
    }

    /// Tells this moderator's acts in this case from another's, whatever persona they speak through.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    #[must_use]
    pub const fn case(&self) -> Id<Case> {
        self.case
    }
}

pub fn may_work(keys: &KeyRing, actor: &Actor, case: &CaseRow) -> Result<MayWork> {
    let look = may_look(actor, case)?;
    if case.state == CaseState::Closed {
        return Err(Error::Conflict("case_closed"));
    }
    Ok(MayWork { by: look.by, key: key_of(keys, actor, case.id), case: case.id })
}

/// Lift a measure, also after its case was closed.
pub fn may_lift(keys: &KeyRing, actor: &Actor, case: &CaseRow) -> Result<MayWork> {
    let look = may_look(actor, case)?;
    Ok(MayWork { by: look.by, key: key_of(keys, actor, case.id), case: case.id })
}

/// Set the level of a case.
#[derive(Debug)]
pub struct MaySetLevel(Id<Case>);

impl MaySetLevel {
    #[must_use]
    pub const fn case(&self) -> Id<Case> {
        self.0
    }
}

/// Whoever has the case raises it, and lowers what is not urgent; to lower RED or BLACK takes two.
pub fn may_set_level(permit: &MayWork, case: &CaseRow, level: Level) -> Option<MaySetLevel> {
    let takes_two = level < case.level && case.level.is_urgent();
    (!takes_two).then_some(MaySetLevel(permit.case))
}

/// A second moderator agreed to the level that was proposed.
pub fn may_lower_as_agreed(case: &CaseRow, agreed: &Accepted) -> Result<MaySetLevel> {
    let waits = case.lower.as_ref().is_some_and(|lower| lower.proposal == agreed.proposal);
    if case.state == CaseState::Closed {
        return Err(Error::Conflict("case_closed"));
    }
    if waits { Ok(MaySetLevel(case.id)) } else { Err(Error::Conflict("nothing_to_second")) }
}

/// Tells the second's acts in this case from another's.
#[must_use]
pub fn key_of_account(keys: &KeyRing, account: Id<Account>, case: Id<Case>) -> Vec<u8> {
    keys.mac(KEY_PURPOSE, &key_data(account, case)).to_vec()
}

fn key_of(keys: &KeyRing, actor: &Actor, case: Id<Case>) -> Vec<u8> {
    key_of_account(keys, actor.account, case)
}

fn is_key_of(keys: &KeyRing, actor: &Actor, case: Id<Case>, key: &[u8]) -> bool {
    keys.verify(KEY_PURPOSE, &key_data(actor.account, case), key)
}

fn key_data(account: Id<Account>, case: Id<Case>) -> [u8; 16] {
    let mut data = [0; 16];
    data[..8].copy_from_slice(&account.get().to_be_bytes());
    data[8..].copy_from_slice(&case.get().to_be_bytes());
    data
}

/// The limits that keep moderators well: a rest after an urgent case, and only so many a shift.
/// `taken` is how many urgent cases they took on in this shift.
pub fn may_take_on(level: Level, how: &Wellbeing, taken: usize, now: Timestamp) -> Result<()> {
    if !level.is_urgent() {
        return Ok(());
    }
    if how.rest_until.is_some_and(|end| now < end) {
        return Err(Error::Denied("resting"));
    }
    if how.away_until.is_some_and(|end| now < end) {
        return Err(Error::Denied("stepped_away"));
    }
    if taken >= RED_A_SHIFT_MAX { Err(Error::Denied("red_limit")) } else { Ok(()) }
}

/// Ask for another look at a measure against oneself.
#[derive(Debug)]
pub struct MayAppeal {
    measure: Id<Sanction>,
    case: Id<Case>,
}

impl MayAppeal {
    #[must_use]
    pub const fn measure(&self) -> Id<Sanction> {
        self.measure
    }

    #[must_use]
    pub const fn case(&self) -> Id<Case> {
        self.case
    }
}

/// When the time to appeal is over; `None` where the measure never began.
#[must_use]
pub fn appeal_until(measure: &MeasureRow) -> Option<Timestamp> {
    let days = u32::try_from(APPEAL_DAYS).unwrap_or(u32::MAX);
    measure.began_at.map(|began| began + DAY * days)
}

/// The person it is against, within its time, once; to anybody else the measure does not exist.
pub fn may_appeal(
    actor: &Actor,
    measure: &MeasureRow,
    before: Option<&AppealRow>,
    now: Timestamp,
) -> Result<MayAppeal> {
    let until = appeal_until(measure);
    let Some(until) = until.filter(|_| measure.subject.persona == actor.persona) else {
        return Err(Error::NotFound);
    };
    if before.is_some() {
        return Err(Error::Conflict("appeal_made"));
    }
    if measure.state == MeasureState::Lifted {
        return Err(Error::Conflict("measure_not_active"));
    }
    if now >= until {
        return Err(Error::Gone("appeal_over"));
    }
    Ok(MayAppeal { measure: measure.id, case: measure.case })
}

/// Decide an appeal.
#[derive(Debug)]
pub struct MayRule {
    appeal: Id<Appeal>,
    by: Id<Persona>,
}

impl MayRule {
    #[must_use]
    pub const fn appeal(&self) -> Id<Appeal> {
        self.appeal
    }

    #[must_use]
    pub const fn by(&self) -> Id<Persona> {
        self.by
    }
}

/// A moderator who neither took the measure nor agreed to it.
pub fn may_rule(
    keys: &KeyRing,
    actor: &Actor,
    appeal: &AppealRow,
    measure: &MeasureRow,
) -> Result<MayRule> {
    let MayModerate(by) = may_moderate(actor)?;
    if measure.subject.persona == by {
        return Err(Error::Denied("own_case"));
    }
    if appeal.state != AppealState::Open {
        return Err(Error::Conflict("appeal_decided"));
    }
    let took_part = [&measure.by_key, &measure.second_key];
    let took_part = took_part.into_iter().flatten();
    if took_part.into_iter().any(|key| is_key_of(keys, actor, measure.case, key)) {
        return Err(Error::Denied("appeal_needs_another"));
    }
    Ok(MayRule { appeal: appeal.id, by })
}
