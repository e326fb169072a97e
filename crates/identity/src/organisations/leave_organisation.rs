use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Persona, Result};

use super::change_standing::end;
use super::model::{By, State};
use super::reads::{managed, open};
use super::{policy, store};
use crate::identity::Identity;

/// Stops looking after an organisation, or declines to begin.
///
/// # Errors
/// `NotFound`, `organisation_closed`; `last_steward`.
pub async fn leave_organisation(identity: &Identity, actor: &Actor, handle: &str) -> Result<()> {
    let (actor, handle) = (actor.clone(), handle.to_owned());
    let leave = move |tx: &mut Tx<'_>| {
        let organisation = open(tx, &handle)?;
        let stewards = store::stewards::of(tx, organisation.id)?;
        let permit = policy::may_leave(&actor, organisation.id, &stewards)?;
        store::stewards::leave(tx, &permit)
    };
    identity.db().write(leave).await
}

/// Closes an organisation for good: its page and what it says are gone, its handle stays taken.
///
/// # Errors
/// `NotFound`, `organisation_closed`.
pub async fn close_organisation(identity: &Identity, actor: &Actor, handle: &str) -> Result<()> {
    let (actor, handle) = (actor.clone(), handle.to_owned());
    let close = move |tx: &mut Tx<'_>| {
        let (organisation, _) = managed(tx, &actor, &handle)?;
        end(tx, &organisation, State::Closed, By::Steward, Some(actor.persona))
    };
    identity.db().write(close).await
}

/// Somebody left this place: what was said about them goes, and an organisation that nobody looks
/// after any more is closed.
pub fn forget_persona(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    store::attestations::forget(tx, persona)?;
    for id in store::stewards::forget(tx, persona)? {
        let is_looked_after = store::stewards::of(tx, id)?.iter().any(|one| !one.is_invited);
        if let Some(organisation) = store::organisations::find(tx, id)?.filter(|_| !is_looked_after)
        {
            end(tx, &organisation, State::Closed, By::Steward, None)?;
        }
    }
    Ok(())
}
