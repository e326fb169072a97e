//! What somebody's settings show of the own claims.

use commonround_credential::Level;
use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::CredentialClaim;

use super::add_claim::can_send_code;
use super::limits::CLAIMS_MAX;
use super::model::{ClaimRow, EvidenceRow, HistoryRow};
use super::store::codes::CodeKind;
use super::{policy, store};
use crate::identity::Identity;
use crate::vouching::{self, Weighed};

/// A claim with everything that its owner can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyClaim {
    pub claim: ClaimRow,
    /// The register's file says how to reach the person.
    pub can_send_code: bool,
    /// A code that was sent and not entered yet.
    pub code_sent: Option<CodeKind>,
    /// Colleagues who were asked to vouch for it, and what they said.
    pub vouches: Vec<Weighed>,
}

impl MyClaim {
    /// The step of the ladder that it has reached, as of the read.
    #[must_use]
    pub fn level(&self) -> Level {
        vouching::level(&self.claim, &self.vouches)
    }
}

/// A claim of one's own.
///
/// # Errors
/// `NotFound`, also for claims of others.
pub fn claim_of(tx: &mut Tx, actor: &Actor, id: Id<CredentialClaim>) -> Result<ClaimRow> {
    let claim = store::claims::get(tx, id)?;
    policy::may_set_claim(actor, &claim)?;
    Ok(claim)
}

/// The newest first.
pub async fn my_claims(identity: &Identity, actor: &Actor) -> Result<Vec<MyClaim>> {
    let persona = actor.persona;
    let read = move |tx: &mut Tx| {
        let claims = store::claims::of_persona(tx, persona, CLAIMS_MAX)?;
        claims.into_iter().map(|claim| mine(tx, claim)).collect()
    };
    identity.db().snapshot(read).await
}

/// # Errors
/// `NotFound`, also for claims of others.
pub async fn my_claim(
    identity: &Identity,
    actor: &Actor,
    id: Id<CredentialClaim>,
) -> Result<MyClaim> {
    let actor = actor.clone();
    let read = move |tx: &mut Tx| {
        let claim = store::claims::get(tx, id)?;
        policy::may_set_claim(&actor, &claim)?;
        mine(tx, claim)
    };
    identity.db().snapshot(read).await
}

fn mine(tx: &mut Tx, claim: ClaimRow) -> Result<MyClaim> {
    let code = store::codes::find(tx, claim.id)?;
    let code = code.filter(|code| code.expires_at > tx.now()).map(|code| code.kind);
    let can_send_code = can_send_code(tx, &claim)?;
    let vouches = vouching::of_claim(tx, &claim)?;
    Ok(MyClaim { claim, can_send_code, code_sent: code, vouches })
}

/// What happened to a claim and what was proved of it, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    pub changes: Vec<HistoryRow>,
    pub evidence: Vec<EvidenceRow>,
}

/// # Errors
/// `NotFound`, also for claims of others.
pub async fn claim_history(
    identity: &Identity,
    actor: &Actor,
    id: Id<CredentialClaim>,
) -> Result<History> {
    let actor = actor.clone();
    let read = move |tx: &mut Tx| {
        let claim = store::claims::get(tx, id)?;
        policy::may_set_claim(&actor, &claim)?;
        history(tx, id)
    };
    identity.db().snapshot(read).await
}

/// For whoever may see the claim.
pub fn history(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<History> {
    let changes = store::evidence::history(tx, id)?;
    Ok(History { changes, evidence: store::evidence::list(tx, id)? })
}
