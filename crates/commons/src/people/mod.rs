//! Profiles and what stands between people: follows, requests, blocks and mutes.
//!
//! - A **block** ends follows both ways and hides both from each other everywhere. The blocked
//!   person still sees that the account exists (name and handle), and nothing of what it says.
//! - A **mute** is silent: only timelines of the one who mutes change, until it ends.
//! - A **locked** account is asked; the request waits for an answer or is withdrawn.
//! - Lists of followers are shown as their owner allows; patients and caregivers start private.
//! - Every write may be repeated and then changes nothing.

mod answer_follow_request;
pub mod api;
mod block_persona;
mod edit_profile;
mod follow_persona;
mod index;
pub mod language;
pub mod limits;
pub mod lists;
pub mod model;
mod mute_persona;
pub mod policy;
pub mod profile;
mod reactions;
pub mod relations;
mod remove_follower;
mod rows;
mod search;
mod store;
#[cfg(test)]
mod tests;
mod timers;
mod unfollow_persona;
pub mod views;
mod web;

use commonround_web::Catalogue;

pub use answer_follow_request::{accept_follow_request, reject_follow_request};
pub use block_persona::{block_persona, unblock_persona};
pub use edit_profile::{ProfileChange, ProfileInput, edit_profile};
pub use follow_persona::follow_persona;
pub use mute_persona::{MuteEnd, mute_persona, unmute_persona};
pub use policy::Relation;
pub use reactions::consumers;
pub use remove_follower::remove_follower;
pub use rows::{People, PersonRow};
pub use search::{Query, search};
pub use store::{MIGRATION, REPORTS_LEAVE};
pub use timers::jobs;
pub use unfollow_persona::unfollow_persona;
pub use web::routes;

/// Id marker: one request to follow.
pub struct FollowRequest;
/// Id marker: one mute, for the timer that ends it.
pub struct Mute;

/// English and French of these pages.
pub const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/people.en.ftl"),
    fr: include_str!("../../i18n/people.fr.ftl"),
};
