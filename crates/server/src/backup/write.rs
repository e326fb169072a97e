use std::fs::File;
use std::path::{Path, PathBuf};

use commonround_kernel::{Error, Result};

use super::manifest::Manifest;
use super::{POSTGRES, SEALED, SQLITE, journal, make_private_dir, postgres, require_empty};
use crate::chores::Told;
use crate::instance::Instance;
use crate::lines;

/// Writes a copy of the instance into `dir`, consistent at one moment, while people go on writing.
///
/// # Errors
/// `Conflict("backup_dir_not_empty")`; `Fault` where the disk is full or the copy does not open.
pub async fn write(
    instance: &Instance,
    dir: &Path,
    recipient: Option<&str>,
    told: &Told,
) -> Result<()> {
    require_empty(dir, "backup_dir_not_empty")?;
    let recipient = recipient.or(instance.config.backup.recipient.as_deref());
    let recipient = recipient.map(parse_recipient).transpose()?;
    make_private_dir(dir)?;
    let made_at = instance.env.now();
    told.progress("copying the database");
    let name = copy(instance, dir).await?;
    let file = match recipient {
        Some(recipient) => {
            told.progress("encrypting the copy");
            let (plain, sealed) = (dir.join(name), format!("{name}{SEALED}"));
            let target = dir.join(&sealed);
            blocking(move || seal(&plain, &target, &recipient)).await?;
            sealed
        }
        None => {
            told.progress("not encrypted: name a key with --recipient or backup.recipient");
            name.to_owned()
        }
    };
    let journal = journal::path(&instance.config);
    lines::ensure(&journal)?;
    let manifest = Manifest {
        demo: instance.demo.is_some(),
        fingerprint: instance.keys.fingerprint(),
        journal: std::path::absolute(journal).map_err(Error::fault)?.display().to_string(),
        ..Manifest::describe(dir, &file, made_at)?
    };
    manifest.save(dir)?;
    told.answer(&format!("backup of {made_at} in {}: {} bytes", dir.display(), manifest.bytes));
    Ok(())
}

/// Copies the database under the name that says how.
async fn copy(instance: &Instance, dir: &Path) -> Result<&'static str> {
    match instance.config.database.clone() {
        None => {
            instance.db.backup_to(&dir.join(SQLITE)).await?;
            Ok(SQLITE)
        }
        Some(database) => {
            let file = dir.join(POSTGRES);
            blocking(move || postgres::dump(&database, &file)).await?;
            Ok(POSTGRES)
        }
    }
}

fn parse_recipient(text: &str) -> Result<age::x25519::Recipient> {
    text.parse().map_err(|_| Error::invalid("recipient", "malformed"))
}

fn seal(plain: &PathBuf, sealed: &PathBuf, recipient: &age::x25519::Recipient) -> Result<()> {
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(recipient as &dyn age::Recipient));
    let out = File::create_new(sealed).map_err(Error::fault)?;
    let mut writer = encryptor.map_err(Error::fault)?.wrap_output(out).map_err(Error::fault)?;
    let mut from = File::open(plain).map_err(Error::fault)?;
    std::io::copy(&mut from, &mut writer).map_err(Error::fault)?;
    writer.finish().and_then(|file| file.sync_all()).map_err(Error::fault)?;
    std::fs::remove_file(plain).map_err(Error::fault)
}

/// Runs work that keeps the disk or a processor busy away from the request threads.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::fault)?
}
