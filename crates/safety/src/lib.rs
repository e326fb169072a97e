//! Reports, cases, sanctions, appeals, and guards before posting.
//!
//! The README names the words, the invariants and what this crate must not do.

mod events;
mod jobs;
mod state;
mod store;

use commonround_db::Migration;
use commonround_web::{Catalogue, Routes};

pub use events::consumers;
pub use jobs::jobs;
pub use state::Safety;

/// The tables of this room, in order.
pub const MIGRATIONS: &[Migration] = store::MIGRATIONS;

/// English and French of this room's pages.
pub const CATALOGUE: Catalogue =
    Catalogue { en: include_str!("../i18n/en.ftl"), fr: include_str!("../i18n/fr.ftl") };

/// Every page and use case of this room, for the router.
#[must_use]
pub fn routes(safety: Safety) -> Routes<()> {
    Routes::new().with_state(safety)
}
