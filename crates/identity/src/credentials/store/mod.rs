//! Every SQL string of claims and registers. Decides nothing.

pub mod appeals;
pub mod claims;
pub mod codes;
pub mod conflicts;
pub mod documents;
pub mod evidence;
pub mod issuers;
pub mod queue;
pub mod registers;
mod schema;
pub mod staging;
pub mod status;

pub use schema::MIGRATION;
