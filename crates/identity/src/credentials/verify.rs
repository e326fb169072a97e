//! What this server says of a persona, for people and, signed, for programs.

use commonround_credential::{Proof, ProofStatus, Scope, SignKey, SignedProof, issue_proof, jwks};
use commonround_db::Tx;
use commonround_kernel::{Error, KeyRing, Result};
use serde_json::Value;

use super::badges::counts;
use super::limits::CLAIMS_MAX;
use super::model::ClaimRow;
use super::store;
use crate::cards::{NameCard, card_by_handle};
use crate::identity::Identity;

/// What the ring's signing keys are asked for.
const PURPOSE: &str = "identity.proof";

/// A persona with the claims that count now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub card: NameCard,
    pub proof: SignedProof,
    /// In the order of the proof's scope.
    pub current: Vec<ClaimRow>,
}

/// What is known of a persona now, signed for a day. Somebody of whom nothing was ever proved, and
/// somebody whose credential ended, both read `not_current`: why is nobody's business here.
///
/// # Errors
/// `NotFound`; `persona_erased`.
pub async fn verify_persona(identity: &Identity, handle: String) -> Result<Verified> {
    let read = move |tx: &mut Tx| {
        let card = card_by_handle(tx, &handle)?;
        let claims = store::claims::of_persona(tx, card.persona, CLAIMS_MAX)?;
        Ok((card, claims))
    };
    let (card, claims) = identity.db().snapshot(read).await?;
    let now = identity.env().now();
    let current: Vec<_> = claims.into_iter().filter(|claim| counts(claim, now)).collect();
    let checked = current.iter().filter_map(|claim| claim.checked_at).max().unwrap_or(now);
    let proof = Proof {
        issuer: identity.config().link(""),
        subject: identity.config().link(&format!("/@{}", card.handle)),
        kind: "professional".to_owned(),
        scope: current.iter().map(scope).collect(),
        status: if current.is_empty() { ProofStatus::NotCurrent } else { ProofStatus::Active },
        checked_at: checked.millis() / 1_000,
    };
    let key = sign_key(&identity.keys().signing_key(PURPOSE))?;
    let proof = issue_proof(proof, &key, now.millis() / 1_000).map_err(Error::fault)?;
    Ok(Verified { card, proof, current })
}

fn scope(claim: &ClaimRow) -> Scope {
    Scope {
        profession: claim.profession.clone(),
        jurisdiction: claim.jurisdiction.clone(),
        register: claim.register.clone(),
        number: claim.show_number.then(|| claim.number.clone()),
    }
}

fn sign_key(key: &commonround_kernel::SigningKey) -> Result<SignKey> {
    SignKey::from_bytes(&key.secret_bytes()).map_err(Error::fault)
}

/// The keys that proofs are checked with, the newest first.
pub fn published_keys(keys: &KeyRing) -> Result<Value> {
    let keys: Vec<SignKey> =
        keys.signing_keys(PURPOSE).iter().map(sign_key).collect::<Result<_>>()?;
    Ok(jwks(&keys.iter().map(SignKey::public).collect::<Vec<_>>()))
}
