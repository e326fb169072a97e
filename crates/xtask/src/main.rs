//! Checks and chores of the repository: `cargo xtask`.

mod axe;
mod chores;
mod ci;
mod command;
mod install;
mod interop;
mod postgres;
mod suite;
mod terminal;
mod tidy;
mod workspace;

use std::process::ExitCode;

use suite::{Engine, Suite};
use terminal::say;

const USAGE: &str = "\
cargo xtask COMMAND

  ci [--advisories]                            everything below, as the build machine runs it
  fmt [--check]                                format the code, or only look
  clippy                                       lints, with and without the testing features
  tidy                                         architecture, languages, words, sizes
  test [--engine sqlite|postgres] [FILTER …]   tests without a browser
  browser [--engine sqlite|postgres] [FILTER …]  journeys in headless Chromium
  interop                                      credentials against npm's and PyPI's packages
  deny [--advisories]                          licences, bans and sources of dependencies
  doc                                          documentation, where a warning is an error
  golden [--pages]                             accept changed snapshots and generated pages";

/// What went wrong, in words for the person at the terminal.
pub type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say(&format!("xtask: {why}"));
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        ["ci"] => ci::run(false),
        ["ci", "--advisories"] => ci::run(true),
        ["fmt"] => chores::format(),
        ["fmt", "--check"] => chores::format_check(),
        ["clippy"] => chores::clippy(),
        ["tidy"] => tidy::run(),
        ["test", rest @ ..] => suite_of(Suite::Tests, rest),
        ["browser", rest @ ..] => suite_of(Suite::Browser, rest),
        ["interop"] => interop::run_all(),
        ["deny"] => chores::deny(false),
        ["deny", "--advisories"] => chores::deny(true),
        ["doc"] => chores::doc(),
        ["golden"] => chores::golden(),
        ["golden", "--pages"] => tidy::write_pages(),
        [] | ["help" | "--help" | "-h"] => {
            say(USAGE);
            Ok(())
        }
        _ => Err(format!("what is \"{}\"?\n\n{USAGE}", words.join(" "))),
    }
}

fn suite_of(suite: Suite, words: &[&str]) -> Outcome {
    let (engine, filters) = match words {
        ["--engine", name, filters @ ..] => (Engine::parse(name)?, filters),
        filters => (Engine::Sqlite, filters),
    };
    match filters.iter().find(|f| f.starts_with('-')) {
        Some(flag) => Err(format!("no option {flag} here\n\n{USAGE}")),
        None => suite::run(suite, engine, filters),
    }
}
