//! What programs send and get. Additive only.

use commonround_credential::{ProofStatus, Shown, SignedProof};
use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::CredentialClaim;
use commonround_web::FormState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::credentials::model::{EvidenceRow, HistoryRow, Verdict};
use crate::credentials::my_claims::{History, MyClaim};
use crate::credentials::officer::{Desk, Queue, Waiting};
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

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveInput {
    /// `true` for each line that was looked at.
    #[serde(default)]
    pub check_register: String,
    #[serde(default)]
    pub check_name: String,
    #[serde(default)]
    pub check_person: String,
    /// `officer_call` or `employer_attestation`.
    #[serde(default)]
    pub method: String,
    #[serde(default)]
    pub finding: String,
}

impl ApproveInput {
    pub fn ticked(&self) -> Vec<&'static str> {
        let boxes = [&self.check_register, &self.check_name, &self.check_person];
        let pairs = Verdict::CHECKS.into_iter().zip(boxes);
        pairs.filter(|(_, ticked)| *ticked == "true").map(|(check, _)| check).collect()
    }

    pub fn state(&self) -> FormState {
        let state = FormState::new().set("method", &self.method).set("finding", &self.finding);
        self.ticked().into_iter().fold(state, |state, check| state.tick(check, true))
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectInput {
    /// `other_person`, `not_on_register`, `name_differs`, `not_current` or `no_proof`.
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub finding: String,
}

impl RejectInput {
    pub fn state(&self) -> FormState {
        FormState::new().set("reason", &self.reason).set("finding", &self.finding)
    }
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
    /// The step of the ladder: `self_declared`, `controls`, `register_match`, `signed_credential`.
    pub level: &'static str,
    pub method: Option<&'static str>,
    pub checked_at: Option<Timestamp>,
    pub next_check_at: Option<Timestamp>,
    pub expires: Option<String>,
    pub waits_for_officer: bool,
    /// A code can be sent to the contact that the register has.
    pub can_send_code: bool,
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
            level: claim.level.code(),
            method: claim.method.map(|method| method.as_str()),
            checked_at: claim.checked_at,
            next_check_at: claim.next_check_at.filter(|_| claim.is_current()),
            expires: claim.expires.map(|day| day.to_string()),
            waits_for_officer: claim.waits_for_officer,
            can_send_code: mine.can_send_code,
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
    /// How it was proved, or why it was rejected.
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

#[derive(Serialize, JsonSchema)]
pub struct OfficerQueue {
    pub count: u64,
    pub waiting: Vec<WaitingClaim>,
}

#[derive(Serialize, JsonSchema)]
pub struct WaitingClaim {
    pub id: Id<CredentialClaim>,
    pub handle: Option<String>,
    pub register: String,
    pub profession: String,
    pub state: &'static str,
    /// `CR-1`, where two people claim one number.
    pub case: Option<String>,
    /// Another officer has decided and waits for a second.
    pub decided: bool,
    pub since: Timestamp,
}

impl OfficerQueue {
    pub fn of(queue: &Queue) -> Self {
        Self { count: queue.count, waiting: queue.waiting.iter().map(WaitingClaim::of).collect() }
    }
}

impl WaitingClaim {
    fn of(waiting: &Waiting) -> Self {
        let claim = &waiting.claim;
        Self {
            id: claim.id,
            handle: waiting.who.as_ref().map(|card| card.handle.clone()),
            register: claim.register.clone(),
            profession: claim.profession.clone(),
            state: claim.state.code(),
            case: waiting.case.map(|number| format!("CR-{number}")),
            decided: waiting.decided,
            since: claim.created_at,
        }
    }
}

/// A claim on an officer's desk.
#[derive(Serialize, JsonSchema)]
pub struct DeskClaim {
    pub id: Id<CredentialClaim>,
    pub handle: Option<String>,
    pub state: &'static str,
    pub register: String,
    pub profession: String,
    pub number: String,
    pub name: String,
    pub case: Option<String>,
    /// The row of the imported register, where there is one.
    pub row: Option<DeskRow>,
    /// Others who claim the number.
    pub rivals: Vec<DeskRival>,
    /// The word of a decision that waits for a second officer.
    pub decided: Option<String>,
    pub history: ClaimHistory,
}

#[derive(Serialize, JsonSchema)]
pub struct DeskRow {
    pub family: String,
    pub given: String,
    pub profession: String,
    pub standing: &'static str,
    pub expires: Option<String>,
    pub as_of: String,
}

#[derive(Serialize, JsonSchema)]
pub struct DeskRival {
    pub id: Id<CredentialClaim>,
    pub handle: Option<String>,
    pub state: &'static str,
}

impl DeskClaim {
    pub fn of(desk: &Desk) -> Self {
        let claim = &desk.claim;
        let rivals = desk.rivals.iter().map(|(rival, who)| DeskRival {
            id: rival.id,
            handle: who.as_ref().map(|card| card.handle.clone()),
            state: rival.state.code(),
        });
        Self {
            id: claim.id,
            handle: desk.who.as_ref().map(|card| card.handle.clone()),
            state: claim.state.code(),
            register: claim.register.clone(),
            profession: claim.profession.clone(),
            number: claim.number.clone(),
            name: claim.name.clone(),
            case: desk.case.map(|case| format!("CR-{}", case.number)),
            row: desk.row.as_ref().map(|row| DeskRow {
                family: row.family.clone(),
                given: row.given.clone(),
                profession: row.profession.clone(),
                standing: row.standing.word(),
                expires: row.expires.map(|day| day.to_string()),
                as_of: row.as_of.to_string(),
            }),
            rivals: rivals.collect(),
            decided: desk.decision.as_ref().map(|row| row.word.clone()),
            history: ClaimHistory::of(&desk.history),
        }
    }
}

/// What an officer's decision led to.
#[derive(Serialize, JsonSchema)]
pub struct DecidedClaim {
    /// The next claim that waits.
    pub next: Option<Id<CredentialClaim>>,
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
