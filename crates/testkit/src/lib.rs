//! What tests stand on: a small world on either engine, a PostgreSQL cluster of their own, a
//! mailer that keeps its letters. Makes no accounts: rooms have builders for that.

mod mail;
pub mod postgres;
mod world;

pub use mail::FakeMail;
pub use world::World;
