//! Commands that chores run: shown before they start, and named when they fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::terminal::say;
use crate::workspace;

/// `cargo` at the root of the repository.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(workspace::root());
    // Set by cargo for this very process; inherited, they would make dependencies look changed.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// Runs to the end with output on the terminal; anything but success is an error that names it.
pub fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    say(&format!("$ {shown}"));
    let status = command.stdin(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(why) => Err(format!("`{shown}` did not start: {why}")),
    }
}

/// Whether the command succeeds; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// What the command printed.
pub fn output(command: &mut Command) -> Outcome<String> {
    let shown = show(command);
    let made = command.stdin(Stdio::null()).output();
    let made = made.map_err(|why| format!("`{shown}` did not start: {why}"))?;
    if !made.status.success() {
        return Err(format!("`{shown}`: {}", String::from_utf8_lossy(&made.stderr).trim()));
    }
    String::from_utf8(made.stdout).map_err(|_| format!("`{shown}` printed what is not text"))
}

/// The program's file, when it stands on the PATH.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let words = command.get_args().map(|word| quoted(&word.to_string_lossy()));
    std::iter::once(name).chain(words).collect::<Vec<_>>().join(" ")
}

/// As a shell would have to be given it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_command_can_be_pasted_into_a_shell() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["nextest", "run", "-E", "not package(e2e)", "it's"]);
        assert_eq!(show(&command), r"cargo nextest run -E 'not package(e2e)' 'it'\''s'");
    }

    #[test]
    fn a_failing_command_is_named() {
        let why = run(&mut Command::new("false")).unwrap_err();
        assert!(why.starts_with("`false` ended with"), "{why}");
    }
}
