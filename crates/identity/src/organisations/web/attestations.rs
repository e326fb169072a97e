use commonround_kernel::Id;
use commonround_vocabulary::Attestation;
use commonround_web::{Answer, Auth, Caller, Done, Input, Nothing, Path, Routes, State, doc};

use super::api;
use super::manage::{again, page_of};
use crate::identity::Identity;
use crate::organisations::model::NewAttestation;
use crate::organisations::{answer_attestation, offer_attestation};

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .post(
            "/settings/organisations/{handle}/attestations",
            offer_attestation,
            doc("offer_attestation", "Offers to say something about somebody, who has to accept.")
                .auth(Auth::Session)
                .takes::<api::OfferInput>()
                .answers::<api::OfferedAttestation>()
                .creates()
                .refuses(&[
                    "invalid",
                    "organisation_closed",
                    "organisation_unverified",
                    "attest_self",
                    "attestation_exists",
                    "attestation_declined",
                    "too_many_attestations",
                    "too_many_offers",
                ]),
        )
        .post(
            "/settings/attestations/{id}/accept",
            accept_attestation,
            doc("accept_attestation", "Lets an organisation say this about you, for a year.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["attestation_answered", "offer_expired"]),
        )
        .post(
            "/settings/attestations/{id}/decline",
            decline_attestation,
            doc("decline_attestation", "Does not let an organisation say this about you.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["attestation_answered", "offer_expired"]),
        )
        .post(
            "/settings/attestations/{id}/withdraw",
            withdraw_attestation,
            doc("withdraw_attestation", "Ends what is said, at once: for both sides.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["attestation_ended"]),
        )
}

async fn offer_attestation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(form): Input<api::OfferInput>,
) -> Answer {
    let actor = caller.require()?;
    let offered = match NewAttestation::parse(&form.statement, &form.position) {
        Ok(new) => {
            let person = &form.person;
            offer_attestation::offer_attestation(&identity, actor, &handle, person, new).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match offered {
        Ok(id) => {
            let done = Done::created(page_of(&handle)).saying("identity-org-notice-offered");
            Ok(caller.done(done, || api::OfferedAttestation { id }))
        }
        Err(error) => again(&identity, &caller, &handle, error, form.state()).await,
    }
}

const MINE: &str = "/settings/organisations";

async fn accept_attestation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Attestation>>,
) -> Answer {
    answer_attestation::answer_attestation(&identity, caller.require()?, id, true).await?;
    Ok(caller.done(Done::to(MINE).saying("identity-org-notice-accepted"), || Nothing {}))
}

async fn decline_attestation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Attestation>>,
) -> Answer {
    answer_attestation::answer_attestation(&identity, caller.require()?, id, false).await?;
    Ok(caller.done(Done::to(MINE).saying("identity-org-notice-declined"), || Nothing {}))
}

async fn withdraw_attestation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Attestation>>,
) -> Answer {
    answer_attestation::withdraw_attestation(&identity, caller.require()?, id).await?;
    Ok(caller.done(Done::to(MINE).saying("identity-org-notice-withdrawn"), || Nothing {}))
}
