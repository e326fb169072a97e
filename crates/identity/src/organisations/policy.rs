//! Who may do what with an organisation and with what it says. Pure functions that hand out
//! permits; the store writes nothing without one.

use commonround_kernel::{Actor, Error, Id, Persona, Result, Scope, Timestamp};
use commonround_vocabulary::{Attestation, Organisation};

use super::limits::{
    ATTESTATIONS_HELD_MAX, CHECK_LIFE, DECLINED_LIFE, OFFER_LIFE, OFFERS_A_DAY_MAX, STEWARDED_MAX,
    STEWARDS_MAX,
};
use super::model::{
    AttestationRow, AttestationState, By, Method, OrganisationRow, State, StewardRow,
};

macro_rules! permits {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* })*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name { $($field: $kind),* }

        impl $name {
            $(#[must_use] pub const fn $field(&self) -> $kind { self.$field })*
        }
    )* };
}

permits! {
    /// The persona may found another organisation.
    MayFound { persona: Id<Persona> }
    /// The persona looks after this organisation, which is open.
    MayManage { organisation: Id<Organisation>, persona: Id<Persona> }
    /// The persona may be asked to look after the organisation.
    MayInvite { organisation: Id<Organisation>, persona: Id<Persona> }
    /// The persona may answer to that.
    MayJoin { organisation: Id<Organisation>, persona: Id<Persona> }
    /// The persona may stop looking after the organisation.
    MayLeave { organisation: Id<Organisation>, persona: Id<Persona> }
    /// An organisation may go from one state to another.
    MayChange { organisation: Id<Organisation>, from: State, to: State, by: By, method: Option<Method>, until: Option<Timestamp> }
    /// The organisation may say something about the persona, once it agrees.
    MayOffer { organisation: Id<Organisation>, persona: Id<Persona> }
    /// An attestation may go from one state to another.
    MaySettle { attestation: Id<Attestation>, from: AttestationState, to: AttestationState }
    /// The officer may decide about this organisation.
    MayDecide { organisation: Id<Organisation> }
}

fn require(actor: &Actor) -> Result<()> {
    actor.require(Scope::Write)?;
    actor.require_confirmed()
}

/// A confirmed person who does not look after too many yet.
///
/// # Errors
/// `scope_missing`, `email_unconfirmed`, `too_many_organisations`.
pub fn may_found(actor: &Actor, stewarded: usize) -> Result<MayFound> {
    require(actor)?;
    if stewarded >= STEWARDED_MAX {
        return Err(Error::Conflict("too_many_organisations"));
    }
    Ok(MayFound { persona: actor.persona })
}

/// Its stewards only; to others its settings do not exist.
///
/// # Errors
/// `NotFound`, `organisation_closed`.
pub fn may_manage(
    actor: &Actor,
    organisation: &OrganisationRow,
    stewards: &[StewardRow],
) -> Result<MayManage> {
    require(actor)?;
    if !is_steward(actor.persona, stewards) {
        return Err(Error::NotFound);
    }
    if organisation.state == State::Closed {
        return Err(Error::Gone("organisation_closed"));
    }
    Ok(MayManage { organisation: organisation.id, persona: actor.persona })
}

#[must_use]
pub fn is_steward(persona: Id<Persona>, stewards: &[StewardRow]) -> bool {
    stewards.iter().any(|one| one.persona == persona && !one.is_invited)
}

/// Somebody who was not asked yet.
///
/// # Errors
/// `steward_already`, `too_many_stewards`.
pub fn may_invite(
    manage: &MayManage,
    persona: Id<Persona>,
    stewards: &[StewardRow],
) -> Result<MayInvite> {
    if stewards.iter().any(|one| one.persona == persona) {
        return Err(Error::Conflict("steward_already"));
    }
    if stewards.len() >= STEWARDS_MAX {
        return Err(Error::Conflict("too_many_stewards"));
    }
    Ok(MayInvite { organisation: manage.organisation, persona })
}

/// Whoever was asked.
///
/// # Errors
/// `NotFound`; `organisation_closed`; `too_many_organisations`.
pub fn may_join(
    actor: &Actor,
    organisation: &OrganisationRow,
    stewards: &[StewardRow],
    stewarded: usize,
) -> Result<MayJoin> {
    require(actor)?;
    if !stewards.iter().any(|one| one.persona == actor.persona && one.is_invited) {
        return Err(Error::NotFound);
    }
    if organisation.state == State::Closed {
        return Err(Error::Gone("organisation_closed"));
    }
    if stewarded >= STEWARDED_MAX {
        return Err(Error::Conflict("too_many_organisations"));
    }
    Ok(MayJoin { organisation: organisation.id, persona: actor.persona })
}

/// A steward while another one stays, and whoever was only asked.
///
/// # Errors
/// `NotFound`; `last_steward`.
pub fn may_leave(
    actor: &Actor,
    organisation: Id<Organisation>,
    stewards: &[StewardRow],
) -> Result<MayLeave> {
    actor.require(Scope::Write)?;
    let mine = stewards.iter().find(|one| one.persona == actor.persona);
    let mine = mine.ok_or(Error::NotFound)?;
    let others = stewards.iter().filter(|one| !one.is_invited && one.persona != actor.persona);
    if !mine.is_invited && others.count() == 0 {
        return Err(Error::Conflict("last_steward"));
    }
    Ok(MayLeave { organisation, persona: actor.persona })
}

