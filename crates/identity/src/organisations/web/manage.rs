use commonround_kernel::{Error, Result};
use commonround_web::{
    Answer, Auth, Caller, Done, FormState, Input, Nothing, Path, Routes, State, doc,
};

use super::api;
use crate::identity::Identity;
use crate::organisations::model::NewOrganisation;
use crate::organisations::{
    change_organisation, found_organisation, invite_steward, leave_organisation, reads, views,
};
use crate::web::form_again;

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    stewarding(
        routes
            .get(
                "/settings/organisations",
                list_my_organisations,
                doc(
                    "list_my_organisations",
                    "Organisations you look after, and what they say of you.",
                )
                .auth(Auth::Session)
                .answers::<api::MyOrganisations>(),
            )
            .post(
                "/settings/organisations",
                found_organisation,
                doc("found_organisation", "Founds an organisation. It proves nothing yet.")
                    .auth(Auth::Session)
                    .takes::<api::FoundInput>()
                    .answers::<api::FoundedOrganisation>()
                    .creates()
                    .refuses(&["invalid", "email_unconfirmed", "too_many_organisations"]),
            )
            .get(
                "/settings/organisations/{handle}",
                show_my_organisation,
                doc("show_my_organisation", "An organisation you look after, and what proves it.")
                    .auth(Auth::Session)
                    .answers::<api::ManagedOrganisation>()
                    .refuses(GONE),
            )
            .post(
                "/settings/organisations/{handle}/profile",
                change_organisation,
                doc(
                    "change_organisation",
                    "Changes its profile; another name or domain has to be checked anew.",
                )
                .auth(Auth::Session)
                .takes::<api::OrganisationProfileInput>()
                .answers::<api::ManagedOrganisation>()
                .refuses(&["invalid", "organisation_closed"]),
            ),
    )
}

const GONE: &[&str] = &["organisation_closed"];

fn stewarding(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .post(
            "/settings/organisations/{handle}/stewards",
            invite_steward,
            doc("invite_steward", "Asks somebody to look after the organisation too.")
                .auth(Auth::Session)
                .takes::<api::StewardInput>()
                .answers::<Nothing>()
                .refuses(&[
                    "invalid",
                    "organisation_closed",
                    "steward_already",
                    "too_many_stewards",
                ]),
        )
        .post(
            "/settings/organisations/{handle}/join",
            join_organisation,
            doc(
                "join_organisation",
                "Begins to look after an organisation, where you were asked to.",
            )
            .auth(Auth::Session)
            .answers::<Nothing>()
            .refuses(&[
                "email_unconfirmed",
                "organisation_closed",
                "too_many_organisations",
            ]),
        )
        .post(
            "/settings/organisations/{handle}/leave",
            leave_organisation,
            doc("leave_organisation", "Stops looking after an organisation, or declines to begin.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["organisation_closed", "last_steward"]),
        )
        .post(
            "/settings/organisations/{handle}/close",
            close_organisation,
            doc("close_organisation", "Closes an organisation for good, with what it says.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(GONE),
        )
}

pub(super) fn page_of(handle: &str) -> String {
    format!("/settings/organisations/{handle}")
}

async fn list_my_organisations(State(identity): State<Identity>, caller: Caller) -> Answer {
    let mine = reads::mine(&identity, caller.require()?).await?;
    let json = || api::MyOrganisations::of(&mine, caller.now());
    Ok(caller.show(json, |ui| views::mine::page(ui, &mine, &FormState::new())))
}

async fn found_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Input(form): Input<api::FoundInput>,
) -> Answer {
    let actor = caller.require()?;
    let founded = match NewOrganisation::parse(&form.handle, form.profile()) {
        Ok(new) => {
            let handle = new.handle.as_str().to_owned();
            let id = found_organisation::found_organisation(&identity, actor, new).await;
            id.map(|id| api::FoundedOrganisation { id, handle })
        }
        Err(invalid) => Err(invalid.into()),
    };
    match founded {
        Ok(founded) => {
            let done =
                Done::created(page_of(&founded.handle)).saying("identity-org-notice-founded");
            Ok(caller.done(done, || founded))
        }
        Err(error) => {
            let mine = reads::mine(&identity, actor).await?;
            form_again(&caller, error, |ui, invalid| {
                views::mine::page(ui, &mine, &form.state().with(invalid))
            })
        }
    }
}

async fn show_my_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let managed = reads::manage(&identity, caller.require()?, &handle).await?;
    let json = || api::ManagedOrganisation::of(&managed, caller.now());
    Ok(caller.show(json, |ui| views::manage::page(ui, &managed, &FormState::new())))
}

async fn change_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(form): Input<api::OrganisationProfileInput>,
) -> Answer {
    let actor = caller.require()?;
    let changed = match form.profile() {
        Ok(profile) => {
            change_organisation::change_organisation(&identity, actor, &handle, profile).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    settled(&identity, &caller, &handle, changed, form.state(), "identity-org-notice-saved").await
}

async fn invite_steward(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(form): Input<api::StewardInput>,
) -> Answer {
    let actor = caller.require()?;
    let asked = invite_steward::invite_steward(&identity, actor, &handle, &form.steward).await;
    let state = FormState::new().set("steward", &form.steward);
    match asked {
        Ok(()) => {
            let done = Done::to(page_of(&handle)).saying("identity-org-notice-invited");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => again(&identity, &caller, &handle, error, state).await,
    }
}

async fn join_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    invite_steward::join_organisation(&identity, caller.require()?, &handle).await?;
    let done = Done::to(page_of(&handle)).saying("identity-org-notice-joined");
    Ok(caller.done(done, || Nothing {}))
}

async fn leave_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    leave_organisation::leave_organisation(&identity, caller.require()?, &handle).await?;
    let done = Done::to("/settings/organisations").saying("identity-org-notice-left");
    Ok(caller.done(done, || Nothing {}))
}

async fn close_organisation(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    leave_organisation::close_organisation(&identity, caller.require()?, &handle).await?;
    let done = Done::to("/settings/organisations").saying("identity-org-notice-closed");
    Ok(caller.done(done, || Nothing {}))
}

/// The organisation as it is now, or the form again.
pub(super) async fn settled(
    identity: &Identity,
    caller: &Caller,
    handle: &str,
    outcome: Result<()>,
    state: FormState,
    said: &'static str,
) -> Answer {
    match outcome {
        Ok(()) => {
            let managed = reads::manage(identity, caller.require()?, handle).await?;
            let done = Done::to(page_of(handle)).saying(said);
            Ok(caller.done(done, || api::ManagedOrganisation::of(&managed, caller.now())))
        }
        Err(error) => again(identity, caller, handle, error, state).await,
    }
}

pub(super) async fn again(
    identity: &Identity,
    caller: &Caller,
    handle: &str,
    error: Error,
    state: FormState,
) -> Answer {
    let managed = reads::manage(identity, caller.require()?, handle).await?;
    form_again(caller, error, |ui, invalid| views::manage::page(ui, &managed, &state.with(invalid)))
}
