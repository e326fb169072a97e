//! The one way by which an organisation comes to be verified or stops to be: its state, its
//! history, and the word of it to everybody who looks after it, in one unit.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, NoticeKind, NoticeRaised, Organisation};

use super::model::{By, Method, OrganisationRow, State};
use super::policy::{Held, MayChange, may_end, may_verify};
use super::{store, timers};
use crate::titles::forms;

/// A check succeeded: it holds for a year from now, also where it held already.
///
/// # Errors
/// `organisation_closed`, `domain_held`, `name_held`, `organisation_changed`.
pub fn verify(
    tx: &mut Tx<'_>,
    organisation: &OrganisationRow,
    method: Method,
    by: By,
    actor: Option<Id<Persona>>,
) -> Result<()> {
    let held = held(tx, organisation)?;
    let permit = may_verify(organisation, method, by, held, tx.now())?;
    change(tx, &permit, actor)?;
    store::organisations::clear_asked(tx, organisation.id)
}

fn held(tx: &mut Tx<'_>, organisation: &OrganisationRow) -> Result<Held> {
    let (id, key) = (organisation.id, &organisation.name_key);
    let others = store::organisations::verified_of_forms(tx, Some(id), &forms(key))?;
    Ok(Held {
        domain: store::organisations::domain_held(tx, &organisation.domain, id)?,
        name: others.iter().any(|other| other.name_key == *key),
    })
}

/// A check ends. Nothing happens where none holds.
///
/// # Errors
/// `organisation_changed`.
pub fn end(
    tx: &mut Tx<'_>,
    organisation: &OrganisationRow,
    to: State,
    by: By,
    actor: Option<Id<Persona>>,
) -> Result<()> {
    match may_end(organisation, to, by) {
        Some(permit) => change(tx, &permit, actor),
        None => Ok(()),
    }
}

fn change(tx: &mut Tx<'_>, permit: &MayChange, actor: Option<Id<Persona>>) -> Result<()> {
    store::organisations::set_state(tx, permit)?;
    let id = permit.organisation();
    store::changes::add(tx, id, permit.to(), permit.by(), permit.method())?;
    tell_stewards(tx, id, actor)?;
    timers::set(tx, id)
}

/// Tells everybody who looks after it, but not who did it.
pub fn tell_stewards(
    tx: &mut Tx<'_>,
    id: Id<Organisation>,
    actor: Option<Id<Persona>>,
) -> Result<()> {
    for steward in store::stewards::of(tx, id)? {
        if !steward.is_invited && Some(steward.persona) != actor {
            tell(tx, steward.persona, NoticeKind::OrganisationChanged, None, id)?;
        }
    }
    Ok(())
}

/// A notice to somebody about an organisation.
pub fn tell(
    tx: &mut Tx<'_>,
    to: Id<Persona>,
    kind: NoticeKind,
    by: Option<Id<Persona>>,
    id: Id<Organisation>,
) -> Result<()> {
    let about = About { kind: AboutKind::Organisation, id: id.get() };
    outbox::emit(tx, &NoticeRaised { to, kind, by, about })
}
