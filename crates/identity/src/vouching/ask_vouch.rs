use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, KeyRing, Persona, Result};
use commonround_vocabulary::{About, AboutKind, CredentialClaim, NoticeKind, NoticeRaised, Vouch};

use super::policy::{self, Between};
use super::store;
use crate::cards::named;
use crate::credentials::claim_of;
use crate::identity::Identity;
use crate::store::{accounts, personas};

/// Asks a verified colleague of the same profession to vouch. That one claims the profession, the
/// colleague learns from it.
///
/// # Errors
/// `NotFound`, `email_unconfirmed`; `Invalid` on `person`; `vouch_not_needed`, `vouch_self`,
/// `vouch_not_colleague`, `vouch_mutual`, `vouch_asked`, `too_many_vouches`.
pub async fn ask_vouch(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    person: &str,
) -> Result<Id<Vouch>> {
    let (keys, actor, person) = (identity.keys().clone(), actor.clone(), person.to_owned());
    identity.db().write(move |tx| ask(tx, &keys, &actor, claim, &person)).await
}

fn ask(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    person: &str,
) -> Result<Id<Vouch>> {
    let claim = claim_of(tx, actor, claim)?;
    let colleague = named(tx, "person", person)?;
    let asked = store::of_claim(tx, claim.id)?;
    let between = Between {
        is_one_account: is_of_account(tx, keys, actor, colleague.persona)?,
        is_mutual: store::stands(tx, actor.persona, colleague.persona)?,
    };
    let permit = policy::may_ask(actor, &claim, &colleague, &asked, between, tx.now())?;
    let id = store::insert(tx, &permit)?;
    tell(tx, colleague.persona, NoticeKind::VouchAsked, actor.persona, id)?;
    Ok(id)
}

/// Whether the actor speaks through this persona too.
pub fn is_of_account(
    tx: &mut Tx<'_>,
    keys: &KeyRing,
    actor: &Actor,
    persona: Id<Persona>,
) -> Result<bool> {
    let account = accounts::get(tx, actor.account)?;
    Ok(personas::open_list(keys, account.id, &account.personas)?.contains(&persona))
}

/// A notice to one side about the other.
pub fn tell(
    tx: &mut Tx<'_>,
    to: Id<Persona>,
    kind: NoticeKind,
    by: Id<Persona>,
    id: Id<Vouch>,
) -> Result<()> {
    let about = About { kind: AboutKind::Vouch, id: id.get() };
    outbox::emit(tx, &NoticeRaised { to, kind, by: Some(by), about })
}
