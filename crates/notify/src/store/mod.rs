//! All SQL of this room.

pub mod actors;
pub mod erasure;
pub mod notices;
mod schema;
pub mod seen;
pub mod settings;

pub use schema::MIGRATIONS;
