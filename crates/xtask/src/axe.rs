//! axe-core, the accessibility checker. Fetched when browser tests run, never committed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::command::{output, run};
use crate::install;
use crate::workspace;

const PACKAGE: &str = "axe-core@4";

/// The path of `axe.min.js`, fetched from the package registry where it is not there yet.
pub fn script() -> Outcome<PathBuf> {
    if let Some(given) = std::env::var_os("AXE_JS") {
        return Ok(given.into());
    }
    let home = workspace::root().join(".cache/axe-core");
    let file = home.join("package/axe.min.js");
    if !file.exists() {
        fetch(&home)?;
    }
    file.exists().then_some(file).ok_or_else(|| format!("{PACKAGE} holds no axe.min.js"))
}

fn fetch(home: &PathBuf) -> Outcome {
    install::program("npm", "npm")?;
    fs::create_dir_all(home).map_err(|why| format!("{}: {why}", home.display()))?;
    let mut pack = Command::new("npm");
    pack.args(["pack", PACKAGE, "--silent"]).current_dir(home);
    let archive = output(&mut pack)?.trim().to_owned();
    run(Command::new("tar").args(["-xzf", &archive, "package/axe.min.js"]).current_dir(home))
}
