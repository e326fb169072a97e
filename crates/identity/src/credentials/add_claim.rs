//! Somebody says to be on a register.

use commonround_credential::NameMatch;
use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result, Scope};
use commonround_vocabulary::CredentialClaim;

use super::call_officers::call_officers;
use super::confirm_claim::clash;
use super::limits::CLAIMS_MAX;
use super::model::{By, Change, ClaimRow, NewClaim};
use super::{policy, store, timers};
use crate::identity::Identity;

/// Adds a claim. It proves nothing, and shows nothing. A number that somebody else has proved comes
/// before an officer; who that is, nobody learns from it.
///
/// # Errors
/// `email_unconfirmed`, `claim_exists`, `too_many_credentials`.
pub async fn add_claim(
    identity: &Identity,
    actor: &Actor,
    new: NewClaim,
) -> Result<Id<CredentialClaim>> {
    let actor = actor.clone();
    identity.db().write(move |tx| add(tx, &actor, &new)).await
}

fn add(tx: &mut Tx, actor: &Actor, new: &NewClaim) -> Result<Id<CredentialClaim>> {
    let mine = store::claims::of_persona(tx, actor.persona, CLAIMS_MAX)?;
    let permit = policy::may_claim(actor, &mine, new)?;
    let id = store::claims::insert(tx, &permit, new)?;
    let claim = store::claims::get(tx, id)?;
    store::evidence::note_change(tx, id, claim.state.code(), &Change::by(By::Owner))?;
    let holder = store::claims::rivals(tx, &claim)?.into_iter().find(ClaimRow::holds_number);
    match holder {
        Some(holder) => clash(tx, &claim, &holder)?,
        None if !can_send_code(tx, &claim)? => wait_for_officer(tx, &claim)?,
        None => {}
    }
    timers::set(tx, id)?;
    Ok(id)
}

/// Whether the register's file tells how to reach the person of this name and number.
pub fn can_send_code(tx: &mut Tx, claim: &ClaimRow) -> Result<bool> {
    let row = store::registers::find(tx, &claim.register, &claim.number)?;
    Ok(row.is_some_and(|row| {
        let named = matches!(row.match_name(&claim.name), NameMatch::Exact | NameMatch::Former);
        named && row.is_active() && row.contact.is_some()
    }))
}

/// The owner would rather be looked at by a person.
///
/// # Errors
/// `NotFound`; a code that says why nothing is left to prove.
pub async fn ask_officer(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
) -> Result<()> {
    let actor = actor.clone();
    let ask = move |tx: &mut Tx| {
        actor.require(Scope::Write)?;
        let row = store::claims::get(tx, claim)?;
        policy::may_prove(&actor, &row)?;
        wait_for_officer(tx, &row)
    };
    identity.db().write(ask).await
}

/// Puts a claim on the desk and tells officers, once.
pub fn wait_for_officer(tx: &mut Tx, claim: &ClaimRow) -> Result<()> {
    if claim.waits_for_officer {
        return Ok(());
    }
    store::claims::set_waiting(tx, claim.id)?;
    call_officers(tx, claim.id, claim.persona)
}
