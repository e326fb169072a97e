//! The stack as a browser and a program meet it, over handlers made for the purpose.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may fail a test")]

mod answers;
mod assets;
mod auth;
mod bell;
mod headers;
mod input;
mod live;
mod openapi;
mod page;
mod texts;
mod world;
