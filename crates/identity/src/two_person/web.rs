use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Proposal as ProposalId;
use commonround_web::{Answer, Auth, Caller, Done, FormState, Input, Path, Routes, State, doc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::executors::TwoPerson;
use super::model::{Charged, Duty, Proposal, ProposalState, Reason, Verdict};
use super::pages::{self, Shown};
use super::{policy, second, store};
use crate::web::form_again;
use crate::{Identity, NameCard};

pub(crate) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/duties",
            list_duties,
            doc("list_duties", "Acts that wait for a second person with the caller's duty.")
                .auth(Auth::Session)
                .answers::<Vec<ProposalInfo>>()
                .refuses(&["no_duty"]),
        )
        .get(
            "/duties/{id}",
            show_proposal,
            doc("show_proposal", "One such act: what, about whom, why, and how it ended.")
                .auth(Auth::Session)
                .answers::<ProposalInfo>()
                .refuses(&["no_duty"]),
        )
        .get(
            "/duties/{id}/history",
            show_proposal_history,
            doc("show_proposal_history", "What happened to such an act, the newest first.")
                .auth(Auth::Session)
                .answers::<Vec<ProposalStep>>()
                .refuses(&["no_duty"]),
        )
        .post(
            "/duties/{id}",
            second_proposal,
            doc("second_proposal", "Agrees with an act, which is done at once, or declines it.")
                .auth(Auth::Session)
                .takes::<SecondInput>()
                .answers::<ProposalInfo>()
                .refuses(&[
                    "no_duty",
                    "officer_only",
                    "moderator_only",
                    "own_proposal",
                    "own_case",
                    "same_conflict_group",
                    "proposal_decided",
                    "proposer_off_duty",
                ]),
        )
}

/// An act that takes two people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProposalInfo {
    pub id: Id<ProposalId>,
    /// A stable code.
    pub kind: String,
    pub duty: Duty,
    /// The handle of whom it is about.
    pub about: Option<String>,
    /// The handle of who proposed it.
    pub proposed_by: Option<String>,
    pub reason: String,
    pub state: ProposalState,
    pub second_reason: Option<String>,
    pub created_at: Timestamp,
    /// When it takes effect by itself, where nobody could second it.
    pub effective_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    /// The page with what it stands on.
    pub path: String,
    /// The caller may second it.
    pub may_second: bool,
}

impl From<&Shown> for ProposalInfo {
    fn from(shown: &Shown) -> Self {
        let handle = |card: &Option<NameCard>| card.as_ref().map(|card| card.handle.clone());
        let proposal = &shown.proposal;
        Self {
            id: proposal.id,
            kind: proposal.kind.clone(),
            duty: proposal.duty,
            about: handle(&shown.subject),
            proposed_by: handle(&shown.proposer),
            reason: proposal.reason.clone(),
            state: proposal.state,
            second_reason: proposal.second_reason.clone(),
            created_at: proposal.created_at,
            effective_at: proposal.effective_at,
            expires_at: proposal.expires_at,
            path: shown.path.clone(),
            may_second: shown.mine_to_second,
        }
    }
}

/// A state that an act came to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProposalStep {
    pub at: Timestamp,
    pub state: ProposalState,
    pub reason: Option<String>,
}

/// What was said when it was proposed, and how it ended; the newest first.
fn steps(proposal: &Proposal) -> Vec<ProposalStep> {
    let reason = Some(proposal.reason.clone());
    let made = ProposalStep { at: proposal.created_at, state: ProposalState::Open, reason };
    let ended = proposal.decided_at.map(|at| {
        let reason = proposal.second_reason.clone();
        ProposalStep { at, state: proposal.state, reason }
    });
    ended.into_iter().chain([made]).collect()
}

/// What a second says.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SecondInput {
    /// `agree` or `decline`.
    pub verdict: String,
    pub reason: String,
}

async fn list_duties(State(identity): State<Identity>, caller: Caller) -> Answer {
    let actor = on_duty(&caller)?;
    let acts = identity.acts().clone();
    let waiting = identity.db().read(move |tx| waiting(tx, &acts, &actor)).await?;
    let json = || waiting.iter().map(ProposalInfo::from).collect::<Vec<_>>();
    Ok(caller.show(json, |ui| pages::list(ui, &waiting)))
}

