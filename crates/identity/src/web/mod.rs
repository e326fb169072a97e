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
    Answer, Caller, Done, Markup, Nothing, Refused, Routes, StatusCode, Ui, clear_session_cookie,
    session_cookie,
};

use crate::identity::{Identity, Visitor};
use crate::model::Device;

/// Every route of this room.
#[must_use]
pub fn routes(identity: Identity) -> Routes<()> {
    let rooms = [
        join::add,
        confirm::add,
        sign_in::add,
        reset::add,
        setup::add,
        settings::add,
        account::add,
        devices::add,
        tokens::add,
        appearance::add,
        erase::add,
        crate::two_person::add,
        crate::credentials::add_routes,
        crate::organisations::add_routes,
        crate::vouching::add_routes,
    ];
    rooms.into_iter().fold(Routes::new(), |routes, add| add(routes)).with_state(identity)
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
fn signed_in(
    identity: &Identity,
    caller: &Caller,
    done: Done,
    secret: &Secret,
    handle: String,
) -> Answer {
    let cookie = session_cookie(identity.config().is_secure(), secret);
    Ok(caller.done(done.cookie(cookie), || api::SignedIn { handle }))
}

/// The answer that signs it out.
fn signed_out(identity: &Identity, caller: &Caller, done: Done) -> Answer {
    let cookie = clear_session_cookie(identity.config().is_secure());
    Ok(caller.done(done.cookie(cookie), || Nothing {}))
}

/// The form again where the input is to blame; any other refusal goes its way.
pub(crate) fn form_again(
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
