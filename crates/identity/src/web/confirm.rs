use axum::http::HeaderMap;
use commonround_kernel::Error;
use commonround_web::{Answer, Caller, Done, Input, Nothing, Query, Refused, State};

use super::{api, visitor};
use crate::confirm_email as use_case;
use crate::identity::Identity;
use crate::views;

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
            Ok(caller.show(json, |ui| views::confirm::ask(ui, &query.code, &found)))
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
