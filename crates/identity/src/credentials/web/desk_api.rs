//! What an officer's programs send and get. Additive only.

use commonround_kernel::{Id, Timestamp};
use commonround_vocabulary::CredentialClaim;
use commonround_web::FormState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::api::ClaimHistory;
use crate::credentials::model::Verdict;
use crate::credentials::officer::{Desk, Queue, Waiting};

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
