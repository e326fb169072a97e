use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use commonround_db::Db;
use commonround_kernel::{Env, Error, Result};

use super::journal::{self, What};
use super::manifest::Manifest;
use super::{DATABASE_SEALED, keyfile, make_private_dir, require_empty};
use crate::cli::Restore;
use crate::config::Config;
use crate::instance;
use crate::{keys, terminal};

/// Makes an instance in an empty data directory from a backup, and takes out again what the journal
/// says must not come back. Everybody signs in anew.
///
/// # Errors
/// `Conflict("data_dir_not_empty")`, `Conflict("backup_damaged")`, `Conflict("journal_missing")`
/// where the journal is not where the backup says and none was named.
pub async fn restore(config: &Config, options: &Restore) -> Result<()> {
    require_empty(&config.data, "data_dir_not_empty")?;
    let manifest = Manifest::verified(&options.dir)?;
    let entries = newer_entries(options, &manifest)?;
    make_private_dir(&config.data)?;
    let source = unsealed(&config.data, options, &manifest)?;
    restore_keys(config, options)?;
    let env = Env::system();
    instance::load_database(config, &env, &source).await?;
    if source.starts_with(&config.data) {
        std::fs::remove_file(&source).map_err(Error::fault)?;
    }
    let db = instance::open_database(config, &env).await?;
    let replayed = replay(&db, entries).await;
    db.close().await;
    terminal::say(&format!(
        "restored the instance of {} into {}; {} entries of the journal replayed",
        manifest.made_at,
        config.data.display(),
        replayed?
    ));
    Ok(())
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
    journal::read_since(&path, manifest.made_at)
}

/// The plain database file: the backup's own, or a decrypted one in the new data directory.
fn unsealed(data: &Path, options: &Restore, manifest: &Manifest) -> Result<PathBuf> {
    let file = options.dir.join(&manifest.file);
    if manifest.file != DATABASE_SEALED {
        return Ok(file);
    }
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
    let plain = data.join("restore.sqlite");
    let mut out = File::create_new(&plain).map_err(Error::fault)?;
    std::io::copy(&mut reader, &mut out).map_err(Error::fault)?;
    Ok(plain)
}

fn restore_keys(config: &Config, options: &Restore) -> Result<()> {
    let Some(file) = &options.keys else { return Ok(()) };
    keys::write_files(&config.key_dir(), &keyfile::read(file, keyfile::passphrase()?)?)
}

async fn replay(db: &Db, entries: Vec<journal::Entry>) -> Result<usize> {
    let count = entries.len();
    db.write(move |tx| {
        commonround_identity::restore::sign_everybody_out(tx)?;
        for entry in &entries {
            match entry.what {
                What::Erased(persona) => commonround_identity::restore::erase_again(tx, persona)?,
                What::Revoked(account) => {
                    commonround_identity::restore::revoke_tokens(tx, account, entry.at)?;
                }
            }
        }
        Ok(())
    })
    .await?;
    Ok(count)
}
