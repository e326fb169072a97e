use axum::http::HeaderMap;
use commonround_web::{Answer, Caller, Done, FormState, Input, Routes, State, doc};

use super::{api, form_again, signed_in, visitor};
use crate::identity::Identity;
use crate::join::{self as use_case, Join};
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get("/join", show_join, doc("show_join", "What joining asks.").answers::<api::JoinAsks>())
        .post(
            "/join",
            join,
            doc("join", "Makes an account and signs in; a letter asks to confirm the address.")
                .takes::<api::JoinInput>()
                .answers::<api::SignedIn>()
                .creates()
                .refuses(&["limited", "invalid"]),
        )
}

pub async fn show_join(caller: Caller) -> Answer {
    let state = FormState::new();
    Ok(caller.show(|| api::JoinAsks::ALL, |ui| views::join::page(ui, &state)))
}

pub async fn join(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::JoinInput>,
) -> Answer {
    let joined = match parse(&form) {
        Ok(cmd) => {
            let handle = cmd.handle.as_str().to_owned();
            let secret = use_case::join(&identity, visitor(&caller, &headers), cmd).await;
            secret.map(|secret| (secret, handle))
        }
        Err(invalid) => Err(invalid.into()),
    };
    match joined {
        Ok((secret, handle)) => {
            signed_in(&identity, &caller, Done::created("/join/confirm"), &secret, handle)
        }
        Err(error) => form_again(&caller, error, |ui, invalid| {
            views::join::page(ui, &form.state().with(invalid))
        }),
    }
}

pub(super) fn parse(form: &api::JoinInput) -> Result<Join, commonround_kernel::Invalid> {
    Join::parse(&form.email, &form.handle, &form.password, &form.age_band, &form.role)
}
