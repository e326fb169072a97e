use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, Attestation, NoticeKind, NoticeRaised};

use super::model::NewAttestation;
use super::reads::managed;
use super::{policy, store};
use crate::cards::named;
use crate::identity::Identity;

/// Offers somebody to say something about them. Nothing is said before they accept.
///
/// # Errors
/// `NotFound`, `organisation_closed`, `organisation_unverified`; `Invalid` on `person`;
/// `attest_self`, `attestation_exists`, `attestation_declined`, `too_many_attestations`,
/// `too_many_offers`.
pub async fn offer_attestation(
    identity: &Identity,
    actor: &Actor,
    handle: &str,
    person: &str,
    new: NewAttestation,
) -> Result<Id<Attestation>> {
    let (actor, handle, person) = (actor.clone(), handle.to_owned(), person.to_owned());
    identity.db().write(move |tx| offer(tx, &actor, &handle, &person, &new)).await
}

/// The same inside a unit.
pub fn offer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    handle: &str,
    person: &str,
    new: &NewAttestation,
) -> Result<Id<Attestation>> {
    let (organisation, manage) = managed(tx, actor, handle)?;
    let card = named(tx, "person", person)?;
    let theirs = store::attestations::of_persona(tx, card.persona)?;
    let now = tx.now();
    let yesterday = now - Duration::from_secs(86_400);
    let today = store::attestations::count_offered(tx, organisation.id, yesterday)?;
    let permit = policy::may_offer(&manage, &organisation, card.persona, &theirs, today, now)?;
    let id = store::attestations::insert(tx, &permit, new)?;
    tell(tx, card.persona, NoticeKind::AttestationOffered, id)?;
    Ok(id)
}

/// A notice to whom an attestation is about.
pub fn tell(tx: &mut Tx<'_>, to: Id<Persona>, kind: NoticeKind, id: Id<Attestation>) -> Result<()> {
    let about = About { kind: AboutKind::Attestation, id: id.get() };
    outbox::emit(tx, &NoticeRaised { to, kind, by: None, about })
}
