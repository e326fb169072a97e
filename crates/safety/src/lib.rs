//! Reports, cases, sanctions, appeals, and guards before posting.
//!
//! The README names the words, the invariants and what this crate must not do.

pub mod api;
mod appeal;
mod ask_helper;
mod audit;
pub mod boundaries;
mod case_view;
mod duty;
mod events;
mod file_report;
pub mod guard;
mod jobs;
mod labels;
pub mod limits;
mod model;
mod open_case;
mod page_ladder;
mod policy;
pub mod ports;
mod present;
pub mod resources;
mod rules;
mod state;
mod store;
mod take_measure;
#[cfg(test)]
mod tests;
mod transparency;
mod two_people;
pub mod views;
mod watch_statuses;
mod web;
mod work_case;

use commonround_db::Migration;
use commonround_web::{Catalogue, Routes};

pub use ask_helper::{ask_helper, crisis_help};
pub use duty::is_staffed;
pub use events::consumers;
pub use file_report::{Filed, file_report};
pub use guard::{GuardAuthor, Verdict, guard};
pub use jobs::jobs;
pub use labels::{Label, labels};
pub use model::{Cause, Complaint, Reason, Subject};
pub use state::Safety;
pub use two_people::executors;

/// The tables of this room, in order.
pub const MIGRATIONS: &[Migration] = store::MIGRATIONS;

/// English and French of this room's pages.
pub const CATALOGUE: Catalogue =
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") };

/// Every page and use case of this room, for the router.
#[must_use]
pub fn routes(safety: Safety) -> Routes<()> {
    web::routes().with_state(safety)
}
