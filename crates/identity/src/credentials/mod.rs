//! Who is the professional they say they are: claims, what proves them, registers, and badges.
//!
//! - A **claim** is a number on a register. It shows nothing until something ties the number to the
//!   person: registers are public, so the number alone never does.
//! - A **badge** is computed whenever a name is shown. Nothing copies it, so what ends, ends
//!   everywhere at once.
//! - A **register file** is read to its end before anything of it counts.
//! - A **decision** of an officer counts once a second officer agrees, or after 48 hours.

mod add_claim;
pub mod badges;
mod change_claim;
mod confirm_claim;
mod decide_claim;
mod import;
pub mod limits;
mod model;
mod my_claims;
mod officer;
mod policy;
mod present_credential;
pub mod prove_by_code;
mod set_claim;
mod status_lists;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod timers;
mod verify;
mod views;
mod web;

use std::sync::Arc;

use commonround_db::JobKind;
use commonround_db::Migration;
use commonround_web::Catalogue;

pub use import::{RegisterEnd, RegisterOptions, RegisterProgress, RegisterReport, import_register};
pub(crate) use model::ClaimRow;
pub(crate) use my_claims::claim_of;
pub(crate) use prove_by_code::is_anybodys;
pub use status_lists::{Issuers, NoStatusLists, StatusLists};
pub(crate) use store::claims::{forget_persona, get as claim_by_id};
pub use views::{badge, work};
pub(crate) use web::{add as add_routes, claim_again};

/// The tables of claims and registers.
pub(crate) const MIGRATION: Migration = store::MIGRATION;

/// English and French of these pages.
pub(crate) const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/credentials.en.ftl"),
    fr: include_str!("../../i18n/credentials.fr.ftl"),
};

/// What comes due by itself.
pub(crate) fn jobs(issuers: Issuers) -> Vec<Arc<dyn JobKind>> {
    let mut all = timers::jobs(status_lists::StatusCheck(issuers));
    all.push(decide_claim::job());
    all
}
