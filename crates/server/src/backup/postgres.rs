//! Copies of a PostgreSQL database, by PostgreSQL's own tools: `pg_dump` reads one snapshot while
//! people write, `pg_restore` checks a copy and writes it back.

use std::path::Path;
use std::process::{Command, Stdio};

use commonround_kernel::{Error, Result};
use url::Url;

/// # Errors
/// `Unavailable("postgres_tools_missing")` without `pg_dump`; `Fault` with its words where it fails.
pub fn dump(database: &str, file: &Path) -> Result<()> {
    let mut dump = tool("pg_dump", database)?;
    run(dump.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(file))?;
    verify(file)
}

/// Reads the copy from its first to its last byte.
fn verify(file: &Path) -> Result<()> {
    let mut restore = Command::new("pg_restore");
    run(restore.args(["--file", "/dev/null"]).arg(file))
}

/// Writes a copy into an empty database, whole or not at all.
///
/// # Errors
/// As `dump`; also where the database is not empty.
pub fn load(database: &str, file: &Path) -> Result<()> {
    let mut restore = tool("pg_restore", database)?;
    let whole = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"];
    run(restore.args(whole).arg(file))
}

/// The tool with the database's address; the password goes through the environment, where other
/// people of the machine do not see it.
fn tool(name: &str, database: &str) -> Result<Command> {
    let mut url = Url::parse(database).map_err(|_| Error::invalid("database", "malformed"))?;
    let mut command = Command::new(name);
    if let Some(password) = url.password().map(decoded) {
        command.env("PGPASSWORD", password);
        url.set_password(None).map_err(|()| Error::invalid("database", "malformed"))?;
    }
    command.arg("--dbname").arg(url.as_str());
    Ok(command)
}

fn decoded(raw: &str) -> String {
    let pairs = format!("p={}", raw.replace('+', "%2B"));
    url::form_urlencoded::parse(pairs.as_bytes())
        .next()
        .map(|(_, v)| v.into_owned())
        .unwrap_or_default()
}

fn run(command: &mut Command) -> Result<()> {
    let ended = command.stdin(Stdio::null()).output().map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => Error::Unavailable("postgres_tools_missing"),
        _ => Error::fault(cause),
    })?;
    if ended.status.success() {
        return Ok(());
    }
    Err(Error::fault(String::from_utf8_lossy(&ended.stderr).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_on_the_command_line() {
        let command = tool("pg_dump", "postgres://round:p%40ss+word@db:5433/round").unwrap();
        let shown = format!("{:?}", command.get_args().collect::<Vec<_>>());
        assert!(!shown.contains("ss"), "{shown}");
        assert!(shown.contains("postgres://round@db:5433/round"), "{shown}");
        let password = command.get_envs().find(|(k, _)| *k == "PGPASSWORD").unwrap().1.unwrap();
        assert_eq!(password, "p@ss+word");
    }
}
