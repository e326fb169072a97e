use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use commonround_db::Db;
use commonround_identity::restore as identity;
use commonround_kernel::{Error, KeyRing, Result, Timestamp};

use super::journal::{self, What};
use super::manifest::Manifest;
use super::write::blocking;
use super::{POSTGRES, SEALED, SQLITE, keyfile, postgres, require_empty};
use crate::cli::Restore;
use crate::config::Config;
use crate::instance::{Instance, Kind};
use crate::keys::{self, KeyFiles};
use crate::{audit, datadir, terminal};

/// Makes an instance in an empty data directory from a backup, and takes out again what the journal
/// says must not come back. Everybody signs in anew.
///
/// Until all of that is done the directory is marked, and no other command touches it.
///
/// # Errors
/// `Unavailable("keys_missing")`, `Conflict("keys_mismatch")`, `Conflict("data_dir_not_empty")`,
/// `Conflict("backup_damaged")`, `Conflict("journal_missing")` where the journal is not where the
/// backup says and none was named.
pub async fn restore(config: &Config, options: &Restore) -> Result<()> {
    require_empty(&config.data, "data_dir_not_empty")?;
    let manifest = Manifest::verified(&options.dir)?;
    require_engine(config, &manifest)?;
    let entries = newer_entries(options, &manifest)?;
    let keys = fitting_keys(config, options, &manifest)?;
    datadir::claim(config, manifest.demo)?;
    datadir::begin_restore(config)?;
    let source = unsealed(&config.data, options, &manifest)?;
    keys::write_files(&config.key_dir(), &keys)?;
    load_database(config, &source.path).await?;
    drop(source);
    let instance = Instance::open(config.clone(), Kind::Chore).await?;
    let replayed = replay(&instance.db, &instance.keys, &entries, manifest.made_at).await;
    instance.close().await;
    replayed?;
    datadir::end_restore(config)?;
    terminal::say(&format!(
        "restored the instance of {} into {}; {} entries of the journal replayed",
        manifest.made_at,
        config.data.display(),
        entries.len()
    ));
    Ok(())
}

/// How far before the copy the journal is read from.
const OVERLAP: Duration = Duration::from_secs(24 * 3_600);

/// A copy goes back to the engine it was taken from.
fn require_engine(config: &Config, manifest: &Manifest) -> Result<()> {
    let name = if config.database.is_some() { POSTGRES } else { SQLITE };
    let fits = manifest.file.strip_suffix(SEALED).unwrap_or(&manifest.file) == name;
    if fits { Ok(()) } else { Err(Error::Conflict("backup_other_engine")) }
}

async fn load_database(config: &Config, copy: &Path) -> Result<()> {
    match config.database.clone() {
        None => {
            let place = datadir::sqlite_file(config);
            std::fs::copy(copy, place).map(drop).map_err(Error::fault)
        }
        Some(database) => {
            let copy = copy.to_owned();
            blocking(move || postgres::load(&database, &copy)).await
        }
    }
}

fn newer_entries(options: &Restore, manifest: &Manifest) -> Result<Vec<journal::Entry>> {
    if options.without_journal {
        return Ok(Vec::new());
    }
    let kept = || PathBuf::from(&manifest.journal);
    let path = options.journal.clone().unwrap_or_else(kept);
    if !path.is_file() {
        return Err(Error::Conflict("journal_missing"));
    }
    // A unit that began before the copy may have ended after it; to replay a line twice is harmless.
    journal::read_since(&path, manifest.made_at - OVERLAP)
}

/// A database file to read from: the backup's own, or a decrypted one that is gone with this.
struct Plain {
    path: PathBuf,
    is_ours: bool,
}

impl Drop for Plain {
    fn drop(&mut self) {
        if self.is_ours
            && let Err(cause) = std::fs::remove_file(&self.path)
        {
            tracing::warn!(%cause, "the decrypted copy could not be removed");
        }
    }
}

fn unsealed(data: &Path, options: &Restore, manifest: &Manifest) -> Result<Plain> {
    let file = options.dir.join(&manifest.file);
    let Some(plain_name) = manifest.file.strip_suffix(SEALED) else {
        return Ok(Plain { path: file, is_ours: false });
    };
    let missing = || Error::invalid("identity", "required");
    let identity = options.identity.as_ref().ok_or_else(missing)?;
    let from = BufReader::new(File::open(identity).map_err(Error::fault)?);
    let identities = age::IdentityFile::from_buffer(from).map_err(Error::fault)?;
    let identities = identities.into_identities().map_err(Error::fault)?;
    let sealed = File::open(file).map_err(Error::fault)?;
    let decryptor = age::Decryptor::new(sealed).map_err(Error::fault)?;
    let mut reader = decryptor
        .decrypt(identities.iter().map(|i| i.as_ref() as &dyn age::Identity))
        .map_err(Error::fault)?;
    let plain = Plain { path: data.join(format!("restoring-{plain_name}")), is_ours: true };
    let mut out = File::create_new(&plain.path).map_err(Error::fault)?;
    std::io::copy(&mut reader, &mut out).map_err(Error::fault)?;
    Ok(plain)
}

/// The keys to write into the new directory: those of the key file, or none where the environment
/// or a key directory elsewhere has them. They fit the copy before anything is written.
fn fitting_keys(config: &Config, options: &Restore, manifest: &Manifest) -> Result<KeyFiles> {
    let (files, ring) = match &options.keys {
        Some(file) => {
            let files = keyfile::read(file, keyfile::passphrase()?)?;
            let ring = keys::ring_of(&files)?;
            (files, ring)
        }
        None => (KeyFiles::new(), keys::load(&config.key_dir())?),
    };
    let fits = ring.fingerprint() == manifest.fingerprint;
    if fits { Ok(files) } else { Err(Error::Conflict("keys_mismatch")) }
}

async fn replay(
    db: &Db,
    keys: &Arc<KeyRing>,
    entries: &[journal::Entry],
    made_at: Timestamp,
) -> Result<()> {
    identity::sign_everybody_out(db).await?;
    for entry in entries {
        match entry.what {
            What::Erased(persona) => identity::erase_again(db, keys, persona).await?,
            What::Revoked(account) => identity::revoke_tokens(db, account, entry.at).await?,
        }
    }
    audit::record_restore(db, made_at).await?;
    db.drain().await
}
