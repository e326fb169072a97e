//! What an owner adds to a claim: papers, and a wish for another look.

use commonround_kernel::Id;
use commonround_vocabulary::CredentialClaim;
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, Upload, doc,
};

use super::api;
use crate::credentials::limits::DOCUMENT_BYTES_MAX;
use crate::credentials::model::Words;
use crate::credentials::{appeal_claim, documents, my_claims, views};
use crate::identity::Identity;
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .post(
            "/settings/credentials/{id}/documents",
            add_claim_document,
            doc(
                "add_claim_document",
                "Adds a PDF, JPEG or PNG that officers see until they decide.",
            )
            .auth(Auth::Session)
            .uploads("document")
            .answers::<api::NewDocument>()
            .creates()
            .refuses(&["claim_current", "claim_rejected", "too_many_documents"]),
        )
        .post(
            "/settings/credentials/{id}/appeal",
            appeal_claim,
            doc("appeal_claim", "Asks for another look at a claim that was not confirmed.")
                .auth(Auth::Session)
                .takes::<api::AppealInput>()
                .answers::<Nothing>()
                .refuses(&["claim_not_rejected", "claim_appealed", "appeal_too_late"]),
        )
}

async fn add_claim_document(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    upload: Upload,
) -> Answer {
    let actor = caller.require()?;
    documents::check(&identity, actor, id).await?;
    let added = match upload.file("document", DOCUMENT_BYTES_MAX).await {
        Ok(bytes) => documents::add_document(&identity, actor, id, &bytes).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(document) => {
            let done = Done::created(page_of(id)).saying("identity-cred-notice-document");
            Ok(caller.done(done, || api::NewDocument { id: document }))
        }
        Err(error) => {
            let mine = my_claims::my_claim(&identity, actor, id).await?;
            form_again(&caller, error, |ui, invalid| {
                views::claims::one(ui, &mine, &FormState::new().with(invalid))
            })
        }
    }
}

async fn appeal_claim(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<CredentialClaim>>,
    Input(form): Input<api::AppealInput>,
) -> Answer {
    let actor = caller.require()?;
    let appealed = match Words::parse("words", &form.words) {
        Ok(words) => appeal_claim::appeal_claim(&identity, actor, id, words).await,
        Err(invalid) => Err(invalid.into()),
    };
    match appealed {
        Ok(()) => {
            let done = Done::to(page_of(id)).saying("identity-cred-notice-appealed");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => {
            let mine = my_claims::my_claim(&identity, actor, id).await?;
            let state = FormState::new().set("words", &form.words);
            form_again(&caller, error, |ui, invalid| {
                views::claims::one(ui, &mine, &state.with(invalid))
            })
        }
    }
}

fn page_of(id: Id<CredentialClaim>) -> String {
    format!("/settings/credentials/{id}")
}
