use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use commonround_kernel::{Env, Error, KeyRing, Result};
use jiff::civil::Date;

const KEY_BYTES: usize = 32;

/// One key a day, each a file. The directory must stay out of every backup: what a day's key
/// sealed is gone with the file.
#[derive(Debug, Clone)]
pub struct DayKeys(PathBuf);

impl DayKeys {
    /// # Errors
    /// A `Fault` where the directory cannot be made.
    pub fn open(directory: &Path) -> Result<Self> {
        fs::create_dir_all(directory).map_err(Error::fault)?;
        Ok(Self(directory.to_owned()))
    }

    /// The key of a day, made where there is none yet.
    ///
    /// # Errors
    /// A `Fault` where the file cannot be read or written.
    pub fn of(&self, env: &Env, day: Date) -> Result<KeyRing> {
        if let Some(known) = self.existing(day)? {
            return Ok(known);
        }
        let key: [u8; KEY_BYTES] = env.random_bytes();
        let made = self.path(&format!("{day}.{}.new", u64::from_le_bytes(env.random_bytes())));
        write_synced(&made, &key).map_err(Error::fault)?;
        // A link fails where another server was faster; whole keys only ever appear.
        let linked = fs::hard_link(&made, self.path(&name(day)));
        fs::remove_file(&made).map_err(Error::fault)?;
        match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Error::fault(error)),
            _ => self.existing(day)?.ok_or_else(|| Error::fault("a day's key is gone")),
        }
    }

    /// The key of a day that is not over and done with.
    ///
    /// # Errors
    /// A `Fault` where the file cannot be read.
    pub fn existing(&self, day: Date) -> Result<Option<KeyRing>> {
        let mut key = [0; KEY_BYTES];
        match File::open(self.path(&name(day))) {
            Ok(mut file) => file.read_exact(&mut key).map_err(Error::fault)?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::fault(error)),
        }
        KeyRing::new([(1, key)]).map(Some)
    }

    /// Destroys the keys of all days before this one.
    ///
    /// # Errors
    /// A `Fault` where a file cannot be removed.
    pub fn destroy_before(&self, day: Date) -> Result<()> {
        for entry in fs::read_dir(&self.0).map_err(Error::fault)? {
            let entry = entry.map_err(Error::fault)?;
            let file = entry.file_name();
            let stem = file.to_str().and_then(|name| name.get(..10));
            if stem.and_then(|stem| stem.parse::<Date>().ok()).is_some_and(|of| of < day) {
                fs::remove_file(entry.path()).map_err(Error::fault)?;
            }
        }
        Ok(())
    }

    /// The days whose keys are there.
    #[cfg(test)]
    pub fn days(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

fn name(day: Date) -> String {
    format!("{day}.key")
}

fn write_synced(path: &Path, key: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(key)?;
    file.sync_all()
}
