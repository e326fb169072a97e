//! Who is the professional they say they are: claims, what proves them, registers, and badges.
//!
//! - A **claim** is a number on a register. It shows nothing until something ties the number to the
//!   person: registers are public, so the number alone never does.
//! - A **badge** is computed whenever a name is shown. Nothing copies it, so what ends, ends
//!   everywhere at once.
//! - A **register file** is read to its end before anything of it counts.
//! - A **decision** of an officer counts once a second officer agrees, or after 48 hours where there
//!   is no second. Another officer answers an **appeal**.
//! - A **document** is seen by officers, and gone once the claim is decided.

mod add_claim;
mod appeal_claim;
pub mod badges;
mod call_officers;
mod carry_out;
mod change_claim;
mod confirm_claim;
mod decide_claim;
mod documents;
mod import;
mod issuers;
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

use commonround_db::{JobKind, Migration};
use commonround_kernel::ports::Fetch;
use commonround_web::Catalogue;

pub use badges::title_of as profession_title;
pub use call_officers::claim_path;
pub use carry_out::executors;
pub use import::{RegisterEnd, RegisterOptions, RegisterProgress, RegisterReport, import_register};
pub use issuers::{IssuerRow, NewIssuer, Speaks, add_issuer, list_issuers, withdraw_issuer};
pub(crate) use model::ClaimRow;
pub(crate) use my_claims::claim_of;
pub(crate) use policy::MayRule;
pub(crate) use prove_by_code::is_anybodys;
pub(crate) use store::claims::{forget_persona, get as claim_by_id};
pub use views::{badge, work};
pub(crate) use web::{add as add_routes, claim_again};

/// The tables of claims and registers.
pub(crate) const MIGRATION: Migration = store::MIGRATION;

/// The table of issuers.
pub(crate) const ISSUERS_MIGRATION: Migration = store::issuers::MIGRATION;

/// English and French of these pages.
pub(crate) const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/credentials.en.ftl"),
    fr: include_str!("../../i18n/credentials.fr.ftl"),
};

/// What comes due by itself. Status lists are asked `outside`.
pub(crate) fn jobs(outside: Arc<dyn Fetch>) -> Vec<Arc<dyn JobKind>> {
    timers::jobs(status_lists::StatusCheck(outside))
}
