//! Routes: read the input, call the use case, show what came of it.

mod account;
mod api;
mod appearance;
mod confirm;
mod devices;
mod erase;
mod join;
mod reset;
mod settings;
mod setup;
mod sign_in;
mod tokens;

use std::net::IpAddr;

use axum::http::{HeaderMap, header};
use commonround_kernel::{Error, Invalid, Secret};
use commonround_web::{
    Answer, Auth, Caller, Done, Markup, Nothing, Refused, Routes, StatusCode, Ui,
    clear_session_cookie, doc, session_cookie,
};

use crate::identity::{Identity, Visitor};
use crate::model::Device;

/// Every route of this room.
#[must_use]
pub fn routes(identity: Identity) -> Routes<()> {
    settings_routes(door_routes(Routes::new())).with_state(identity)
}

fn door_routes(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get("/join", join::show_join, doc("show_join", "What joining asks.").answers::<api::JoinAsks>())
        .post("/join", join::join, doc("join", "Makes an account and signs in; a letter asks to confirm the address.")
            .takes::<api::JoinInput>().answers::<api::SignedIn>().creates().refuses(&["limited", "invalid"]))
        .get("/join/confirm", confirm::show_confirmation, doc("show_confirmation", "What a confirmation link would confirm.")
            .query::<api::CodeQuery>().answers::<api::Confirmation>().refuses(CODE))
        .post("/join/confirm", confirm::confirm_email, doc("confirm_email", "Spends a confirmation link.")
            .takes::<api::CodeInput>().answers::<Nothing>().refuses(&["limited", "code_expired", "code_used", "email_taken"]))
        .post("/join/resend", confirm::resend_confirmation, doc("resend_confirmation", "Sends the confirmation again.")
            .auth(Auth::Session).answers::<Nothing>().refuses(&["limited", "email_confirmed"]))
        .get("/sign-in", sign_in::show_sign_in, doc("show_sign_in", "Whether this browser is signed in.").answers::<api::SignedInOrNot>())
        .post("/sign-in", sign_in::sign_in, doc("sign_in", "Signs this browser in with a password.")
            .takes::<api::SignInInput>().answers::<api::SignedIn>().refuses(&["limited", "credentials_wrong"]))
        .post("/sign-out", sign_in::sign_out, doc("sign_out", "Signs this browser out.").answers::<Nothing>().refuses(&["session_required"]))
        .get("/forgot", reset::show_forgot, doc("show_forgot", "The form that asks for a password link.").answers::<Nothing>())
        .post("/forgot", reset::ask_reset, doc("ask_reset", "Asks for a password link; the answer is the same for every address.")
            .takes::<api::ForgotInput>().answers::<Nothing>().refuses(&["limited", "invalid"]))
        .get("/reset", reset::show_reset, doc("show_reset", "Whose password a link would reset.")
            .query::<api::CodeQuery>().answers::<api::Resetting>().refuses(CODE))
        .post("/reset", reset::reset_password, doc("reset_password", "Sets a new password and signs every device out.")
            .takes::<api::ResetInput>().answers::<Nothing>().refuses(&["limited", "code_expired", "code_used", "invalid"]))
        .get("/setup", setup::show_setup, doc("show_setup", "The form that makes the owner's account.")
            .query::<api::CodeQuery>().answers::<api::JoinAsks>().refuses(CODE))
        .post("/setup", setup::set_up, doc("set_up", "Makes the owner's account and signs in.")
            .takes::<api::SetupInput>().answers::<api::SignedIn>().creates()
            .refuses(&["limited", "code_expired", "code_used", "already_set_up", "email_taken"]))
}

const CODE: &[&str] = &["code_expired", "code_used"];