async fn show_proposal(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<ProposalId>>,
) -> Answer {
    let shown = load(&identity, on_duty(&caller)?, id).await?;
    Ok(caller.show(|| ProposalInfo::from(&shown), |ui| pages::one(ui, &shown, &FormState::new())))
}

async fn show_proposal_history(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<ProposalId>>,
) -> Answer {
    let shown = load(&identity, on_duty(&caller)?, id).await?;
    let steps = steps(&shown.proposal);
    Ok(caller.show(|| &steps, |ui| pages::history(ui, &shown, &steps)))
}

async fn second_proposal(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<ProposalId>>,
    Input(input): Input<SecondInput>,
) -> Answer {
    let actor = on_duty(&caller)?;
    let done = seconded(&identity, actor.clone(), id, &input).await;
    let shown = load(&identity, actor, id).await?;
    match done {
        Ok(()) => {
            let done = Done::to("/duties").saying("identity-notice-seconded");
            Ok(caller.done(done, || ProposalInfo::from(&shown)))
        }
        Err(error) => form_again(&caller, error, |ui, invalid| {
            let state = FormState::new().set("reason", &input.reason).with(invalid);
            pages::one(ui, &shown, &state)
        }),
    }
}

async fn seconded(
    identity: &Identity,
    actor: Actor,
    id: Id<ProposalId>,
    input: &SecondInput,
) -> Result<()> {
    let verdict = Verdict::parse(&input.verdict)?;
    let reason = Reason::parse(&input.reason)?;
    let acts = identity.acts().clone();
    identity.db().write(move |tx| second(tx, &acts, &actor, id, verdict, &reason)).await
}

fn on_duty(caller: &Caller) -> Result<Actor> {
    let actor = caller.require()?;
    if pages::has_duty(actor) { Ok(actor.clone()) } else { Err(Error::Denied("no_duty")) }
}

async fn load(identity: &Identity, actor: Actor, id: Id<ProposalId>) -> Result<Shown> {
    let acts = identity.acts().clone();
    let read = move |tx: &mut Tx<'_>| {
        let proposal = store::get(tx, id)?;
        let held = match proposal.duty {
            Duty::Officer => actor.officer,
            Duty::Moderator => actor.moderator,
        };
        if !held {
            return Err(Error::NotFound);
        }
        shown(tx, &acts, &actor, vec![proposal])?.pop().ok_or(Error::NotFound)
    };
    identity.db().read(read).await
}

fn waiting(tx: &mut Tx<'_>, acts: &TwoPerson, actor: &Actor) -> Result<Vec<Shown>> {
    let duties = [(actor.officer, Duty::Officer), (actor.moderator, Duty::Moderator)];
    let mut all = Vec::new();
    for (_, duty) in duties.into_iter().filter(|(held, _)| *held) {
        all.extend(store::list_open(tx, duty)?);
    }
    shown(tx, acts, actor, all)
}

fn shown(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    proposals: Vec<Proposal>,
) -> Result<Vec<Shown>> {
    let own = store::charged_one(tx, &acts.keys, actor.account)?;
    let mut people: HashMap<Id<Persona>, NameCard> = HashMap::new();
    let mut all = Vec::new();
    for proposal in proposals {
        // A proposer who is gone has no card.
        let proposer = match store::charged_one(tx, &acts.keys, proposal.proposer) {
            Ok(charged) => Some(charged.persona),
            Err(Error::NotFound) => None,
            Err(other) => return Err(other),
        };
        let wanted: Vec<_> = [proposer, proposal.subject].into_iter().flatten().collect();
        people.extend(crate::cards(tx, &wanted)?);
        all.push(one(tx, acts, actor, &own, proposal, proposer, &people)?);
    }
    Ok(all)
}

fn one(
    tx: &mut Tx<'_>,
    acts: &TwoPerson,
    actor: &Actor,
    own: &Charged,
    proposal: Proposal,
    proposer: Option<Id<Persona>>,
    people: &HashMap<Id<Persona>, NameCard>,
) -> Result<Shown> {
    let executor = acts.executor(&proposal.kind)?;
    let card = |persona: Option<Id<Persona>>| persona.and_then(|id| people.get(&id).cloned());
    Ok(Shown {
        title_key: executor.title_key,
        path: (executor.path)(&proposal),
        proposer: card(proposer),
        subject: card(proposal.subject),
        mine_to_second: policy::may_second(actor, own, &proposal, true, tx.now()).is_ok(),
        proposal,
    })
}
