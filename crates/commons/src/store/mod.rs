//! Every SQL string of statuses, tags, reactions and timelines. Decides nothing but who sees what,
//! and that in one place: `sight`.

pub mod erasure;
pub mod feeds;
pub mod idempotency;
pub mod live;
pub mod measures;
pub mod reactions;
mod schema;
pub mod search;
pub mod sight;
pub mod statuses;
pub mod tags;
pub mod threads;

pub use schema::MIGRATION;
