use axum::http::HeaderMap;
use commonround_kernel::Error;
use commonround_web::{
    Answer, Caller, Done, FormState, Input, Nothing, Query, Routes, State, clear_session_cookie,
    doc, no_store,
};

use super::{api, form_again, visitor};
use crate::identity::Identity;
use crate::model::Email;
use crate::reset_password as use_case;
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/forgot",
            show_forgot,
            doc("show_forgot", "The form that asks for a password link.").answers::<Nothing>(),
        )
        .post(
            "/forgot",
            ask_reset,
            doc("ask_reset", "Asks for a password link; the answer is the same for every address.")
                .takes::<api::ForgotInput>()
                .answers::<Nothing>()
                .refuses(&["limited", "invalid"]),
        )
        .get(
            "/reset",
            show_reset,
            doc("show_reset", "Whose password a link would reset.")
                .query::<api::CodeQuery>()
                .answers::<api::Resetting>()
                .refuses(&["code_expired", "code_used"]),
        )
        .post(
            "/reset",
            reset_password,
            doc("reset_password", "Sets a new password and signs every device out.")
                .takes::<api::ResetInput>()
                .answers::<Nothing>()
                .refuses(&["limited", "code_expired", "code_used", "invalid"]),
        )
}

pub async fn show_forgot(caller: Caller) -> Answer {
    let state = FormState::new();
    Ok(caller.show(|| Nothing {}, |ui| views::reset::forgot(ui, &state)))
}

/// The same answer for every address.
pub async fn ask_reset(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::ForgotInput>,
) -> Answer {
    let asked = match Email::parse("email", &form.email) {
        Ok(email) => use_case::ask_reset(&identity, visitor(&caller, &headers), email).await,
        Err(invalid) => Err(invalid.into()),
    };
    match asked {
        Ok(()) => {
            let done = Done::to("/sign-in").saying("identity-notice-reset-sent");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => form_again(&caller, error, |ui, invalid| {
            let state = FormState::new().set("email", &form.email).with(invalid);
            views::reset::forgot(ui, &state)
        }),
    }
}

pub async fn show_reset(
    State(identity): State<Identity>,
    caller: Caller,
    Query(query): Query<api::CodeQuery>,
) -> Answer {
    match use_case::look_at_reset(&identity, &query.code).await {
        Ok(found) => {
            let handle = found.handle.clone();
            let page = caller.show(
                || api::Resetting { handle },
                |ui| views::reset::page(ui, &query.code, &found.handle, &FormState::new()),
            );
            Ok(no_store(page))
        }
        Err(error) => dead(&caller, error),
    }
}

pub async fn reset_password(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::ResetInput>,
) -> Answer {
    let visitor = visitor(&caller, &headers);
    let reset = use_case::reset_password(&identity, &visitor, &form.code, &form.password).await;
    match reset {
        Ok(()) => {
            let cookie = clear_session_cookie(identity.config().is_secure());
            let done = Done::to("/sign-in").saying("identity-notice-password-reset").cookie(cookie);
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error @ (Error::Gone(_) | Error::Conflict(_))) => dead(&caller, error),
        Err(error) => {
            let handle = use_case::look_at_reset(&identity, &form.code).await.map(|r| r.handle);
            form_again(&caller, error, |ui, invalid| {
                let state = FormState::new().with(invalid);
                views::reset::page(ui, &form.code, &handle.unwrap_or_default(), &state)
            })
        }
    }
}

fn dead(caller: &Caller, error: Error) -> Answer {
    let code = error.code();
    caller.refused_with(error, |ui| views::reset::dead(ui, code))
}
