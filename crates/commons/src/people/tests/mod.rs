//! Rules as tables; use cases over a real database, on the engine the run chose.

mod blocks;
mod catalogue;
mod follows;
mod leaving;
mod limits;
mod lists;
mod model;
mod mutes;
mod pages;
mod policy;
mod profiles;
mod search;
mod town;
mod views;

/// A refusal as a test reads it: status and code, or what is wrong with the input.
fn refusal<T: std::fmt::Debug>(result: commonround_kernel::Result<T>) -> String {
    let error = result.expect_err("a refusal");
    match &error {
        commonround_kernel::Error::Invalid(_) => error.to_string(),
        other => format!("{} {}", other.status(), other.code()),
    }
}
