//! The tests, on either engine, and the journeys in a browser. Both come out of one build of the
//! whole workspace with every feature, so that no dependency is compiled twice.

use std::process::Command;

use crate::Outcome;
use crate::axe;
use crate::command::{self, cargo, succeeds};
use crate::install;
use crate::postgres::Cluster;
use crate::terminal::say;
use crate::workspace;

const BROWSER_CRATE: &str = "commonround-e2e";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn parse(name: &str) -> Outcome<Self> {
        match name {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" => Ok(Self::Postgres),
            _ => Err(format!("no engine \"{name}\": sqlite or postgres")),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    Tests,
    Browser,
}

/// Runs a suite on an engine, with the names of tests that are wanted (all without).
pub fn run(suite: Suite, engine: Engine, filters: &[&str]) -> Outcome {
    let mut chosen = runner(suite, filters)?;
    prepare(suite, &mut chosen)?;
    on_engine(engine, &mut chosen)
}

/// Runs every test and writes the snapshots as they come out.
pub fn accept_snapshots() -> Outcome {
    let mut all = runner(Suite::Tests, &[])?;
    on_engine(Engine::Sqlite, all.env("INSTA_UPDATE", "always").env("INSTA_FORCE_PASS", "1"))
}

/// Starts a cluster where the engine takes one, and keeps it until the tests have run.
fn on_engine(engine: Engine, runner: &mut Command) -> Outcome {
    runner.env("COMMONROUND_TEST_ENGINE", engine.name());
    let given = std::env::var_os("COMMONROUND_TEST_POSTGRES").is_some();
    if engine == Engine::Sqlite || given {
        return run_named(runner, engine);
    }
    let cluster = Cluster::start()?;
    run_named(runner.env("COMMONROUND_TEST_POSTGRES", cluster.url()), engine)
}

fn run_named(runner: &mut Command, engine: Engine) -> Outcome {
    say(&format!("engine: {}", engine.name()));
    command::run(runner)
}

/// The browser, the checker and the server that journeys need.
fn prepare(suite: Suite, runner: &mut Command) -> Outcome {
    if suite == Suite::Tests {
        return Ok(());
    }
    runner.env("CHROMIUM", install::program("chromium", "chromium")?);
    runner.env("AXE_JS", axe::script()?);
    // With --tests as well, so that features are unified as for the test run that follows.
    let build = ["build", "--quiet", "--workspace", "--all-features", "--bins", "--tests"];
    command::run(&mut cargo(&build))?;
    runner.env("COMMONROUND_BIN", workspace::target().join("debug/commonround"));
    Ok(())
}

fn runner(suite: Suite, filters: &[&str]) -> Outcome<Command> {
    if succeeds(&mut cargo(&["nextest", "--version"])) {
        return Ok(nextest(suite, filters));
    }
    match filters {
        [] | [_] => Ok(cargo_test(suite, filters)),
        _ => Err("more than one filter takes nextest: cargo install --locked cargo-nextest".into()),
    }
}

fn nextest(suite: Suite, filters: &[&str]) -> Command {
    let chosen = match suite {
        Suite::Tests => format!("not package({BROWSER_CRATE})"),
        Suite::Browser => format!("package({BROWSER_CRATE})"),
    };
    let mut command = cargo(&["nextest", "run", "--workspace", "--all-features", "-E", &chosen]);
    command.args(filters);
    command
}

fn cargo_test(suite: Suite, filters: &[&str]) -> Command {
    let mut command = match suite {
        Suite::Tests => {
            cargo(&["test", "--workspace", "--all-features", "--exclude", BROWSER_CRATE])
        }
        Suite::Browser => cargo(&["test", "--package", BROWSER_CRATE]),
    };
    command.args(filters);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(command: &Command) -> Vec<String> {
        command.get_args().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn both_suites_share_one_build() {
        let (tests, browser) = (nextest(Suite::Tests, &[]), nextest(Suite::Browser, &["axe"]));
        assert_eq!(words(&tests)[..4], words(&browser)[..4]);
        assert_eq!(words(&browser)[4..], ["-E", "package(commonround-e2e)", "axe"]);
    }

    #[test]
    fn an_unknown_engine_is_refused() {
        assert!(Engine::parse("mysql").unwrap_err().contains("mysql"));
    }
}
