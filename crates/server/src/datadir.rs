//! Whose data directory this is. Demo and real instances never mix, and keys fit their database.

use std::fs::File;
use std::path::{Path, PathBuf};

use commonround_db::{Db, Tx, settings};
use commonround_kernel::{Error, KeyRing, Result};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::config::Config;

const MARKER: &str = "instance.kind";
const DEMO: &str = "demo";
const LIVE: &str = "live";
const RESTORING: &str = "restore.unfinished";
/// What may stand in a directory before the first start.
const BROUGHT: [&str; 3] = ["commonround.toml", "keys", "demo-clock"];

const KIND: &str = "instance.kind";
const FINGERPRINT: &str = "keys.fingerprint";
const PUBLIC_URL: &str = "instance.public_url";

/// Where the embedded database stands.
#[must_use]
pub fn sqlite_file(config: &Config) -> PathBuf {
    config.data.join("commonround.sqlite")
}

/// Whether the directory was made by `demo`.
#[must_use]
pub fn is_demo(data: &Path) -> bool {
    std::fs::read_to_string(data.join(MARKER)).is_ok_and(|kind| kind.trim() == DEMO)
}

/// Makes the directory this kind of instance's own, or refuses.
///
/// # Errors
/// `Conflict("is_a_demo")`, `Conflict("not_a_demo")`, `Fault` where it can't be written.
pub fn claim(config: &Config, demo: bool) -> Result<()> {
    crate::backup::make_private_dir(&config.data)?;
    let marker = config.data.join(MARKER);
    match std::fs::read_to_string(&marker) {
        Ok(kind) => match (kind.trim() == DEMO, demo) {
            (true, false) => Err(Error::Conflict("is_a_demo")),
            (false, true) => Err(Error::Conflict("not_a_demo")),
            _ => Ok(()),
        },
        Err(_) if demo && !is_fresh(&config.data)? => Err(Error::Conflict("not_a_demo")),
        Err(_) => std::fs::write(marker, if demo { DEMO } else { LIVE }).map_err(Error::fault),
    }
}

/// # Errors
/// `Conflict("no_instance")` where nothing was ever served: a slip in the path must not look like
/// a backup that went well.
pub fn require_instance(config: &Config) -> Result<()> {
    let known = config.data.join(MARKER).exists();
    if known { Ok(()) } else { Err(Error::Conflict("no_instance")) }
}

/// Marks the directory: a restore has begun in it.
///
/// # Errors
/// `Fault` where it can't be written.
pub fn begin_restore(config: &Config) -> Result<()> {
    std::fs::write(config.data.join(RESTORING), "").map_err(Error::fault)
}

/// Takes the mark away: everything is in place, and nobody is back who must not be.
///
/// # Errors
/// `Fault` where it can't be removed.
pub fn end_restore(config: &Config) -> Result<()> {
    std::fs::remove_file(config.data.join(RESTORING)).map_err(Error::fault)
}

/// # Errors
/// `Conflict("restore_unfinished")` where a restore began here and did not come to its end.
pub fn refuse_unfinished(config: &Config) -> Result<()> {
    let unfinished = config.data.join(RESTORING).exists();
    if unfinished { Err(Error::Conflict("restore_unfinished")) } else { Ok(()) }
}

/// Held by the one server of a directory; free again when it ends, however it ends.
pub struct ServerLock {
    _file: File,
}

/// Takes the directory for this server. On PostgreSQL, too: keys, journal and control socket are
/// one server's.
///
/// # Errors
/// `Conflict("data_dir_in_use")` where another server has it.
pub fn lock(config: &Config) -> Result<ServerLock> {
    let path = config.data.join("server.lock");
    let mut open = File::options();
    let file = open.create(true).truncate(false).write(true).open(path).map_err(Error::fault)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(ServerLock { _file: file }),
        Err(Errno::WOULDBLOCK) => Err(Error::Conflict("data_dir_in_use")),
        Err(other) => Err(Error::fault(other)),
    }
}

fn is_fresh(data: &Path) -> Result<bool> {
    for entry in std::fs::read_dir(data).map_err(Error::fault)? {
        let name = entry.map_err(Error::fault)?.file_name();
        if !BROUGHT.iter().any(|known| name == *known) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the database has ever been used with a key ring.
///
/// # Errors
/// What the database says.
pub async fn is_keyed(db: &Db) -> Result<bool> {
    db.read(|tx| Ok(settings::get(tx, FINGERPRINT)?.is_some())).await
}

/// Checks the database against keys, kind and public URL, and writes them down the first time.
///
/// # Errors
/// `Conflict("keys_mismatch")`, `Conflict("is_a_demo")`, `Conflict("not_a_demo")`,
/// `Conflict("public_url_fixed")`.
pub async fn settle(db: &Db, config: &Config, keys: &KeyRing, demo: bool) -> Result<()> {
    let fingerprint = keys.fingerprint();
    let kind = if demo { DEMO } else { LIVE };
    let other_kind = if demo { "not_a_demo" } else { "is_a_demo" };
    let public_url = config.public_url.clone();
    db.write(move |tx| {
        fix(tx, FINGERPRINT, &fingerprint, "keys_mismatch")?;
        fix(tx, KIND, kind, other_kind)?;
        match &public_url {
            Some(url) => fix(tx, PUBLIC_URL, url.trim_end_matches('/'), "public_url_fixed"),
            None => Ok(()),
        }
    })
    .await
}

fn fix(tx: &mut Tx<'_>, key: &str, value: &str, refusal: &'static str) -> Result<()> {
    if settings::fix(tx, key, value)? == value { Ok(()) } else { Err(Error::Conflict(refusal)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(dir: &Path) -> Config {
        Config { data: dir.to_owned(), ..Config::default() }
    }

    #[test]
    fn demo_takes_a_new_directory_and_serve_then_refuses_it() {
        let dir = tempfile::tempdir().unwrap();
        claim(&config(dir.path()), true).unwrap();
        claim(&config(dir.path()), true).unwrap();
        assert!(is_demo(dir.path()));
        assert_eq!(claim(&config(dir.path()), false).unwrap_err().code(), "is_a_demo");
    }

    #[test]
    fn one_server_has_a_directory_until_it_ends() {
        let dir = tempfile::tempdir().unwrap();
        let first = lock(&config(dir.path())).unwrap();
        assert_eq!(lock(&config(dir.path())).err().unwrap().code(), "data_dir_in_use");
        drop(first);
        lock(&config(dir.path())).unwrap();
    }

    #[test]
    fn demo_refuses_a_directory_it_did_not_make() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("thesis.odt"), "years of work").unwrap();
        assert_eq!(claim(&config(dir.path()), true).unwrap_err().code(), "not_a_demo");
        claim(&config(dir.path()), false).unwrap();
        assert_eq!(claim(&config(dir.path()), true).unwrap_err().code(), "not_a_demo");
    }
}
