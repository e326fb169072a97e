//! Notices against a danger: neutral words and an accredited source that one professional places
//! beside a status at once, and a second one of another profession signs within the hour.

mod beside;
mod end_notice;
mod model;
mod pages;
mod place_notice;
mod policy;
mod sign_notice;
pub(crate) mod store;
mod timers;
pub(crate) mod web;

pub use beside::{ShownInterim, Signature, interims_beside};
pub use end_notice::end_notice;
pub(crate) use end_notice::{end_all, forget_signer, recheck_signer};
pub use model::{InterimBody, InterimState, StoredInterim};
pub use place_notice::{Place, place_notice};
pub use sign_notice::sign_notice;
pub use timers::EndInterims;
