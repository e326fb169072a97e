//! What an officer's programs send and get. Additive only.

use commonround_credential::State;
use commonround_kernel::{Id, Invalid, Timestamp};
use commonround_vocabulary::CredentialClaim;
use commonround_web::FormState;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::api::{ClaimHistory, Document};
use crate::credentials::model::{Register, Registration, Ruling, Verdict, Words};
use crate::credentials::officer::{Desk, Earlier, Queue, Waiting};
use crate::two_person::ProposalState;

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

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreeInput {
    /// Words of one's own; empty to agree with those of the first officer.
    #[serde(default)]
    pub finding: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineInput {
    /// Why not.
    #[serde(default)]
    pub finding: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleInput {
    /// `uphold` or `grant`.
    #[serde(default)]
    pub ruling: String,
    /// What the person reads.
    #[serde(default)]
    pub answer: String,
}

impl RuleInput {
    pub fn parse(&self) -> Result<(Ruling, Words), Invalid> {
        let mut invalid = Invalid::default();
        let ruling = invalid.take(Ruling::parse(&self.ruling));
        let answer = invalid.take(Words::parse("answer", &self.answer));
        ruling.zip(answer).ok_or(invalid)
    }

    pub fn state(&self) -> FormState {
        FormState::new().set("ruling", &self.ruling).set("answer", &self.answer)
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
    /// The person asks for another look at a rejection.
    pub appealed: bool,
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
            appealed: claim.state == State::Rejected,
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
    /// The caller may agree with it, or decline it.
    pub may_second: bool,
    /// When it counts by itself, where nobody could second it.
    pub counts_at: Option<Timestamp>,
    /// Decisions that came to an end, the newest first.
    pub earlier: Vec<EarlierDecision>,
    /// Strikes that count against the person now.
    pub strikes: u64,
    /// The page of the register.
    pub register_page: Option<&'static str>,
    pub documents: Vec<Document>,
    pub appeal: Option<DeskAppeal>,
    pub history: ClaimHistory,
}

#[derive(Serialize, JsonSchema)]
pub struct EarlierDecision {
    pub confirmed: bool,
    /// How it was proved, or why not.
    pub word: &'static str,
    pub state: ProposalState,
    pub at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct DeskAppeal {
    pub words: String,
    pub made_at: Timestamp,
    /// The caller may answer it: an officer who had no part in the decision.
    pub may_rule: bool,
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

impl EarlierDecision {
    fn of(earlier: &Earlier) -> Self {
        let decision = &earlier.decision;
        let (confirmed, word) = (decision.is_yes(), decision.word());
        Self { confirmed, word, state: earlier.state, at: earlier.at }
    }
}

impl DeskRow {
    fn of(row: &Registration) -> Self {
        Self {
            family: row.family.clone(),
            given: row.given.clone(),
            profession: row.profession.clone(),
            standing: row.standing.word(),
            expires: row.expires.map(|day| day.to_string()),
            as_of: row.as_of.to_string(),
        }
    }
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
            row: desk.row.as_ref().map(DeskRow::of),
            rivals: rivals.collect(),
            decided: desk.decision.as_ref().map(|one| one.decision.word().to_owned()),
            may_second: desk.decision.as_ref().is_some_and(|one| one.may_second),
            counts_at: desk.decision.as_ref().and_then(|one| one.counts_at),
            earlier: desk.earlier.iter().map(EarlierDecision::of).collect(),
            strikes: desk.strikes,
            register_page: Register::known(&claim.register).map(|register| register.page),
            documents: desk.documents.iter().map(Document::of).collect(),
            appeal: desk.appeal.as_ref().map(|appeal| DeskAppeal {
                words: appeal.words.clone(),
                made_at: appeal.made_at,
                may_rule: desk.may_rule,
            }),
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
