//! What people say that may be false: one record a claim, however often it is said.

mod model;
mod open_claim;
pub(crate) mod pages;
pub(crate) mod store;
mod suggest;
pub(crate) mod web;
mod withdraw_claim;

pub use model::{Claim, ClaimState, ClaimText};
pub use open_claim::{OpenClaim, Opened, open_claim};
pub use suggest::{Candidate, candidates, suggested_facts};
pub use withdraw_claim::withdraw_claim;
