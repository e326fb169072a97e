//! Who saw what, for thirty days, so that a correction reaches everybody who saw a claim: and for
//! nothing else. `docs/adr/0009-view-records.md` says why it stands like this.

mod correct;
mod day_keys;
mod keep;
mod pages;
pub(crate) mod store;
pub(crate) mod web;

pub use correct::{CORRECTION_TOPICS, Correct, schedule_correction};
pub use day_keys::DayKeys;
pub(crate) use keep::day_of;
pub use keep::{Destroy, Reader, Views};
