//! Journeys in headless Chromium against the real binary.

mod axe;
mod chromium;
mod complaints;
mod database;
mod http;
mod keyboard;
mod look;
mod server;
mod stage;
#[cfg(test)]
mod tests;
mod visitor;
mod waiting;
mod weight;

pub use axe::Violation;
pub use look::{Look, Scheme};
pub use stage::Stage;
pub use visitor::Visitor;
pub use weight::Weight;

/// How a step of a journey ends. The reason is for whoever reads the failed test.
pub type Outcome<T = ()> = Result<T, Failed>;
pub type Failed = Box<dyn std::error::Error + Send + Sync>;
