//! Acts that take two people: a proposal, a second officer of another conflict group, a reason, an
//! expiry. One mechanism for every room that needs one.
//!
//! - The second is never the proposer, never of the proposer's group, never whom it is about.
//! - What was proposed is done in the unit in which the second agrees, by the executor of its kind.
//! - Who proposed it still has the duty when it is done; what nobody can do any more ends.
//! - Where nobody could second when it was proposed, it takes effect by itself after 48 hours;
//!   whoever gets the duty meanwhile may still agree or decline.

mod executors;
pub mod limits;
mod model;
mod pages;
mod policy;
mod propose;
mod second;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod timers;
mod web;

use commonround_web::Catalogue;

pub use executors::{Accepted, Executor, TwoPerson};
pub use model::{Duty, New, Proposal, ProposalState, Reason, Verdict};
pub(crate) use pages::state_key;
pub use propose::{propose, waits, withdraw};
pub use second::second;
pub(crate) use second::{may_answer, personas_of};
pub use store::on_duty;
#[cfg(test)]
pub(crate) use tests::executors as test_acts;
pub use timers::jobs;
pub(crate) use timers::{void_about, void_by};
pub(crate) use web::add;

/// English and French of these pages.
pub const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/two_person.en.ftl"),
    fr: include_str!("../../i18n/two_person.fr.ftl"),
};
