//! The key ring on disk: one file a key, made at the first start, readable by the owner only.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use commonround_kernel::{Env, Error, KeyRing, Result};

const KEY_BYTES: usize = 32;
const ENVIRONMENT: &str = "COMMONROUND_KEY";

/// The key ring as files: `(file name, base64 text)`, for `backup-keys` and `restore`.
pub type KeyFiles = Vec<(String, String)>;

/// Loads the ring from `COMMONROUND_KEY` (`1:base64[,2:base64]`) or from the directory.
///
/// # Errors
/// `Unavailable("keys_missing")` where there is none, `Fault` for a file that is not a key.
pub fn load(dir: &Path) -> Result<KeyRing> {
    let keys = match std::env::var(ENVIRONMENT) {
        Ok(text) => text.split(',').map(parse_pair).collect::<Result<Vec<_>>>()?,
        Err(_) => read_files(dir)?.iter().map(parse_file).collect::<Result<Vec<_>>>()?,
    };
    if keys.is_empty() { Err(Error::Unavailable("keys_missing")) } else { KeyRing::new(keys) }
}

/// The ring that these files hold.
///
/// # Errors
/// `Fault` for a file that is not a key, or none at all.
pub fn ring_of(files: &KeyFiles) -> Result<KeyRing> {
    KeyRing::new(files.iter().map(parse_file).collect::<Result<Vec<_>>>()?)
}

/// Makes the first key of a new instance.
///
/// # Errors
/// `Fault` where the directory can't be written.
pub fn create(dir: &Path, env: &Env) -> Result<()> {
    let text = STANDARD.encode(env.random_bytes::<KEY_BYTES>());
    write_files(dir, &[("1.key".to_owned(), text)])
}

/// # Errors
/// `Fault` where a file can't be read.
pub fn read_files(dir: &Path) -> Result<KeyFiles> {
    let Ok(entries) = fs::read_dir(dir) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::fault)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".key") {
            let text = fs::read_to_string(entry.path()).map_err(Error::fault)?;
            files.push((name, text.trim().to_owned()));
        }
    }
    files.sort();
    Ok(files)
}

/// # Errors
/// `Fault` where a file exists already or can't be written.
pub fn write_files(dir: &Path, files: &[(String, String)]) -> Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(Error::fault)?;
    for (name, text) in files {
        parse_file(&(name.clone(), text.clone()))?;
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(dir.join(name))
            .map_err(Error::fault)?;
        writeln!(file, "{text}").and_then(|()| file.sync_all()).map_err(Error::fault)?;
    }
    Ok(())
}

fn parse_file((name, text): &(String, String)) -> Result<(u32, [u8; KEY_BYTES])> {
    let id = name.strip_suffix(".key").unwrap_or_default();
    parse_pair(&format!("{id}:{text}"))
        .map_err(|_| Error::fault(format!("{name} is not a key file")))
}

fn parse_pair(text: &str) -> Result<(u32, [u8; KEY_BYTES])> {
    let wrong = || Error::fault("a key is written NUMBER:BASE64 with 32 bytes");
    let (id, key) = text.trim().split_once(':').ok_or_else(wrong)?;
    let key = STANDARD.decode(key).map_err(|_| wrong())?;
    Ok((id.parse().map_err(|_| wrong())?, key.try_into().map_err(|_| wrong())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_made_key_is_private_and_loads_again() {
        let dir = tempfile::tempdir().unwrap();
        let keys = dir.path().join("keys");
        assert_eq!(load(&keys).unwrap_err().code(), "keys_missing");
        create(&keys, &Env::system()).unwrap();
        let first = load(&keys).unwrap().fingerprint();
        assert_eq!(load(&keys).unwrap().fingerprint(), first);
        let mode = fs::metadata(keys.join("1.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn an_existing_key_is_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        create(dir.path(), &Env::system()).unwrap();
        assert!(create(dir.path(), &Env::system()).is_err());
    }

    #[test]
    fn a_file_that_is_not_a_key_is_named() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("2.key"), "short").unwrap();
        assert!(load(dir.path()).unwrap_err().to_string().contains("2.key"));
    }
}
