//! Copies of an instance: `backup`, `backup-keys`, `restore`.
//!
//! A backup holds the database and no keys. The key ring goes into a file of its own under a
//! passphrase. What must not come back with an old copy (erased people, revoked tokens) stands in
//! the journal, which is kept apart and replayed over a restored database.

pub mod journal;
pub mod keyfile;
pub mod manifest;
mod postgres;
mod restore;
mod write;

pub use restore::restore;
pub use write::write;

use std::path::Path;

use commonround_kernel::{Error, Result};

/// What the file of a copy is called, by the engine it was taken from.
const SQLITE: &str = "database.sqlite";
const POSTGRES: &str = "database.pgdump";
/// Added to it where the copy is encrypted to an age recipient.
const SEALED: &str = ".age";

fn require_empty(dir: &Path, code: &'static str) -> Result<()> {
    match std::fs::read_dir(dir) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(Error::Conflict(code)),
            None => Ok(()),
        },
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(Error::fault(cause)),
    }
}

/// A directory that only the server's user can enter.
///
/// # Errors
/// `Fault` where it can't be made.
pub fn make_private_dir(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(Error::fault)
}
