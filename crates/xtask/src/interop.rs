//! Other people's implementations of signed credentials, against ours. Fetched when they are
//! needed, never committed: what npm's packages issue we verify, what we issue PyPI's verifies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::command::{cargo, output, run};
use crate::install;
use crate::workspace;

const NPM: &[&str] = &[
    "@sd-jwt/core@0.19.0",
    "@sd-jwt/sd-jwt-vc@0.19.0",
    "@sd-jwt/crypto-nodejs@0.19.0",
    "@sd-jwt/jwt-status-list@0.19.0",
];
const PYPI: &[&str] = &["sd-jwt==0.10.4"];

/// Where the tests find what their peers made, and the peers themselves.
const VARIABLE: &str = "COMMONROUND_PEERS";
/// One file for each test that has run with a peer, so that none is passed over in silence.
const MARKS: &[&str] = &["ran-npm-issues", "ran-npm-reads-a-list", "ran-pypi-verifies"];

pub fn run_all() -> Outcome {
    let home = workspace::root().join(".cache/peers");
    fetch(&home)?;
    let peer = workspace::root().join("crates/credential/tests/peers");
    for name in ["peer.mjs", "peer.py"] {
        // Beside the packages, because that is where node looks for them.
        fs::copy(peer.join(name), home.join(name)).map_err(|why| format!("{name}: {why}"))?;
    }
    write(&home.join("npm.json"), &output(node(&home)?.args(["peer.mjs", "issue"]))?)?;
    for mark in MARKS {
        drop(fs::remove_file(home.join(mark)));
    }
    let words = ["test", "--package", "commonround-credential", "--test", "it", "interop"];
    run(cargo(&words).env(VARIABLE, &home))?;
    all_ran(&home)
}

fn node(home: &Path) -> Outcome<Command> {
    let mut node = Command::new(install::program("node", "nodejs")?);
    node.current_dir(home);
    Ok(node)
}

/// Brings the packages, once for each list of versions.
fn fetch(home: &Path) -> Outcome {
    let (stamp, wanted) = (home.join("fetched"), [NPM, PYPI].concat().join("\n"));
    if fs::read_to_string(&stamp).is_ok_and(|fetched| fetched == wanted) {
        return Ok(());
    }
    fs::create_dir_all(home).map_err(|why| format!("{}: {why}", home.display()))?;
    node(home)?;
    run(npm()?.current_dir(home))?;
    let python = install::python()?;
    run(Command::new(python).args(["-m", "venv", "venv"]).current_dir(home))?;
    run(pip(home).args(PYPI))?;
    write(&stamp, &wanted)
}

/// A registry that does not answer fails the stage instead of holding it.
fn npm() -> Outcome<Command> {
    let mut npm = Command::new(install::program("npm", "npm")?);
    npm.args(["install", "--prefix", ".", "--no-audit", "--no-fund", "--ignore-scripts"]);
    npm.args(["--fetch-timeout=60000", "--fetch-retries=2", "--save-exact"]).args(NPM);
    Ok(npm)
}

fn pip(home: &Path) -> Command {
    let mut pip = Command::new(python_of(home));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    pip.args(["--timeout", "60", "--retries", "2"]);
    pip
}

fn python_of(home: &Path) -> PathBuf {
    home.join("venv/bin/python")
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|why| format!("{}: {why}", path.display()))
}

fn all_ran(home: &Path) -> Outcome {
    match MARKS.iter().find(|mark| !home.join(mark).exists()) {
        Some(mark) => Err(format!("a test with a peer has not run: no {mark}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_was_skipped_is_named() {
        let home = tempfile::tempdir().unwrap();
        for mark in &MARKS[1..] {
            write(&home.path().join(mark), "").unwrap();
        }
        assert!(all_ran(home.path()).unwrap_err().contains(MARKS[0]));
        write(&home.path().join(MARKS[0]), "").unwrap();
        assert_eq!(all_ran(home.path()), Ok(()));
    }

    #[test]
    fn every_version_is_exact() {
        assert!(NPM.iter().all(|name| name[1..].contains('@')));
        assert!(PYPI.iter().all(|name| name.contains("==")));
    }
}
