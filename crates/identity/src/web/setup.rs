use axum::http::HeaderMap;
use commonround_kernel::Error;
use commonround_web::{
    Answer, Caller, Done, FormState, Input, Query, Routes, State, Ui, doc, no_store,
};

use super::join::parse;
use super::{api, form_again, signed_in, visitor};
use crate::identity::Identity;
use crate::setup as use_case;
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/setup",
            show_setup,
            doc("show_setup", "The form that makes the owner's account.")
                .query::<api::CodeQuery>()
                .answers::<api::JoinAsks>()
                .refuses(&["code_expired", "code_used"]),
        )
        .post(
            "/setup",
            set_up,
            doc("set_up", "Makes the owner's account and signs in.")
                .takes::<api::SetupInput>()
                .answers::<api::SignedIn>()
                .creates()
                .refuses(&[
                    "limited",
                    "code_expired",
                    "code_used",
                    "already_set_up",
                    "email_taken",
                ]),
        )
}

pub async fn show_setup(
    State(identity): State<Identity>,
    caller: Caller,
    Query(query): Query<api::CodeQuery>,
) -> Answer {
    match use_case::look_at_setup(&identity, &query.code).await {
        Ok(()) => {
            let page = |ui: &Ui<'_>| views::setup::page(ui, &query.code, &FormState::new());
            Ok(no_store(caller.show(|| api::JoinAsks::ALL, page)))
        }
        Err(error) => dead(&caller, error),
    }
}

pub async fn set_up(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::SetupInput>,
) -> Answer {
    let (code, form) = form.split();
    let made = match parse(&form) {
        Ok(cmd) => {
            let handle = cmd.handle.as_str().to_owned();
            let secret = use_case::set_up(&identity, visitor(&caller, &headers), &code, cmd).await;
            secret.map(|secret| (secret, handle))
        }
        Err(invalid) => Err(invalid.into()),
    };
    match made {
        Ok((secret, handle)) => {
            let done = Done::created("/").saying("identity-notice-set-up");
            signed_in(&identity, &caller, done, &secret, handle)
        }
        Err(error @ (Error::Gone(_) | Error::Conflict(_))) => dead(&caller, error),
        Err(error) => form_again(&caller, error, |ui, invalid| {
            views::setup::page(ui, &code, &form.state().with(invalid))
        }),
    }
}

fn dead(caller: &Caller, error: Error) -> Answer {
    let code = error.code();
    caller.refused_with(error, |ui| views::setup::dead(ui, code))
}
