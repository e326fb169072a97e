//! Every SQL string of the room. Decides nothing.

pub mod facts;
mod migration;
pub mod sources;
pub mod topics;

pub use migration::{FACT_SHELF, MIGRATION, TOPIC_SHELF};
