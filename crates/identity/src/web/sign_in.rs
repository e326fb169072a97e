use axum::http::HeaderMap;
use commonround_kernel::{Error, Invalid};
use commonround_web::{Answer, Caller, Done, FormState, Input, Nothing, Routes, State, doc};

use super::{api, form_again, signed_in, signed_out, visitor};
use crate::identity::Identity;
use crate::model::Password;
use crate::sign_in::{self as use_case, Login, SignIn};
use crate::views;

pub(super) fn add(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get(
            "/sign-in",
            show_sign_in,
            doc("show_sign_in", "Whether this browser is signed in.")
                .answers::<api::SignedInOrNot>(),
        )
        .post(
            "/sign-in",
            sign_in,
            doc("sign_in", "Signs this browser in with a password.")
                .takes::<api::SignInInput>()
                .answers::<api::SignedIn>()
                .refuses(&["limited", "credentials_wrong"]),
        )
        .post(
            "/sign-out",
            sign_out,
            doc("sign_out", "Signs this browser out.")
                .answers::<Nothing>()
                .refuses(&["session_required"]),
        )
}

pub async fn show_sign_in(caller: Caller) -> Answer {
    let handle = caller.me().map(|me| me.handle.clone());
    let state = FormState::new();
    Ok(caller.show(|| api::SignedInOrNot { handle }, |ui| views::sign_in::page(ui, &state)))
}

pub async fn sign_in(
    State(identity): State<Identity>,
    caller: Caller,
    headers: HeaderMap,
    Input(form): Input<api::SignInInput>,
) -> Answer {
    let state = FormState::new().set("login", &form.login);
    let opened = match parse(&form) {
        Ok(cmd) => {
            use_case::sign_in(&identity, visitor(&caller, &headers), caller.actor(), cmd).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match opened {
        Ok(opened) => {
            let to = caller.next().unwrap_or("/").to_owned();
            signed_in(&identity, &caller, Done::to(to), &opened.secret, opened.handle)
        }
        Err(error @ Error::Unauthenticated(why)) => {
            let state = state.with(Invalid::new("", why));
            caller.refused_with(error, |ui| views::sign_in::page(ui, &state))
        }
        Err(error) => {
            form_again(&caller, error, |ui, invalid| views::sign_in::page(ui, &state.with(invalid)))
        }
    }
}

fn parse(form: &api::SignInInput) -> Result<SignIn, Invalid> {
    let mut wrong = Invalid::default();
    let login = wrong.take(Login::parse(&form.login));
    if form.password.is_empty() {
        wrong.add("password", "required");
    }
    match login.filter(|_| !form.password.is_empty()) {
        Some(login) => Ok(SignIn { login, password: Password::shown(&form.password) }),
        None => Err(wrong),
    }
}

/// Signing out twice is harmless.
pub async fn sign_out(State(identity): State<Identity>, caller: Caller) -> Answer {
    if let Some(actor) = caller.actor() {
        use_case::sign_out(&identity, actor).await?;
    }
    signed_out(&identity, &caller, Done::to("/").saying("identity-notice-signed-out"))
}
