//! Colleagues who vouch: somebody who claims a profession asks verified colleagues of the same
//! profession, who say how they know them.
//!
//! Two of them reach the third step of the ladder. It is shown in words, with their names, and is
//! no badge. Whether a word counts is asked when it is shown: it ends with the credential of who
//! gave it.

mod ask_vouch;
mod counting;
mod end_vouch;
mod give_vouch;
mod limits;
mod model;
mod policy;
mod reads;
mod store;
#[cfg(test)]
mod tests;
mod views;
mod web;

use commonround_db::Migration;
use commonround_web::Catalogue;

pub use counting::{Vouched, vouched};
pub(crate) use counting::{Weighed, level, of_claim};
pub(crate) use store::forget_persona;
pub(crate) use views::on_claim;
pub use views::vouched as vouched_words;
pub(crate) use web::add as add_routes;

/// The table of vouches.
pub(crate) const MIGRATION: Migration = store::MIGRATION;

/// English and French of these pages.
pub(crate) const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/vouching.en.ftl"),
    fr: include_str!("../../i18n/vouching.fr.ftl"),
};
