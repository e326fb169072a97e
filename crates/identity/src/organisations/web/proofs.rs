use commonround_web::{Answer, Auth, Caller, FormState, Input, Path, Routes, State, doc};

use super::api;
use super::manage::settled;
use crate::identity::Identity;
use crate::model::Email;
use crate::organisations::model::RegistryEntry;
use crate::organisations::{ask_registry, check_website, prove_by_mail};

pub fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .post(
            "/settings/organisations/{handle}/website",
            check_organisation_website,
            doc(
                "check_organisation_website",
                "Reads its website, and verifies it where that says so.",
            )
            .auth(Auth::Session)
            .answers::<api::ManagedOrganisation>()
            .refuses(&[
                "invalid",
                "organisation_closed",
                "organisation_changed",
                "domain_held",
                "name_held",
            ]),
        )
        .post(
            "/settings/organisations/{handle}/mail",
            send_organisation_code,
            doc("send_organisation_code", "Sends a code to a mailbox that speaks for its domain.")
                .auth(Auth::Session)
                .takes::<api::DomainMailInput>()
                .answers::<api::ManagedOrganisation>()
                .refuses(&["invalid", "organisation_closed"]),
        )
        .post(
            "/settings/organisations/{handle}/code",
            enter_organisation_code,
            doc("enter_organisation_code", "Takes that code, and verifies the organisation.")
                .auth(Auth::Session)
                .takes::<api::DomainCodeInput>()
                .answers::<api::ManagedOrganisation>()
                .refuses(&[
                    "invalid",
                    "organisation_closed",
                    "code_expired",
                    "domain_held",
                    "name_held",
                ]),
        )
        .post(
            "/settings/organisations/{handle}/registry",
            ask_registry,
            doc("ask_registry", "Asks officers to find it in a public registry.")
                .auth(Auth::Session)
                .takes::<api::RegistryInput>()
                .answers::<api::ManagedOrganisation>()
                .refuses(&["invalid", "organisation_closed"]),
        )
}

async fn check_organisation_website(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
) -> Answer {
    let checked = check_website::check_website(&identity, caller.require()?, &handle).await;
    let said = "identity-org-notice-verified";
    settled(&identity, &caller, &handle, checked, FormState::new(), said).await
}

async fn send_organisation_code(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(form): Input<api::DomainMailInput>,
) -> Answer {
    let actor = caller.require()?;
    let sent = match Email::parse("email", &form.email) {
        Ok(email) => prove_by_mail::send_domain_code(&identity, actor, &handle, email).await,
        Err(invalid) => Err(invalid.into()),
    };
    let state = FormState::new().set("email", &form.email);
    settled(&identity, &caller, &handle, sent, state, "identity-org-notice-sent").await
}

async fn enter_organisation_code(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(form): Input<api::DomainCodeInput>,
) -> Answer {
    let actor = caller.require()?;
    let entered = prove_by_mail::enter_domain_code(&identity, actor, &handle, &form.code).await;
    let state = FormState::new().set("code", &form.code);
    settled(&identity, &caller, &handle, entered, state, "identity-org-notice-verified").await
}

async fn ask_registry(
    State(identity): State<Identity>,
    caller: Caller,
    Path(handle): Path<String>,
    Input(form): Input<api::RegistryInput>,
) -> Answer {
    let actor = caller.require()?;
    let asked = match RegistryEntry::parse(&form.registry, &form.number) {
        Ok(entry) => ask_registry::ask_registry(&identity, actor, &handle, entry).await,
        Err(invalid) => Err(invalid.into()),
    };
    let state = FormState::new().set("registry", &form.registry).set("number", &form.number);
    settled(&identity, &caller, &handle, asked, state, "identity-org-notice-asked").await
}
