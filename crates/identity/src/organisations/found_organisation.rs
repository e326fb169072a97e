//! Somebody says that an organisation is here. It proves nothing, and is shown as unproved.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::Organisation;

use super::model::{By, NewOrganisation, OrganisationRow, State};
use super::{policy, store};
use crate::identity::Identity;
use crate::titles::forms;
use crate::typed_code::spell;

/// Letters of the word that a website carries: 80 bits.
const WORD_CHARS: usize = 16;

/// Founds an organisation; the actor is its first steward.
///
/// # Errors
/// `email_unconfirmed`, `too_many_organisations`; `Invalid` on `handle`: `taken`, on `name`:
/// `like_verified` where a verified organisation has a name that looks the same.
pub async fn found_organisation(
    identity: &Identity,
    actor: &Actor,
    new: NewOrganisation,
) -> Result<Id<Organisation>> {
    let actor = actor.clone();
    identity.db().write(move |tx| found(tx, &actor, &new)).await
}

/// The same inside a unit, for a world that is made up.
///
/// # Errors
/// As `found_organisation`.
pub fn found(tx: &mut Tx<'_>, actor: &Actor, new: &NewOrganisation) -> Result<Id<Organisation>> {
    let stewarded = store::stewards::count_of(tx, actor.persona)?;
    let permit = policy::may_found(actor, stewarded)?;
    refuse_alike(tx, &new.profile.name, None)?;
    if store::organisations::handle_taken(tx, &new.handle)? {
        return Err(Error::invalid("handle", "taken"));
    }
    let word = spell(&tx.env().random_bytes::<WORD_CHARS>(), WORD_CHARS);
    let id = store::organisations::insert(tx, &permit, new, &word)?;
    store::changes::add(tx, id, State::Unverified, By::Steward, None)?;
    Ok(id)
}

/// No name is taken that a hurried reader would take for a verified organisation's.
pub fn refuse_alike(tx: &mut Tx<'_>, name: &str, but: Option<Id<Organisation>>) -> Result<()> {
    let key = commonround_text::name_key(name);
    let others = store::organisations::verified_of_forms(tx, but, &forms(&key))?;
    if others.iter().any(|other| other.name_key == key) {
        return Err(Error::invalid("name", "like_verified"));
    }
    Ok(())
}

/// The verified organisation that the name of this one, which is not, nearly is.
pub fn resembles(
    tx: &mut Tx<'_>,
    organisation: &OrganisationRow,
) -> Result<Option<OrganisationRow>> {
    if organisation.is_verified(tx.now()) {
        return Ok(None);
    }
    let key = &organisation.name_key;
    let others = store::organisations::verified_of_forms(tx, Some(organisation.id), &forms(key))?;
    let now = tx.now();
    let alike = |other: &OrganisationRow| {
        other.is_verified(now) && crate::titles::alike(&other.name_key, key)
    };
    Ok(others.into_iter().find(alike))
}
