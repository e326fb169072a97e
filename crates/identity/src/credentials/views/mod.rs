//! Pages: functions of plain values. No queries, no actor, no clock.

mod badge;
pub mod claims;
mod desk_acts;
mod desk_facts;
pub mod officer;
mod own;
pub mod verify;

pub use badge::{badge, work};

use commonround_credential::{Shown, State};
use commonround_web::components::Tone;
use commonround_web::{Lang, Ui};

use super::badges::title_of;
use super::model::{ClaimRow, Register, jurisdiction_key};

/// The name of a register, or its code where we have no words for it.
fn register_name<'r>(ui: &Ui<'_>, code: &'r str) -> &'r str {
    let known: Option<&'static Register> = Register::known(code);
    match (known, ui.lang()) {
        (Some(register), Lang::En) => register.en,
        (Some(register), Lang::Fr) => register.fr,
        (None, _) => code,
    }
}

fn place_name<'r>(ui: &Ui<'r>, code: &'r str) -> &'r str {
    jurisdiction_key(code).map_or(code, |key| ui.t(key))
}

fn title(ui: &Ui<'_>, profession: &str) -> String {
    title_of(profession).text(ui.lang()).to_owned()
}

/// The state of a claim in words, and how it looks.
fn state_words(ui: &Ui<'_>, claim: &ClaimRow) -> (&'static str, Tone, &'static str) {
    match claim.shown(ui.now()) {
        Shown::Expiring { .. } => ("identity-cred-state-expiring", Tone::Warm, "clock"),
        Shown::NotCurrent if claim.is_current() => state_key(State::Expired),
        _ => state_key(claim.state),
    }
}

const fn state_key(state: State) -> (&'static str, Tone, &'static str) {
    match state {
        State::Pending => ("identity-cred-state-pending", Tone::Plain, "clock"),
        State::Conflict => ("identity-cred-state-conflict", Tone::Warm, "circle-alert"),
        State::Verified => ("identity-cred-state-verified", Tone::Ok, "badge-check"),
        State::Conditions => ("identity-cred-state-conditions", Tone::Ok, "badge-check"),
        State::Suspended => ("identity-cred-state-suspended", Tone::Warm, "circle-alert"),
        State::Revoked => ("identity-cred-state-revoked", Tone::Warm, "circle-x"),
        State::Expired => ("identity-cred-state-expired", Tone::Plain, "clock"),
        State::Recheck => ("identity-cred-state-recheck", Tone::Plain, "clock"),
        State::Rejected => ("identity-cred-state-rejected", Tone::Warm, "circle-x"),
        State::Withdrawn => ("identity-cred-state-withdrawn", Tone::Plain, "x"),
    }
}
