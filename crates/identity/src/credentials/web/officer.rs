use commonround_kernel::{Error, Id};
use commonround_vocabulary::CredentialClaim;
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, doc,
};

use super::desk_api as api;
use crate::credentials::decide_claim::{self, Decision};
use crate::credentials::model::{Rejection, Verdict};
use crate::credentials::{officer, views};
use crate::identity::Identity;
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/officer/claims",
            list_waiting_claims,
            doc("list_waiting_claims", "Claims that wait for an officer, the oldest first.")
                .auth(Auth::Officer)
                .answers::<api::OfficerQueue>(),
        )
        .get(
            "/officer/claims/{id}",
            open_credential,
            doc("open_credential", "A claim beside the register. That you looked is written down.")
                .auth(Auth::Officer)
                .answers::<api::DeskClaim>()
                .refuses(&["claim_own", "claim_decided"]),
        )
        .post(
            "/officer/claims/{id}/approve",
            approve_claim,
            doc("approve_claim", "Decides for a claim; counts once a second officer agrees.")
                .auth(Auth::Officer)
                .takes::<api::ApproveInput>()
                .answers::<api::DecidedClaim>()
                .refuses(REFUSALS),
        )
        .post(
            "/officer/claims/{id}/reject",
            reject_claim,
            doc("reject_claim", "Decides against a claim; counts once a second officer agrees.")
                .auth(Auth::Officer)
                .takes::<api::RejectInput>()
                .answers::<api::DecidedClaim>()
                .refuses(REFUSALS),
        )
        .post(
            "/officer/claims/{id}/agree",
            second_claim_decision,
            doc("second_claim_decision", "Agrees with another officer: the decision counts now.")
                .auth(Auth::Officer)
                .answers::<api::DecidedClaim>()
                .refuses(&["claim_own", "second_officer", "claim_changed"]),
        )
        .post(
            "/officer/claims/{id}/undo",
            undo_claim_decision,
            doc("undo_claim_decision", "Takes a decision off the desk before it counts.")
                .auth(Auth::Officer)
                .answers::<Nothing>()
                .refuses(&["claim_own"]),
        )
}

const REFUSALS: &[&str] = &[
    "invalid",
    "claim_own",
    "claim_decided",
    "decision_waits",
    "register_not_current",
    "evidence_too_weak",
    "number_held",
];

async fn list_waiting_claims(State(identity): State<Identity>, caller: Caller) -> Answer {
    let queue = officer::list_claims(&identity, caller.require()?).await?;
    Ok(caller.show(|| api::OfficerQueue::of(&queue), |ui| views::officer::queue(ui, &queue)))
}

async fn open_credential(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    let desk = officer::open_credential(&identity, caller.require()?, id).await?;
    let json = || api::DeskClaim::of(&desk);
    Ok(caller.show(json, |ui| views::officer::desk(ui, &desk, &FormState::new())))
}

async fn approve_claim(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::ApproveInput>,
) -> Answer {
    let verdict = Verdict::parse(&form.ticked(), &form.method, &form.finding);
    let decision = verdict.map(Decision::Yes).map_err(Error::from);
    decide(&identity, &caller, id, decision, form.state()).await
}

async fn reject_claim(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::RejectInput>,
) -> Answer {
    let decision = Rejection::parse(&form.reason, &form.finding).map(Decision::No);
    decide(&identity, &caller, id, decision, form.state()).await
}

async fn decide(
    identity: &Identity,
    caller: &Caller,
    id: Id<CredentialClaim>,
    decision: Result<Decision, Error>,
    state: FormState,
) -> Answer {
    let actor = caller.require()?;
    let decided = match decision {
        Ok(decision) => decide_claim::decide_claim(identity, actor, id, decision).await,
        Err(error) => Err(error),
    };
    match decided {
        Ok(()) => go_on(identity, caller, id, "identity-cred-notice-decided").await,
        Err(error @ Error::Invalid(_)) => {
            let desk = officer::open_credential(identity, actor, id).await?;
            form_again(caller, error, |ui, invalid| {
                views::officer::desk(ui, &desk, &state.with(invalid))
            })
        }
        Err(other) => Err(other.into()),
    }
}

async fn second_claim_decision(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    decide_claim::agree(&identity, caller.require()?, id).await?;
    go_on(&identity, &caller, id, "identity-cred-notice-agreed").await
}

async fn undo_claim_decision(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    decide_claim::undo(&identity, caller.require()?, id).await?;
    let done = Done::to(format!("/officer/claims/{id}")).saying("identity-cred-notice-undone");
    Ok(caller.done(done, || Nothing {}))
}

/// After a decision the next claim is on the desk.
async fn go_on(
    identity: &Identity,
    caller: &Caller,
    id: Id<CredentialClaim>,
    said: &'static str,
) -> Answer {
    let next = officer::next_claim(identity, caller.require()?, id).await?;
    let to =
        next.map_or_else(|| "/officer/claims".to_owned(), |id| format!("/officer/claims/{id}"));
    Ok(caller.done(Done::to(to).saying(said), || api::DecidedClaim { next }))
}