fn settings_routes(routes: Routes<Identity>) -> Routes<Identity> {
    routes
        .get("/settings", settings::show_settings, doc("show_settings", "Your account at a glance.").auth(Auth::Session).answers::<api::Account>())
        .get("/settings/account", account::show_account, doc("show_account", "Your address and password.").auth(Auth::Session).answers::<api::Account>())
        .post("/settings/email", account::change_email, doc("change_email", "Asks a new address for its confirmation.")
            .auth(Auth::Session).takes::<api::EmailInput>().answers::<Nothing>().refuses(&["limited", "invalid", "password_changed"]))
        .post("/settings/password", account::change_password, doc("change_password", "Changes the password and signs other devices out.")
            .auth(Auth::Session).takes::<api::PasswordInput>().answers::<Nothing>().refuses(&["limited", "invalid", "password_changed"]))
        .get("/settings/devices", devices::list_devices, doc("list_devices", "The devices that are signed in.").auth(Auth::Session).answers::<Vec<api::Device>>())
        .post("/settings/devices/{id}/sign-out", devices::sign_out_device, doc("sign_out_device", "Signs a device out from afar.").auth(Auth::Session).answers::<Nothing>())
        .get("/settings/tokens", tokens::list_tokens, doc("list_tokens", "Your personal access tokens.").auth(Auth::Session).answers::<Vec<api::Token>>())
        .post("/settings/tokens", tokens::create_token, doc("create_token", "Makes a token and shows it once.")
            .auth(Auth::Session).takes::<api::TokenInput>().answers::<api::NewToken>().creates()
            .refuses(&["invalid", "email_unconfirmed", "too_many_tokens"]))
        .post("/settings/tokens/{id}/revoke", tokens::revoke_token, doc("revoke_token", "Ends a token.").auth(Auth::Session).answers::<Nothing>())
        .get("/settings/appearance", appearance::show_appearance, doc("show_appearance", "Your language, theme and time zone.").auth(Auth::Session).answers::<api::Preferences>())
        .post("/settings/appearance", appearance::set_appearance, doc("set_appearance", "Changes language, theme and time zone.")
            .auth(Auth::Session).takes::<api::Preferences>().answers::<api::Preferences>().refuses(&["invalid"]))
        .get("/settings/delete", erase::show_erase, doc("show_erase", "What leaving takes away.").auth(Auth::Session).answers::<Nothing>())
        .post("/settings/delete", erase::erase_account, doc("erase_account", "Erases your account at once.")
            .auth(Auth::Session).takes::<api::EraseInput>().answers::<Nothing>().refuses(&["limited", "invalid", "last_operator", "password_changed"]))
}

fn visitor(caller: &Caller, headers: &HeaderMap) -> Visitor {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Visitor {
        place: place(caller.address()),
        lang: caller.lang(),
        device: Device::from_user_agent(agent),
    }
}

/// Attempts at the door count by address, signed in or not: an account is quickly made. An IPv6
/// household has a /64.
fn place(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => format!("door {v4}"),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("door {a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

/// The answer that signs a browser in.
fn signed_in(identity: &Identity, caller: &Caller, done: Done, secret: &Secret, handle: String) -> Answer {
    let cookie = session_cookie(identity.config().is_secure(), secret);
    Ok(caller.done(done.cookie(cookie), || api::SignedIn { handle }))
}

/// The answer that signs it out.
fn signed_out(identity: &Identity, caller: &Caller, done: Done) -> Answer {
    let cookie = clear_session_cookie(identity.config().is_secure());
    Ok(caller.done(done.cookie(cookie), || Nothing {}))
}

/// The form again where the input is to blame; any other refusal goes its way.
fn form_again(
    caller: &Caller,
    error: Error,
    page: impl FnOnce(&Ui<'_>, Invalid) -> Markup,
) -> Answer {
    match error {
        Error::Invalid(invalid) => {
            let shown = invalid.clone();
            caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| page(ui, shown))
        }
        other => Err(Refused(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_counts_as_one_place() {
        let same = |a: &str, b: &str| place(a.parse().unwrap()) == place(b.parse().unwrap());
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }
}
