use commonround_kernel::Id;
use commonround_vocabulary::Organisation;
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, doc,
};

use super::api;
use crate::identity::Identity;
use crate::organisations::decide_registry::{self, Act};
use crate::organisations::views;
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/officer/organisations",
            list_waiting_organisations,
            doc(
                "list_waiting_organisations",
                "Organisations to look up, the longest waiting first.",
            )
            .auth(Auth::Officer)
            .answers::<Vec<api::DeskOrganisation>>(),
        )
        .get(
            "/officer/organisations/{id}",
            open_organisation,
            doc("open_organisation", "One of them. That you looked is written down.")
                .auth(Auth::Officer)
                .answers::<api::DeskOrganisation>()
                .refuses(&["own_case", "organisation_closed"]),
        )
        .post(
            "/officer/organisations/{id}",
            decide_organisation,
            doc(
                "decide_organisation",
                "Verifies or revokes, once a second officer agrees; or refuses.",
            )
            .auth(Auth::Officer)
            .takes::<api::OrganisationVerdictInput>()
            .answers::<Nothing>()
            .refuses(&[
                "invalid",
                "own_case",
                "organisation_closed",
                "registry_not_asked",
                "organisation_unverified",
                "already_proposed",
            ]),
        )
}

async fn list_waiting_organisations(State(identity): State<Identity>, caller: Caller) -> Answer {
    let waiting = decide_registry::list_waiting(&identity, caller.require()?).await?;
    let json = || {
        let all = waiting.iter().map(|row| api::DeskOrganisation::waiting(row, caller.now()));
        all.collect::<Vec<_>>()
    };
    Ok(caller.show(json, |ui| views::desk::queue(ui, &waiting)))
}

async fn open_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Organisation>>,
) -> Answer {
    let desk = decide_registry::open_organisation(&identity, caller.require()?, id).await?;
    let json = || api::DeskOrganisation::of(&desk, caller.now());
    Ok(caller.show(json, |ui| views::desk::page(ui, &desk, &FormState::new())))
}

async fn decide_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<Id<Organisation>>,
    Input(form): Input<api::OrganisationVerdictInput>,
) -> Answer {
    let actor = caller.require()?;
    let decided = match Act::parse(&form.verdict) {
        Ok(act) => {
            let reason = &form.reason;
            decide_registry::decide_organisation(&identity, actor, id, act, reason).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match decided {
        Ok(()) => {
            let done = Done::to("/officer/organisations").saying("identity-org-notice-decided");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => {
            let desk = decide_registry::open_organisation(&identity, actor, id).await?;
            let state = FormState::new().set("reason", &form.reason);
            form_again(&caller, error, |ui, invalid| {
                views::desk::page(ui, &desk, &state.with(invalid))
            })
        }
    }
}
