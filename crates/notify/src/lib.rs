//! What people are told: in-app notifications, their settings, and mail where it matters.
//!
//! The README names the words, the invariants and what this crate must not do.

pub mod api;
mod change_settings;
mod erase_reader;
mod events;
mod jobs;
mod keep_notice;
pub mod limits;
mod list_notices;
mod mark_seen;
pub mod model;
mod policy;
mod quiet;
mod state;
mod store;
mod subjects;
#[cfg(test)]
mod tests;
mod views;
mod web;

use commonround_db::Migration;
use commonround_web::{Catalogue, Routes};

pub use change_settings::{SettingsChange, SettingsInput, change_settings};
pub use events::consumers;
pub use jobs::jobs;
pub use list_notices::{Notice, Notices, list_notices};
pub use mark_seen::{count_unread, mark_seen};
pub use quiet::Quiet;
pub use state::Notify;
pub use subjects::{Subject, Subjects};

/// The tables of this room, in order.
pub const MIGRATIONS: &[Migration] = store::MIGRATIONS;

/// English and French of this room's pages.
pub const CATALOGUE: Catalogue =
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") };

/// Every page and use case of this room, for the router.
#[must_use]
pub fn routes(notify: Notify) -> Routes<()> {
    web::routes().with_state(notify)
}
