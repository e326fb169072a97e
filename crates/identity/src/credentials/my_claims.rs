//! What somebody's settings show of the own claims.

use commonround_credential::{Level, State};
use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

use super::add_claim::can_send_code;
use super::appeal_claim::appealable_until;
use super::limits::{CLAIMS_MAX, DOCUMENTS_MAX, ISSUERS_MAX};
use super::model::{
    AppealRow, AppealState, ClaimRow, DocumentRow, EvidenceRow, HistoryRow, Reason,
};
use super::policy::may_add_document;
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
    /// The names of those whose signed credential would prove it.
    pub issuers: Vec<String>,
    /// The reason of the last no, as it stands in the history.
    pub rejected_for: Option<Reason>,
    pub appeal: Option<AppealRow>,
    /// Until when the owner may ask for another look; `None` where they may not.
    pub appeal_until: Option<Timestamp>,
    pub may_add_document: bool,
    pub documents: Vec<DocumentRow>,
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
    let actor = actor.clone();
    let read = move |tx: &mut Tx| {
        let claims = store::claims::of_persona(tx, actor.persona, CLAIMS_MAX)?;
        claims.into_iter().map(|claim| mine(tx, &actor, claim)).collect()
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
        mine(tx, &actor, claim)
    };
    identity.db().snapshot(read).await
}

fn mine(tx: &mut Tx, actor: &Actor, claim: ClaimRow) -> Result<MyClaim> {
    let code = store::codes::find(tx, claim.id)?;
    let code = code.filter(|code| code.expires_at > tx.now()).map(|code| code.kind);
    let can_send_code = can_send_code(tx, &claim)?;
    let issuers = store::issuers::current(tx, ISSUERS_MAX)?.into_iter();
    let issuers = issuers.filter(|issuer| issuer.speaks_of(&claim.register, &claim.profession));
    let issuers = issuers.map(|issuer| issuer.name).collect();
    let appeal = store::appeals::last_of(tx, claim.id)?;
    let is_appealed = appeal.as_ref().is_some_and(|one| one.state == AppealState::Open);
    let kept = store::documents::kept(tx, claim.id)?;
    let has_room = kept < DOCUMENTS_MAX;
    Ok(MyClaim {
        can_send_code,
        issuers,
        code_sent: code,
        rejected_for: rejected_for(tx, &claim)?,
        appeal_until: appealable_until(tx, actor, &claim, appeal.as_ref())?,
        appeal,
        may_add_document: may_add_document(actor, &claim, is_appealed, has_room).is_ok(),
        documents: store::documents::list(tx, claim.id)?,
        vouches: vouching::of_claim(tx, &claim)?,
        claim,
    })
}

fn rejected_for(tx: &mut Tx, claim: &ClaimRow) -> Result<Option<Reason>> {
    if claim.state != State::Rejected {
        return Ok(None);
    }
    let changes = store::evidence::history(tx, claim.id)?;
    Ok(changes.iter().find_map(|change| change.detail.as_deref()?.parse().ok()))
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
