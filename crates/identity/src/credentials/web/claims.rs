use commonround_kernel::Id;
use commonround_vocabulary::CredentialClaim;
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, doc,
};

use super::api;
use crate::credentials::model::NewClaim;
use crate::credentials::{add_claim, my_claims, set_claim, views};
use crate::identity::Identity;
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/settings/credentials",
            list_my_claims,
            doc("list_my_claims", "Your credential claims, the newest first.")
                .auth(Auth::Session)
                .answers::<Vec<api::Claim>>(),
        )
        .post(
            "/settings/credentials",
            claim_credential,
            doc("claim_credential", "Says that you are on a register. It proves nothing yet.")
                .auth(Auth::Session)
                .takes::<api::ClaimInput>()
                .answers::<api::NewClaim>()
                .creates()
                .refuses(&["invalid", "email_unconfirmed", "claim_exists", "too_many_credentials"]),
        )
        .get(
            "/settings/credentials/{id}",
            show_my_claim,
            doc("show_my_claim", "One claim of yours, and what proves it.")
                .auth(Auth::Session)
                .answers::<api::Claim>(),
        )
        .get(
            "/settings/credentials/{id}/history",
            show_claim_history,
            doc("show_claim_history", "What happened to a claim of yours, the newest first.")
                .auth(Auth::Session)
                .answers::<api::ClaimHistory>(),
        )
        .post(
            "/settings/credentials/{id}/number",
            show_claim_number,
            doc("show_claim_number", "Shows your registration number to everybody, or hides it.")
                .auth(Auth::Session)
                .takes::<api::ShowNumberInput>()
                .answers::<Nothing>(),
        )
        .post(
            "/settings/credentials/{id}/withdraw",
            withdraw_credential,
            doc("withdraw_credential", "Takes a claim back, with its badge.")
                .auth(Auth::Session)
                .answers::<Nothing>(),
        )
}

async fn list_my_claims(State(identity): State<Identity>, caller: Caller) -> Answer {
    let mine = my_claims::my_claims(&identity, caller.require()?).await?;
    let json = || mine.iter().map(|one| api::Claim::of(one, caller.now())).collect::<Vec<_>>();
    Ok(caller.show(json, |ui| views::claims::list(ui, &mine, &FormState::new())))
}

async fn claim_credential(
    State(identity): State<Identity>,
    caller: Caller,
    Input(form): Input<api::ClaimInput>,
) -> Answer {
    let actor = caller.require()?;
    let added = match NewClaim::parse(&form.registration, &form.number, &form.registered_name) {
        Ok(new) => add_claim::add_claim(&identity, actor, new).await,
        Err(invalid) => Err(invalid.into()),
    };
    match added {
        Ok(id) => {
            let state = my_claims::my_claim(&identity, actor, id).await?.claim.state.code();
            let done = Done::created(format!("/settings/credentials/{id}"));
            Ok(caller.done(done, || api::NewClaim { id, state }))
        }
        Err(error) => {
            let mine = my_claims::my_claims(&identity, actor).await?;
            form_again(&caller, error, |ui, invalid| {
                views::claims::list(ui, &mine, &form.state().with(invalid))
            })
        }
    }
}

async fn show_my_claim(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    let mine = my_claims::my_claim(&identity, caller.require()?, id).await?;
    let json = || api::Claim::of(&mine, caller.now());
    Ok(caller.show(json, |ui| views::claims::one(ui, &mine, &FormState::new())))
}

async fn show_claim_history(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    let history = my_claims::claim_history(&identity, caller.require()?, id).await?;
    let json = || api::ClaimHistory::of(&history);
    Ok(caller.show(json, |ui| views::claims::history(ui, id, &history)))
}

async fn show_claim_number(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::ShowNumberInput>,
) -> Answer {
    let shown = form.shown == "true";
    set_claim::show_number(&identity, caller.require()?, id, shown).await?;
    let said = if shown {
        "identity-cred-notice-number-shown"
    } else {
        "identity-cred-notice-number-hidden"
    };
    Ok(caller.done(Done::to(format!("/settings/credentials/{id}")).saying(said), || Nothing {}))
}

async fn withdraw_credential(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
) -> Answer {
    set_claim::withdraw_credential(&identity, caller.require()?, id).await?;
    let done = Done::to("/settings/credentials").saying("identity-cred-notice-withdrawn");
    Ok(caller.done(done, || Nothing {}))
}
