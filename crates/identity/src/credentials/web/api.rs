//! What programs send and get. Additive only.

use commonround_credential::{ProofStatus, Shown, SignedProof};
use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::CredentialClaim;
use commonround_web::FormState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::credentials::model::{AppealRow, DocumentRow, EvidenceRow, HistoryRow, Reason};
use crate::credentials::my_claims::{History, MyClaim};
use crate::standing::Standing;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimInput {
    /// A register and a profession of it: `cno registered_nurse`.
    #[serde(default)]
    pub registration: String,
    #[serde(default)]
    pub number: String,
    /// The name as the register has it.
    #[serde(default)]
    pub registered_name: String,
}

impl ClaimInput {
    pub fn state(&self) -> FormState {
        FormState::new()
            .set("registration", &self.registration)
            .set("number", &self.number)
            .set("registered_name", &self.registered_name)
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowNumberInput {
    /// `true` to show it, nothing to hide it.
    #[serde(default)]
    pub shown: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealInput {
    /// Why the decision was wrong.
    #[serde(default)]
    pub words: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimCodeInput {
    #[serde(default)]
    pub code: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstitutionInput {
    #[serde(default)]
    pub email: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PresentationInput {
    /// An SD-JWT VC with its key binding.
    #[serde(default)]
    pub presentation: String,
}

/// A claim, for its owner.
#[derive(Serialize, JsonSchema)]
pub struct Claim {
    pub id: Id<CredentialClaim>,
    pub register: String,
    pub jurisdiction: String,
    pub profession: String,
    pub number: String,
    pub show_number: bool,
    /// `pending`, `conflict`, `verified`, `conditions`, `suspended`, `revoked`, `expired`,
    /// `recheck` or `rejected`.
    pub state: &'static str,
    /// Verified, and ends within 30 days.
    pub expiring: bool,
    /// The step of the ladder: `self_declared`, `controls`, `vouched`, `register_match`,
    /// `signed_credential`.
    pub level: &'static str,
    pub method: Option<&'static str>,
    pub checked_at: Option<Timestamp>,
    pub next_check_at: Option<Timestamp>,
    pub expires: Option<String>,
    pub waits_for_officer: bool,
    /// A code can be sent to the contact that the register has.
    pub can_send_code: bool,
    /// The names of those whose signed credential would prove it.
    pub issuers: Vec<String>,
    /// Why it was rejected: `other_person`, `not_on_register`, `name_differs`, `not_current` or
    /// `no_proof`.
    pub rejected_for: Option<&'static str>,
    /// Until when you may ask for another look; nothing where you may not.
    pub appeal_until: Option<Timestamp>,
    pub appeal: Option<ClaimAppeal>,
    pub documents: Vec<Document>,
}

/// An appeal, for its owner.
#[derive(Serialize, JsonSchema)]
pub struct ClaimAppeal {
    pub words: String,
    /// `open`, `upheld` or `granted`.
    pub state: &'static str,
    pub made_at: Timestamp,
    pub answer: Option<String>,
    pub decided_at: Option<Timestamp>,
}

impl ClaimAppeal {
    fn of(row: &AppealRow) -> Self {
        Self {
            words: row.words.clone(),
            state: row.state.as_str(),
            made_at: row.made_at,
            answer: row.answer.clone(),
            decided_at: row.decided_at,
        }
    }
}

/// A paper that speaks for a claim. Its content is for officers, until the claim is decided.
#[derive(Serialize, JsonSchema)]
pub struct Document {
    pub id: Id<DocumentRow>,
    /// `pdf`, `jpeg` or `png`.
    pub kind: &'static str,
    pub bytes: u64,
    /// In hexadecimal; it stays when the paper is gone.
    pub sha256: String,
    pub added_at: Timestamp,
    pub gone_at: Option<Timestamp>,
}

impl Document {
    pub fn of(row: &DocumentRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind.as_str(),
            bytes: row.bytes,
            sha256: row.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            added_at: row.added_at,
            gone_at: row.shredded_at,
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct NewDocument {
    pub id: Id<DocumentRow>,
}

impl Claim {
    pub fn of(mine: &MyClaim, now: Timestamp) -> Self {
        let claim = &mine.claim;
        Self {
            id: claim.id,
            register: claim.register.clone(),
            jurisdiction: claim.jurisdiction.clone(),
            profession: claim.profession.clone(),
            number: claim.number.clone(),
            show_number: claim.show_number,
            state: claim.state.code(),
            expiring: matches!(claim.shown(now), Shown::Expiring { .. }),
            level: mine.level().code(),
            method: claim.method.map(|method| method.as_str()),
            checked_at: claim.checked_at,
            next_check_at: claim.next_check_at.filter(|_| claim.is_current()),
            expires: claim.expires.map(|day| day.to_string()),
            waits_for_officer: claim.waits_for_officer,
            can_send_code: mine.can_send_code,
            issuers: mine.issuers.clone(),
            rejected_for: mine.rejected_for.map(Reason::as_str),
            appeal_until: mine.appeal_until,
            appeal: mine.appeal.as_ref().map(ClaimAppeal::of),
            documents: mine.documents.iter().map(Document::of).collect(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct NewClaim {
    pub id: Id<CredentialClaim>,
    pub state: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub struct ClaimHistory {
    pub changes: Vec<ClaimChange>,
    pub evidence: Vec<ClaimEvidence>,
}

#[derive(Serialize, JsonSchema)]
pub struct ClaimChange {
    pub at: Timestamp,
    pub state: &'static str,
    /// `owner`, `register`, `officer`, `issuer` or `clock`.
    pub by: &'static str,
    /// How it was proved, or why it was rejected; `appealed`, `appeal_upheld`, `appeal_granted`.
    pub detail: Option<String>,
}

/// What was proved. Which officer looked, and what they wrote down, is not for the owner.
#[derive(Serialize, JsonSchema)]
pub struct ClaimEvidence {
    pub at: Timestamp,
    pub method: &'static str,
    pub level: &'static str,
    pub until: Option<String>,
}

impl ClaimHistory {
    pub fn of(history: &History) -> Self {
        Self {
            changes: history.changes.iter().map(ClaimChange::of).collect(),
            evidence: history.evidence.iter().map(ClaimEvidence::of).collect(),
        }
    }
}

impl ClaimChange {
    fn of(row: &HistoryRow) -> Self {
        let (by, detail) = (row.by.as_str(), row.detail.clone());
        Self { at: row.at, state: row.state.code(), by, detail }
    }
}

impl ClaimEvidence {
    fn of(row: &EvidenceRow) -> Self {
        Self {
            at: row.at,
            method: row.method.as_str(),
            level: row.method.level().code(),
            until: row.until.map(|day| day.to_string()),
        }
    }
}

/// What a wallet needs to know to answer.
#[derive(Serialize, JsonSchema)]
pub struct WalletQuestion {
    pub audience: String,
    pub nonce: String,
}

/// What this server says of a persona. `signature` is a compact JWS over the same fields, checked
/// with a key of `/.well-known/jwks.json`.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    pub issuer: String,
    pub subject: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub scope: Vec<ProofScope>,
    /// `active` or `not_current`.
    pub status: &'static str,
    /// Seconds since 1970.
    pub checked_at: i64,
    /// Seconds since 1970; a day from now.
    pub valid_until: i64,
    pub signature: String,
    pub standing: Standing,
}

#[derive(Serialize, JsonSchema)]
pub struct ProofScope {
    pub profession: String,
    pub jurisdiction: String,
    pub register: String,
    /// Only where its owner shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl Proof {
    pub fn of(signed: &SignedProof, standing: &Standing) -> Self {
        let proof = &signed.proof;
        let scope = proof.scope.iter().map(|scope| ProofScope {
            profession: scope.profession.clone(),
            jurisdiction: scope.jurisdiction.clone(),
            register: scope.register.clone(),
            number: scope.number.clone(),
        });
        Self {
            issuer: proof.issuer.clone(),
            subject: proof.subject.clone(),
            kind: proof.kind.clone(),
            scope: scope.collect(),
            status: match proof.status {
                ProofStatus::Active => "active",
                ProofStatus::NotCurrent => "not_current",
            },
            checked_at: proof.checked_at,
            valid_until: signed.valid_until,
            signature: signed.signature.clone(),
            standing: standing.clone(),
        }
    }
}

/// Public keys, as RFC 7517 has them.
#[derive(Serialize, JsonSchema)]
pub struct Keys {
    pub keys: Vec<serde_json::Value>,
}

/// The issuer of our signed documents and its keys.
#[derive(Serialize, JsonSchema)]
pub struct IssuerMetadata {
    pub issuer: String,
    pub jwks: Keys,
}
