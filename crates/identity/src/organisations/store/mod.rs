//! Every SQL string of organisations and attestations. Decides nothing.

pub mod attestations;
pub mod changes;
pub mod codes;
pub mod organisations;
mod schema;
pub mod stewards;

pub use schema::MIGRATION;
