use axum::response::IntoResponse as _;
use commonround_kernel::{Error, Id, Invalid};
use commonround_vocabulary::CredentialClaim;
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, doc,
};

use super::desk_api as api;
use crate::credentials::decide_claim::{self, Decision};
use crate::credentials::model::{DocumentRow, Rejection, Verdict};
use crate::credentials::{appeal_claim, documents, officer, views};
use crate::identity::Identity;
use crate::two_person::Reason;
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
                .takes::<api::AgreeInput>()
                .answers::<api::DecidedClaim>()
                .refuses(SECOND_REFUSALS),
        )
        .post(
            "/officer/claims/{id}/decline",
            decline_claim_decision,
            doc("decline_claim_decision", "Disagrees with another officer: nothing is decided.")
                .auth(Auth::Officer)
                .takes::<api::DeclineInput>()
                .answers::<api::DecidedClaim>()
                .refuses(SECOND_REFUSALS),
        )
        .post(
            "/officer/claims/{id}/undo",
            undo_claim_decision,
            doc("undo_claim_decision", "Takes your decision off the desk before it counts.")
                .auth(Auth::Officer)
                .answers::<Nothing>()
                .refuses(&["claim_own", "claim_decided", "not_proposer", "proposal_decided"]),
        )
        .post(
            "/officer/claims/{id}/appeal",
            rule_on_claim_appeal,
            doc("rule_on_claim_appeal", "Answers an appeal against a decision of other officers.")
                .auth(Auth::Officer)
                .takes::<api::RuleInput>()
                .answers::<api::DecidedClaim>()
                .refuses(&["claim_own", "own_case", "claim_decided", "appeal_own_decision"]),
        )
        .get(
            "/officer/claims/{id}/documents/{document}",
            read_claim_document,
            doc("read_claim_document", "A paper of a claim. That you looked is written down.")
                .auth(Auth::Officer)
                .plain("application/octet-stream")
                .refuses(&["claim_own", "claim_decided", "document_gone"]),
        )
}

const SECOND_REFUSALS: &[&str] = &[
    "claim_own",
    "claim_decided",
    "own_proposal",
    "own_case",
    "same_conflict_group",
    "proposal_decided",
    "proposer_off_duty",
    "register_not_current",
    "evidence_too_weak",
    "number_held",
];

const REFUSALS: &[&str] = &[
    "invalid",
    "claim_own",
    "own_case",
    "claim_decided",
    "already_proposed",
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
    answered(identity, caller, id, decided, state, "identity-cred-notice-decided").await
}

/// The next claim, or the form again where the input is to blame.
async fn answered(
    identity: &Identity,
    caller: &Caller,
    id: Id<CredentialClaim>,
    done: Result<(), Error>,
    state: FormState,
    said: &'static str,
) -> Answer {
    match done {
        Ok(()) => go_on(identity, caller, id, said).await,
        Err(error @ Error::Invalid(_)) => {
            let desk = officer::open_credential(identity, caller.require()?, id).await?;
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
    Input(form): Input<api::AgreeInput>,
) -> Answer {
    let said = !form.finding.trim().is_empty();
    let words = said.then(|| words_of(&form.finding)).transpose();
    let agreed = match words {
        Ok(words) => decide_claim::agree(&identity, caller.require()?, id, words).await,
        Err(invalid) => Err(invalid.into()),
    };
    let state = FormState::new().set("finding", &form.finding);
    answered(&identity, &caller, id, agreed, state, "identity-cred-notice-agreed").await
}

async fn decline_claim_decision(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::DeclineInput>,
) -> Answer {
    let declined = match words_of(&form.finding) {
        Ok(words) => decide_claim::decline(&identity, caller.require()?, id, words).await,
        Err(invalid) => Err(invalid.into()),
    };
    let state = FormState::new().set("finding", &form.finding);
    answered(&identity, &caller, id, declined, state, "identity-cred-notice-declined").await
}

/// The form calls it a finding; the proposal calls it a reason.
fn words_of(finding: &str) -> Result<Reason, Invalid> {
    Reason::parse(finding).map_err(|invalid| {
        let why = invalid.problems().first().map_or("required", |problem| problem.why);
        Invalid::new("finding", why)
    })
}

async fn rule_on_claim_appeal(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::RuleInput>,
) -> Answer {
    let ruled = match form.parse() {
        Ok((ruling, answer)) => {
            let actor = caller.require()?;
            appeal_claim::rule_on_claim_appeal(&identity, actor, id, ruling, answer).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    answered(&identity, &caller, id, ruled, form.state(), "identity-cred-notice-answered").await
}

/// The paper itself, in a page of its own from which nothing runs.
async fn read_claim_document(
    State(identity): State<Identity>,
    caller: Caller,
    Path((id, document)): Path<(Id<CredentialClaim>, Id<DocumentRow>)>,
) -> Answer {
    let actor = caller.require()?;
    let (kind, bytes) = documents::read_document(&identity, actor, id, document).await?;
    let named = format!("inline; filename=\"{document}.{}\"", kind.as_str());
    let headers = [
        ("content-type", kind.media_type()),
        ("content-disposition", &named),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "no-store"),
    ];
    Ok((headers, bytes).into_response())
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
