//! Every SQL string of this room. Decides nothing.

pub mod accounts;
pub mod codes;
pub mod mail;
pub mod notice_mail;
mod officers;
pub mod personas;
mod schema;
pub mod sessions;
pub mod sweep;
pub mod tokens;

pub use schema::MIGRATIONS;