/// A check succeeded. One domain belongs to one verified organisation, and one name too.
///
/// # Errors
/// `organisation_closed`, `domain_held`, `name_held`.
pub fn may_verify(
    organisation: &OrganisationRow,
    method: Method,
    by: By,
    held: Held,
    now: Timestamp,
) -> Result<MayChange> {
    if organisation.state == State::Closed {
        return Err(Error::Gone("organisation_closed"));
    }
    if held.domain && method.is_of_domain() {
        return Err(Error::Conflict("domain_held"));
    }
    if held.name {
        return Err(Error::Conflict("name_held"));
    }
    let until = Some(now + CHECK_LIFE);
    let (from, to) = (organisation.state, State::Verified);
    Ok(MayChange { organisation: organisation.id, from, to, by, method: Some(method), until })
}

/// What another verified organisation has already.
#[derive(Debug, Clone, Copy, Default)]
pub struct Held {
    pub domain: bool,
    pub name: bool,
}

/// Whatever ends a check. `None` where nothing changes.
#[must_use]
pub fn may_end(organisation: &OrganisationRow, to: State, by: By) -> Option<MayChange> {
    let from = organisation.state;
    let ends = match to {
        State::Closed => from != State::Closed,
        State::Lapsed | State::Revoked | State::Unverified => from == State::Verified,
        State::Verified => false,
    };
    let id = organisation.id;
    ends.then_some(MayChange { organisation: id, from, to, by, method: None, until: None })
}

/// Officers only, and never about what they look after themselves.
///
/// # Errors
/// `officer_only`, `own_case`, `organisation_closed`.
pub fn may_decide(
    actor: &Actor,
    organisation: &OrganisationRow,
    stewards: &[StewardRow],
) -> Result<MayDecide> {
    actor.require(Scope::Write)?;
    if !actor.officer {
        return Err(Error::Denied("officer_only"));
    }
    if stewards.iter().any(|one| one.persona == actor.persona) {
        return Err(Error::Denied("own_case"));
    }
    if organisation.state == State::Closed {
        return Err(Error::Gone("organisation_closed"));
    }
    Ok(MayDecide { organisation: organisation.id })
}

/// A steward of a verified organisation, about somebody else, who is left in peace for a while
/// after they declined.
///
/// # Errors
/// `organisation_unverified`, `attest_self`, `attestation_exists`, `attestation_declined`,
/// `too_many_attestations`; `limited` where the organisation has offered a lot today.
pub fn may_offer(
    manage: &MayManage,
    organisation: &OrganisationRow,
    persona: Id<Persona>,
    theirs: &[AttestationRow],
    offered_today: usize,
    now: Timestamp,
) -> Result<MayOffer> {
    if !organisation.is_verified(now) {
        return Err(Error::Conflict("organisation_unverified"));
    }
    if manage.persona == persona {
        return Err(Error::Denied("attest_self"));
    }
    let open = |row: &AttestationRow| row.stands(now) || row.is_offered(now);
    let ours = || theirs.iter().filter(|row| row.organisation == organisation.id);
    if ours().any(open) {
        return Err(Error::Conflict("attestation_exists"));
    }
    let declined = |row: &AttestationRow| {
        row.state == AttestationState::Declined
            && row.answered_at.is_some_and(|at| now < at + DECLINED_LIFE)
    };
    if ours().any(declined) {
        return Err(Error::Conflict("attestation_declined"));
    }
    if theirs.iter().filter(|row| open(row)).count() >= ATTESTATIONS_HELD_MAX {
        return Err(Error::Conflict("too_many_attestations"));
    }
    if offered_today >= OFFERS_A_DAY_MAX {
        return Err(Error::Conflict("too_many_offers"));
    }
    Ok(MayOffer { organisation: organisation.id, persona })
}

/// Whom it is about, while the offer waits.
///
/// # Errors
/// `NotFound`; `attestation_answered`, `offer_expired`.
pub fn may_answer(
    actor: &Actor,
    row: &AttestationRow,
    accepts: bool,
    now: Timestamp,
) -> Result<MaySettle> {
    actor.require(Scope::Write)?;
    if row.persona != actor.persona {
        return Err(Error::NotFound);
    }
    if row.state != AttestationState::Offered {
        return Err(Error::Conflict("attestation_answered"));
    }
    if now >= row.offered_at + OFFER_LIFE {
        return Err(Error::Gone("offer_expired"));
    }
    let to = if accepts { AttestationState::Accepted } else { AttestationState::Declined };
    Ok(MaySettle { attestation: row.id, from: row.state, to })
}

/// Either side, at any time.
///
/// # Errors
/// `NotFound`; `attestation_ended`.
pub fn may_withdraw(
    actor: &Actor,
    row: &AttestationRow,
    stewards: &[StewardRow],
) -> Result<MaySettle> {
    actor.require(Scope::Write)?;
    if row.persona != actor.persona && !is_steward(actor.persona, stewards) {
        return Err(Error::NotFound);
    }
    match row.state {
        AttestationState::Offered if row.persona == actor.persona => Err(Error::NotFound),
        AttestationState::Offered | AttestationState::Accepted => {
            let to = AttestationState::Withdrawn;
            Ok(MaySettle { attestation: row.id, from: row.state, to })
        }
        _ => Err(Error::Conflict("attestation_ended")),
    }
}
