mod boundaries;
mod cases;
mod duty;
mod guards;
mod house;
mod leaving;
mod machines;
mod measures;
mod pages;
mod pages_people;
mod policies;
mod reports;
mod rules;
mod texts;
mod town;
mod transparency;

use commonround_kernel::{Error, Result};

/// `ok`, `409 code`, or what is wrong with which field.
fn outcome<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(error @ Error::Invalid(_)) => error.to_string(),
        Err(error) => format!("{} {}", error.status(), error.code()),
    }
}
