//! What a backup says of itself: enough to refuse a damaged one before anything is touched.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use commonround_kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

const NAME: &str = "backup.json";
/// The layout of the directory. A newer one is refused, not guessed at.
const FORMAT: u32 = 1;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub version: String,
    pub made_at: Timestamp,
    /// Whether it is a copy of the made-up world.
    pub demo: bool,
    /// Which key ring the database belongs to.
    pub fingerprint: String,
    /// Where the server that was copied keeps its journal.
    pub journal: String,
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    /// Describes `file` inside `dir`, as yet without what only the instance knows.
    ///
    /// # Errors
    /// `Fault` where the file can't be read.
    pub fn describe(dir: &Path, file: &str, made_at: Timestamp) -> Result<Self> {
        let (bytes, sha256) = digest(&dir.join(file))?;
        Ok(Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            demo: false,
            fingerprint: String::new(),
            journal: String::new(),
            file: file.to_owned(),
            bytes,
            sha256,
        })
    }

    /// # Errors
    /// `Fault` where the directory can't be written.
    pub fn save(&self, dir: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self).map_err(Error::fault)?;
        std::fs::write(dir.join(NAME), text).map_err(Error::fault)
    }

    /// Reads the description and checks the file against it.
    ///
    /// # Errors
    /// `Conflict("backup_damaged")` where anything is missing or differs.
    pub fn verified(dir: &Path) -> Result<Self> {
        let damaged = || Error::Conflict("backup_damaged");
        let text = std::fs::read_to_string(dir.join(NAME)).map_err(|_| damaged())?;
        let manifest: Self = serde_json::from_str(&text).map_err(|_| damaged())?;
        if manifest.format != FORMAT || manifest.file.contains('/') {
            return Err(damaged());
        }
        let (bytes, sha256) = digest(&dir.join(&manifest.file)).map_err(|_| damaged())?;
        let whole = bytes == manifest.bytes && sha256 == manifest.sha256;
        if whole { Ok(manifest) } else { Err(damaged()) }
    }
}

fn digest(path: &Path) -> Result<(u64, String)> {
    let mut file = File::open(path).map_err(Error::fault)?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut chunk = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut chunk).map_err(Error::fault)?;
        if n == 0 {
            let hex = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
            return Ok((bytes, hex));
        }
        hash.update(&chunk[..n]);
        bytes += n as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup() -> (tempfile::TempDir, Manifest) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("database.sqlite"), b"rows and rows").unwrap();
        let at = Timestamp::from_millis(1_795_000_000_000);
        let manifest = Manifest::describe(dir.path(), "database.sqlite", at).unwrap();
        manifest.save(dir.path()).unwrap();
        (dir, manifest)
    }

    #[test]
    fn a_whole_backup_is_accepted() {
        let (dir, manifest) = backup();
        assert_eq!(Manifest::verified(dir.path()).unwrap(), manifest);
    }

    #[test]
    fn a_changed_short_or_missing_file_is_damage() {
        for harm in [
            |dir: &Path| std::fs::write(dir.join("database.sqlite"), b"rows and rowz").unwrap(),
            |dir: &Path| std::fs::write(dir.join("database.sqlite"), b"rows").unwrap(),
            |dir: &Path| std::fs::remove_file(dir.join("database.sqlite")).unwrap(),
            |dir: &Path| std::fs::remove_file(dir.join(NAME)).unwrap(),
            |dir: &Path| std::fs::write(dir.join(NAME), b"{}").unwrap(),
        ] {
            let (dir, _) = backup();
            harm(dir.path());
            assert_eq!(Manifest::verified(dir.path()).unwrap_err().code(), "backup_damaged");
        }
    }

    #[test]
    fn a_manifest_cannot_point_outside_its_directory() {
        let (dir, mut manifest) = backup();
        manifest.file = "../database.sqlite".to_owned();
        manifest.save(dir.path()).unwrap();
        assert_eq!(Manifest::verified(dir.path()).unwrap_err().code(), "backup_damaged");
    }
}
