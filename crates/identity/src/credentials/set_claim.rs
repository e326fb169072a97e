//! What an owner decides about a claim: whether its number is shown, and whether it stays.

use commonround_credential::Happening;
use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Result, Scope};
use commonround_vocabulary::{CredentialChanged, CredentialClaim};

use super::change_claim::happen;
use super::model::{By, Change};
use super::{policy, store};
use crate::identity::Identity;

/// Shows the registration number to everybody, or no longer.
///
/// # Errors
/// `NotFound`.
pub async fn show_number(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    shown: bool,
) -> Result<()> {
    let actor = actor.clone();
    let show = move |tx: &mut Tx| {
        actor.require(Scope::Write)?;
        let row = store::claims::get(tx, claim)?;
        let permit = policy::may_set_claim(&actor, &row)?;
        store::claims::set_show_number(tx, &permit, shown)?;
        outbox::emit(tx, &CredentialChanged { persona: row.persona })
    };
    identity.db().write(show).await
}

/// Takes a claim back, with its badge.
///
/// # Errors
/// `NotFound`.
pub async fn withdraw_credential(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
) -> Result<()> {
    let actor = actor.clone();
    let withdraw = move |tx: &mut Tx| {
        actor.require(Scope::Write)?;
        let row = store::claims::get(tx, claim)?;
        policy::may_set_claim(&actor, &row)?;
        store::codes::spend(tx, row.id)?;
        store::status::remove(tx, row.id)?;
        happen(tx, &row, Happening::Withdrawn, &Change::by(By::Owner)).map(|_| ())
    };
    identity.db().write(withdraw).await
}
