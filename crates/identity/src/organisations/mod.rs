//! Organisations, and what they say about people who agree to it.
//!
//! - An **organisation** is a profile that its **stewards** look after. It shows nothing until its
//!   website, a mailbox of its domain or a public registry says that it is one, and that holds for
//!   a year.
//! - An **attestation** is a sentence of a verified organisation about a person who accepted it:
//!   "Member of …", "Works at …". It is read with the name, never kept with it, so that what ends,
//!   ends everywhere at once. It is no badge.

mod answer_attestation;
mod ask_registry;
mod attest;
mod change_organisation;
mod change_standing;
mod check_website;
mod decide_registry;
mod found_organisation;
mod invite_steward;
mod leave_organisation;
pub mod limits;
mod model;
mod note_act;
mod offer_attestation;
mod policy;
pub mod prove_by_mail;
mod reads;
mod seed;
mod store;
#[cfg(test)]
mod tests;
mod timers;
mod views;
mod web;

use commonround_db::Migration;
use commonround_web::Catalogue;

pub(crate) use attest::attest;
pub use decide_registry::executors;
pub(crate) use leave_organisation::forget_persona;
pub use model::{Attested, AttestedBy};
pub use reads::name_of;
pub use seed::{Founded, found_verified, say_accepted};
pub use timers::jobs;
pub use views::attested;
pub(crate) use views::attested::facts as attestation_facts;
pub(crate) use web::add as add_routes;

/// The tables of organisations and attestations.
pub(crate) const MIGRATION: Migration = store::MIGRATION;

/// English and French of these pages.
pub(crate) const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/organisations.en.ftl"),
    fr: include_str!("../../i18n/organisations.fr.ftl"),
};
