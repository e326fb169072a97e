//! What the chores need and a fresh machine lacks.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::command::{cargo, run, succeeds, which};

/// Makes sure that a program is there, from the Debian package of the given name.
pub fn program(name: &str, package: &str) -> Outcome<PathBuf> {
    if let Some(found) = which(name) {
        return Ok(found);
    }
    debian(package)?;
    which(name).ok_or_else(|| format!("the package {package} brought no program {name}"))
}

/// A Python that can make environments of its own; Debian keeps that part in another package.
pub fn python() -> Outcome<PathBuf> {
    let whole = |python: &PathBuf| succeeds(Command::new(python).args(["-c", "import ensurepip"]));
    if let Some(found) = which("python3").filter(whole) {
        return Ok(found);
    }
    debian("python3-venv")?;
    let found = which("python3").filter(whole);
    found.ok_or_else(|| "the package python3-venv brought no python3 with ensurepip".to_owned())
}

/// The folder of PostgreSQL's server programs, the newest version first.
pub fn postgres_bin() -> Outcome<PathBuf> {
    if let Some(found) = newest_postgres() {
        return Ok(found);
    }
    debian("postgresql")?;
    newest_postgres().ok_or_else(|| "the package postgresql brought no initdb".to_owned())
}

fn newest_postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| postgres_of(*version).join("initdb").exists())
        .max();
    let on_path = || which("initdb")?.canonicalize().ok()?.parent().map(PathBuf::from);
    newest.map(postgres_of).or_else(on_path)
}

fn postgres_of(version: u32) -> PathBuf {
    PathBuf::from(format!("/usr/lib/postgresql/{version}/bin"))
}

/// Makes sure that a cargo subcommand is there.
pub fn cargo_tool(name: &str) -> Outcome {
    if succeeds(&mut cargo(&[name, "--version"])) {
        return Ok(());
    }
    run(&mut cargo(&["install", "--locked", &format!("cargo-{name}")]))
}

/// Whether this process may install packages and must not run PostgreSQL itself.
#[must_use]
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
}

fn debian(package: &str) -> Outcome {
    let by_hand = format!("apt-get update && apt-get install --yes {package}");
    if !is_root() || which("apt-get").is_none() {
        return Err(format!("{package} is missing. Install it, on Debian as root:\n  {by_hand}"));
    }
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "--no-install-recommends", package]))
        .map_err(|why| format!("{why}\nTry by hand:\n  {by_hand}"))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}
