use commonround_db::Tx;
use commonround_kernel::{Actor, Result};
use commonround_vocabulary::NoticeKind;

use super::change_standing::tell;
use super::reads::{managed, open};
use super::{policy, store};
use crate::cards::named;
use crate::identity::Identity;

/// Asks somebody to look after an organisation too.
///
/// # Errors
/// `NotFound`, `organisation_closed`; `Invalid` on `steward`; `steward_already`,
/// `too_many_stewards`.
pub async fn invite_steward(
    identity: &Identity,
    actor: &Actor,
    handle: &str,
    person: &str,
) -> Result<()> {
    let (actor, handle, person) = (actor.clone(), handle.to_owned(), person.to_owned());
    identity.db().write(move |tx| invite(tx, &actor, &handle, &person)).await
}

fn invite(tx: &mut Tx<'_>, actor: &Actor, handle: &str, person: &str) -> Result<()> {
    let (organisation, manage) = managed(tx, actor, handle)?;
    let card = named(tx, "steward", person)?;
    let stewards = store::stewards::of(tx, organisation.id)?;
    let permit = policy::may_invite(&manage, card.persona, &stewards)?;
    store::stewards::invite(tx, &permit)?;
    let (kind, by) = (NoticeKind::OrganisationInvite, Some(actor.persona));
    tell(tx, card.persona, kind, by, organisation.id)
}

/// Says yes to that.
///
/// # Errors
/// `NotFound`, `email_unconfirmed`, `organisation_closed`, `too_many_organisations`.
pub async fn join_organisation(identity: &Identity, actor: &Actor, handle: &str) -> Result<()> {
    let (actor, handle) = (actor.clone(), handle.to_owned());
    identity.db().write(move |tx| join(tx, &actor, &handle)).await
}

fn join(tx: &mut Tx<'_>, actor: &Actor, handle: &str) -> Result<()> {
    let organisation = open(tx, handle)?;
    let stewards = store::stewards::of(tx, organisation.id)?;
    let stewarded = store::stewards::count_of(tx, actor.persona)?;
    let permit = policy::may_join(actor, &organisation, &stewards, stewarded)?;
    store::stewards::join(tx, &permit)
}
