//! Papers that speak for a claim. Officers see them, each look is on record, and they are gone once
//! the claim is decided: what stays is a digest, who decided, and how.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Persona, Result, Scope};
use commonround_vocabulary::CredentialClaim;
use sha2::{Digest as _, Sha256};

use super::decide_claim::note_act;
use super::limits::DOCUMENTS_MAX;
use super::model::{DocumentKind, DocumentRow};
use super::{policy, store};
use crate::identity::Identity;

const PURPOSE: &str = "identity.claim_document";

/// Whether a paper may be added now, before megabytes of it travel.
///
/// # Errors
/// `NotFound`, `claim_current`, `claim_rejected`, `too_many_documents`.
pub async fn check(identity: &Identity, actor: &Actor, claim: Id<CredentialClaim>) -> Result<()> {
    let actor = actor.clone();
    identity.db().read(move |tx| admit(tx, &actor, claim).map(drop)).await
}

fn admit(tx: &mut Tx, actor: &Actor, id: Id<CredentialClaim>) -> Result<policy::MayAddDocument> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    let appealed = store::appeals::open_of(tx, id)?.is_some();
    let kept = store::documents::kept(tx, id)?;
    policy::may_add_document(actor, &claim, appealed, kept < DOCUMENTS_MAX)
}

/// Keeps a paper, sealed.
///
/// # Errors
/// As `check`; `Invalid` on `document`: `not_a_document`.
pub async fn add_document(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    bytes: &[u8],
) -> Result<Id<DocumentRow>> {
    let kind = DocumentKind::of(bytes).ok_or(Error::invalid("document", "not_a_document"))?;
    let id = identity.env().new_id::<DocumentRow>();
    let context = id.get().to_be_bytes();
    let sealed = identity.keys().seal(identity.env(), PURPOSE, &context, bytes);
    let new = store::documents::NewDocument {
        id,
        kind,
        bytes: bytes.len(),
        sha256: Sha256::digest(bytes).to_vec(),
        sealed,
    };
    let actor = actor.clone();
    let add = move |tx: &mut Tx| {
        let permit = admit(tx, &actor, claim)?;
        store::documents::insert(tx, &permit, &new)
    };
    identity.db().write(add).await?;
    Ok(id)
}

/// A paper for an officer, with its kind. That they looked is written down.
///
/// # Errors
/// `officer_only`, `claim_own`, `claim_decided`, `NotFound`; `document_gone` after the decision.
pub async fn read_document(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    id: Id<DocumentRow>,
) -> Result<(DocumentKind, Vec<u8>)> {
    let actor = actor.clone();
    let read = move |tx: &mut Tx| {
        let claim = store::claims::get(tx, claim)?;
        let appealed = store::appeals::open_of(tx, claim.id)?.is_some();
        policy::may_open(&actor, &claim, appealed)?;
        let found = store::documents::sealed(tx, claim.id, id)?;
        let (kind, sealed) = found.ok_or(Error::NotFound)?;
        let sealed = sealed.ok_or(Error::Gone("document_gone"))?;
        note_act(tx, actor.persona, "claim_document_read", &claim, Some(kind.as_str()))?;
        Ok((kind, sealed))
    };
    let (kind, sealed) = identity.db().write(read).await?;
    let bytes = identity.keys().open(PURPOSE, &id.get().to_be_bytes(), &sealed)?;
    Ok((kind, bytes))
}

/// The claim is decided: the papers go, their digests stay. Harmless where there are none.
pub fn shred(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    reviewer: Option<Id<Persona>>,
    method: &str,
) -> Result<()> {
    store::documents::shred(tx, claim, reviewer, method)
}
