//! Organisations of a made-up world: the same use cases, without the letter or the website.

use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::{Attestation, Organisation};

use super::change_standing::verify;
use super::found_organisation::found;
use super::model::{By, Method, NewAttestation, NewOrganisation, Profile};
use super::offer_attestation::offer;
use super::{policy, store};

/// An organisation to be founded: everything as a form would have it.
#[derive(Debug, Clone, Copy)]
pub struct Founded<'a> {
    pub handle: &'a str,
    pub name: &'a str,
    /// `hospital`, `clinic`, `association`, `charity`, `school`, `public_body`, `company`, `other`.
    pub kind: &'a str,
    pub home_page: &'a str,
    /// ISO 3166, such as `CA-ON`.
    pub jurisdiction: &'a str,
}

/// Founds an organisation that counts as checked by its website for a year.
///
/// # Errors
/// As founding and verifying it would.
pub fn found_verified(
    tx: &mut Tx<'_>,
    steward: &Actor,
    new: &Founded<'_>,
) -> Result<Id<Organisation>> {
    let profile = Profile::parse(new.name, new.kind, new.home_page, new.jurisdiction);
    let id = found(tx, steward, &NewOrganisation::parse(new.handle, profile)?)?;
    let organisation = store::organisations::get(tx, id)?;
    verify(tx, &organisation, Method::DomainFile, By::Steward, Some(steward.persona))?;
    Ok(id)
}

/// A steward offers an attestation and the person accepts it. `statement` is `member` or
/// `works_here`; `position` may be empty.
///
/// # Errors
/// As offering and accepting it would.
pub fn say_accepted(
    tx: &mut Tx<'_>,
    steward: &Actor,
    organisation: &str,
    person: &Actor,
    statement: &str,
    position: &str,
) -> Result<Id<Attestation>> {
    let card = crate::cards::cards(tx, &[person.persona])?.remove(&person.persona);
    let handle = card.ok_or(commonround_kernel::Error::NotFound)?.handle;
    let new = NewAttestation::parse(statement, position)?;
    let id = offer(tx, steward, organisation, &handle, &new)?;
    let row = store::attestations::get(tx, id)?;
    let permit = policy::may_answer(person, &row, true, tx.now())?;
    store::attestations::settle(tx, &permit)?;
    Ok(id)
}
