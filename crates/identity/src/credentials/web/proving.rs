use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::CredentialClaim;
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, Wants, doc,
    no_store,
};

use super::api;
use crate::credentials::{add_claim, my_claims, present_credential, prove_by_code, views};
use crate::identity::Identity;
use crate::model::Email;
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .post(
            "/settings/credentials/{id}/send-code",
            send_claim_code,
            doc("send_claim_code", "Sends a code to the contact that the register has of you.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["no_contact", "claim_conflict", "claim_current", "limited"]),
        )
        .post(
            "/settings/credentials/{id}/code",
            enter_claim_code,
            doc("enter_claim_code", "Takes the code that came by mail.")
                .auth(Auth::Session)
                .takes::<api::ClaimCodeInput>()
                .answers::<api::Claim>()
                .refuses(&["invalid", "code_expired", "register_not_current", "evidence_too_weak"]),
        )
        .post(
            "/settings/credentials/{id}/institution",
            send_institution_code,
            doc("send_institution_code", "Sends a code to a mailbox of yours at an institution.")
                .auth(Auth::Session)
                .takes::<api::InstitutionInput>()
                .answers::<Nothing>()
                .refuses(&["invalid", "limited"]),
        )
        .post(
            "/settings/credentials/{id}/ask-officer",
            ask_officer,
            doc("ask_officer", "Asks an officer to look at a claim of yours.")
                .auth(Auth::Session)
                .answers::<Nothing>(),
        )
        .post(
            "/settings/credentials/{id}/wallet",
            ask_wallet,
            doc("ask_wallet", "Makes the word that a wallet has to answer with, for ten minutes.")
                .auth(Auth::Session)
                .answers::<api::WalletQuestion>(),
        )
        .post(
            "/settings/credentials/{id}/presentation",
            present,
            doc("present_credential", "Takes a signed credential that your wallet shows.")
                .auth(Auth::Session)
                .takes::<api::PresentationInput>()
                .answers::<api::Claim>()
                .refuses(&["invalid", "code_expired", "status_list_unreachable"]),
        )
}

fn page_of(id: Id<CredentialClaim>) -> String {
    format!("/settings/credentials/{id}")
}

async fn send_claim_code(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    prove_by_code::send_code(&identity, caller.require()?, id).await?;
    Ok(caller.done(Done::to(page_of(id)).saying("identity-cred-notice-sent"), || Nothing {}))
}

async fn enter_claim_code(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::ClaimCodeInput>,
) -> Answer {
    let entered = prove_by_code::enter_code(&identity, caller.require()?, id, &form.code).await;
    proved(&identity, &caller, id, entered, FormState::new().set("code", &form.code)).await
}

async fn send_institution_code(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::InstitutionInput>,
) -> Answer {
    let actor = caller.require()?;
    let sent = match Email::parse("email", &form.email) {
        Ok(email) => prove_by_code::send_institution_code(&identity, actor, id, email).await,
        Err(invalid) => Err(invalid.into()),
    };
    match sent {
        Ok(()) => {
            let done = Done::to(page_of(id)).saying("identity-cred-notice-sent");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => {
            claim_again(&identity, &caller, id, error, FormState::new().set("email", &form.email))
                .await
        }
    }
}

async fn ask_officer(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    add_claim::ask_officer(&identity, caller.require()?, id).await?;
    Ok(caller.done(Done::to(page_of(id)).saying("identity-cred-notice-asked"), || Nothing {}))
}

/// Answers with the word in the page itself: a redirect would have to carry it in an address.
async fn ask_wallet(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    let actor = caller.require()?;
    let question = present_credential::ask_wallet(&identity, actor, id).await?;
    if caller.wants() == Wants::Json {
        let json = || api::WalletQuestion { audience: question.audience, nonce: question.nonce };
        return Ok(no_store(caller.done(Done::to(page_of(id)), json)));
    }
    let page = |ui: &commonround_web::Ui<'_>| views::claims::wallet(ui, id, &question);
    Ok(no_store(caller.show(|| Nothing {}, page)))
}

async fn present(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::PresentationInput>,
) -> Answer {
    let actor = caller.require()?;
    let presented =
        present_credential::present_credential(&identity, actor, id, &form.presentation).await;
    proved(&identity, &caller, id, presented, FormState::new()).await
}

async fn proved(
    identity: &Identity,
    caller: &Caller,
    id: Id<CredentialClaim>,
    outcome: Result<()>,
    state: FormState,
) -> Answer {
    match outcome {
        Ok(()) => {
            let mine = my_claims::my_claim(identity, caller.require()?, id).await?;
            let done = Done::to(page_of(id)).saying("identity-cred-notice-proved");
            Ok(caller.done(done, || api::Claim::of(&mine, caller.now())))
        }
        Err(error) => claim_again(identity, caller, id, error, state).await,
    }
}

/// The page of the claim again, with what was wrong.
pub async fn claim_again(
    identity: &Identity,
    caller: &Caller,
    id: Id<CredentialClaim>,
    error: Error,
    state: FormState,
) -> Answer {
    let mine = my_claims::my_claim(identity, caller.require()?, id).await?;
    form_again(caller, error, |ui, invalid| views::claims::one(ui, &mine, &state.with(invalid)))
}
