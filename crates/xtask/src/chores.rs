//! The stages that are one or two cargo commands.

use crate::Outcome;
use crate::command::{cargo, run};
use crate::install;
use crate::suite;
use crate::tidy;

pub fn format() -> Outcome {
    run(&mut cargo(&["fmt", "--all"]))
}

pub fn format_check() -> Outcome {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

/// Lints everything with the builders for tests, then the product as it ships, without them.
pub fn clippy() -> Outcome {
    run(&mut cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))?;
    run(&mut cargo(&[
        "clippy",
        "--quiet",
        "--package",
        "commonround-server",
        "--",
        "-D",
        "warnings",
    ]))
}

/// Licences, bans and sources stand in files; advisories take a network, so they are asked for.
pub fn deny(advisories: bool) -> Outcome {
    install::cargo_tool("deny")?;
    let mut words = vec!["deny", "--all-features", "--log-level", "error", "check"];
    words.extend(["bans", "licenses", "sources"]);
    words.extend(advisories.then_some("advisories"));
    run(&mut cargo(&words))
}

pub fn doc() -> Outcome {
    let mut doc = cargo(&["doc", "--quiet", "--workspace", "--no-deps"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Accepts what a reviewer then reads as a diff: generated pages and snapshots.
pub fn golden() -> Outcome {
    tidy::write_pages()?;
    suite::accept_snapshots()
}
