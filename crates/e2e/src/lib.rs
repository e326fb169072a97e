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

use std::fmt;

/// How a step of a journey ends.
pub type Outcome<T = ()> = Result<T, Failed>;

/// Why a journey ended early, in lines for whoever reads the failed test. Not an error type of its
/// own, so that any error becomes one by `?`.
pub struct Failed(String);

impl<E: fmt::Display> From<E> for Failed {
    fn from(why: E) -> Self {
        Self(why.to_string())
    }
}

/// A test that returns one prints it this way.
impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
