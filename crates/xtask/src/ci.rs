//! What the build machine runs, stage by stage, and what it took.

use std::time::Duration;

use crate::Outcome;
use crate::chores;
use crate::interop;
use crate::suite::{self, Engine, Suite};
use crate::terminal::{headline, say, span, timed};
use crate::tidy;

struct Stage {
    title: &'static str,
    /// What to type to run this stage alone.
    repeat: &'static str,
    work: fn() -> Outcome,
}

/// The cheap ones first: a slip should not cost a build.
const STAGES: &[Stage] = &[
    Stage { title: "format", repeat: "cargo xtask fmt --check", work: chores::format_check },
    Stage { title: "tidy", repeat: "cargo xtask tidy", work: tidy::run },
    Stage { title: "clippy", repeat: "cargo xtask clippy", work: chores::clippy },
    Stage {
        title: "tests on SQLite",
        repeat: "cargo xtask test --engine sqlite",
        work: || suite::run(Suite::Tests, Engine::Sqlite, &[]),
    },
    Stage {
        title: "tests on PostgreSQL",
        repeat: "cargo xtask test --engine postgres",
        work: || suite::run(Suite::Tests, Engine::Postgres, &[]),
    },
    Stage { title: "interoperation", repeat: "cargo xtask interop", work: interop::run_all },
    Stage {
        title: "browser tests",
        repeat: "cargo xtask browser",
        work: || suite::run(Suite::Browser, Engine::Sqlite, &[]),
    },
    Stage { title: "dependencies", repeat: "cargo xtask deny", work: || chores::deny(false) },
    Stage { title: "documentation", repeat: "cargo xtask doc", work: chores::doc },
];

const ADVISORIES: Stage = Stage {
    title: "advisories",
    repeat: "cargo xtask deny --advisories",
    work: || chores::deny(true),
};

/// Runs every stage and stops at the first that fails.
pub fn run(advisories: bool) -> Outcome {
    let mut rows = Vec::new();
    let last = advisories.then_some(&ADVISORIES);
    let mut outcome = Ok(());
    for stage in STAGES.iter().chain(last) {
        headline(stage.title);
        let (result, time) = timed(stage.work);
        rows.push(Row { title: stage.title, passed: result.is_ok(), time });
        if let Err(why) = result {
            outcome = Err(format!("{why}\n\nTo repeat this stage alone:\n  {}", stage.repeat));
            break;
        }
    }
    headline("summary");
    say(&table(&rows));
    outcome
}

struct Row {
    title: &'static str,
    passed: bool,
    time: Duration,
}

fn table(rows: &[Row]) -> String {
    let total = rows.iter().map(|row| row.time).sum();
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.push(format!("{:<22} {:<7} {:>12}", "together", "", span(total)));
    lines.join("\n")
}

fn line(row: &Row) -> String {
    let verdict = if row.passed { "passed" } else { "FAILED" };
    format!("{:<22} {verdict:<7} {:>12}", row.title, span(row.time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_what_failed_and_adds_up() {
        let rows = [
            Row { title: "format", passed: true, time: Duration::from_millis(1_200) },
            Row { title: "tidy", passed: false, time: Duration::from_millis(800) },
        ];
        let wanted = "\
format                 passed         1.2 s
tidy                   FAILED         0.8 s
together                              2.0 s";
        assert_eq!(table(&rows), wanted);
    }

    #[test]
    fn every_stage_is_repeated_by_a_command_of_its_own() {
        for (i, stage) in STAGES.iter().enumerate() {
            assert!(stage.repeat.starts_with("cargo xtask "), "{}", stage.title);
            assert!(STAGES[..i].iter().all(|s| s.repeat != stage.repeat), "{}", stage.title);
        }
    }
}
