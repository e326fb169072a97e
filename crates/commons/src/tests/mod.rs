//! Rules as tables; use cases, timelines and pages over a real database, on the engine the run
//! chose.

mod catalogue;
mod erasing;
mod gate;
mod live;
mod measures;
mod model;
mod noticing;
mod pages;
mod paging;
mod policies;
mod presence;
mod publishing;
mod reacting;
mod reportable;
mod searching;
mod sight;
mod stage;
mod suggestions;
mod timelines;
mod town;

use commonround_kernel::{Error, Result};

/// An outcome as a test reads it: what came, or status and code, or what is wrong with the input.
fn outcome<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Ok(value) => format!("ok {value:?}"),
        Err(error @ Error::Invalid(_)) => error.to_string(),
        Err(error) => format!("{} {}", error.status(), error.code()),
    }
}
