//! Pages: functions of plain values. No queries, no actor, no clock.

pub mod attested;
pub mod desk;
pub mod manage;
pub mod mine;
pub mod public;

pub use attested::attested;

use commonround_web::components::{Tone, chip};
use commonround_web::{Markup, Ui};

use super::model::{OrganisationRow, State, place_text};

/// What an organisation is, and where: "Hospital · Ontario".
fn kind_and_place(ui: &Ui<'_>, organisation: &OrganisationRow) -> String {
    let place = place_text(&organisation.jurisdiction, ui.lang());
    format!("{} · {place}", ui.t(organisation.kind.key()))
}

/// Where an organisation stands, as of now. Its mark is not the one of people's credentials.
fn state_chip(ui: &Ui<'_>, organisation: &OrganisationRow) -> Markup {
    let state = organisation.state_at(ui.now());
    let (tone, icon) = state_look(state);
    chip(tone, icon, ui.t(state.key()))
}

const fn state_look(state: State) -> (Tone, &'static str) {
    match state {
        State::Verified => (Tone::Ok, "shield-check"),
        State::Unverified => (Tone::Plain, "circle-help"),
        State::Lapsed => (Tone::Plain, "clock"),
        State::Revoked => (Tone::Warm, "circle-x"),
        State::Closed => (Tone::Plain, "x"),
    }
}
