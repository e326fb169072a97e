use axum::http::HeaderMap;
use commonround_kernel::Error;
use commonround_web::{
    Answer, Auth, Caller, Done, Input, Nothing, Query, Refused, Routes, State, doc, no_store,
};

use super::{api, visitor};
use crate::confirm_email as use_case;
use crate::identity::Identity;
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/join/confirm",
            show_confirmation,
            doc("show_confirmation", "What a confirmation link would confirm.")
                .query::<api::CodeQuery>()
                .answers::<api::Confirmation>()
                .refuses(&["code_expired", "code_used"]),
        )
        .post(
            "/join/confirm",
            confirm_email,
            doc("confirm_email", "Spends a confirmation link.")
                .takes::<api::CodeInput>()
                .answers::<Nothing>()
                .refuses(&["limited", "code_expired", "code_used", "email_taken"]),
        )
        .post(
            "/join/resend",
            resend_confirmation,
            doc("resend_confirmation", "Sends the confirmation again.")
                .auth(Auth::Session)
                .answers::<Nothing>()
                .refuses(&["limited", "email_confirmed"]),
        )
}

/// With a link: what it confirms, and a button. Without: where to look for the letter.
pub async fn show_confirmation(
    State(identity): State<Identity>,
    caller: Caller,
    Query(query): Query<api::CodeQuery>,
) -> Answer {
    if query.code.is_empty() {
        let nothing = || api::Confirmation { email: None, handle: None };
        return Ok(caller.show(nothing, views::confirm::waiting));
    }
    match use_case::look_at_confirmation(&identity, &query.code).await {
        Ok(found) => {
            let (email, handle) = (Some(found.email.clone()), Some(found.handle.clone()));
            let json = || api::Confirmation { email, handle };
            let page = caller.show(json, |ui| views::confirm::ask(ui, &query.code, &found));
            Ok(no_store(page))
        }
        Err(error) => dead(&caller, error),
    }
}

pub async fn confirm_email(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::CodeInput>,
) -> Answer {
    match use_case::confirm_email(&identity, &visitor(&caller, &headers), &form.code).await {
        Ok(()) => {
            let to = if caller.actor().is_some() { "/" } else { "/sign-in" };
            let done = Done::to(to).saying("identity-notice-confirmed");
            Ok(caller.done(done, || Nothing {}))
        }
        Err(error) => dead(&caller, error),
    }
}

fn dead(caller: &Caller, error: Error) -> Answer {
    match error {
        Error::Gone(code) | Error::Conflict(code) => {
            caller.refused_with(error, |ui| views::confirm::dead(ui, code))
        }
        other => Err(Refused(other)),
    }
}

pub async fn resend_confirmation(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
) -> Answer {
    let visitor = visitor(&caller, &headers);
    use_case::resend_confirmation(&identity, &visitor, caller.require()?).await?;
    let done = Done::to("/join/confirm").saying("identity-notice-resent");
    Ok(caller.done(done, || Nothing {}))
}
