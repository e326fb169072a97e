//! The key ring as one file under a passphrase (age, scrypt).

use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use age::secrecy::SecretString;
use commonround_kernel::{Error, Result};

use crate::keys::{self, KeyFiles};

pub const PASSPHRASE_CHARS_MIN: usize = 12;
const ENVIRONMENT: &str = "COMMONROUND_PASSPHRASE";

/// The passphrase from the environment, or typed at the terminal.
///
/// # Errors
/// `Conflict("passphrase_short")` below twelve characters.
pub fn passphrase() -> Result<SecretString> {
    let text = match std::env::var(ENVIRONMENT) {
        Ok(text) => text,
        Err(_) => ask()?,
    };
    if text.chars().count() < PASSPHRASE_CHARS_MIN {
        return Err(Error::Conflict("passphrase_short"));
    }
    Ok(SecretString::from(text))
}

fn ask() -> Result<String> {
    rpassword::prompt_password("Passphrase: ").map_err(Error::fault)
}

/// Writes the keys of `key_dir` into `file`, which must not exist.
///
/// # Errors
/// `Unavailable("keys_missing")` without keys, `Fault` where the file exists or can't be written.
pub fn write(key_dir: &Path, file: &Path, passphrase: SecretString) -> Result<()> {
    let keys = keys::read_files(key_dir)?;
    if keys.is_empty() {
        return Err(Error::Unavailable("keys_missing"));
    }
    let plain = serde_json::to_vec(&keys).map_err(Error::fault)?;
    let out = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let encryptor = age::Encryptor::with_user_passphrase(passphrase);
    let mut writer = encryptor.wrap_output(out.map_err(Error::fault)?).map_err(Error::fault)?;
    writer.write_all(&plain).map_err(Error::fault)?;
    writer.finish().and_then(|file| file.sync_all()).map_err(Error::fault)
}

/// # Errors
/// `Conflict("passphrase_wrong")` where the file does not open.
pub fn read(file: &Path, passphrase: SecretString) -> Result<KeyFiles> {
    let wrong = || Error::Conflict("passphrase_wrong");
    let sealed = std::fs::File::open(file).map_err(Error::fault)?;
    let decryptor = age::Decryptor::new(sealed).map_err(|_| wrong())?;
    let identity = age::scrypt::Identity::new(passphrase);
    let mut plain = Vec::new();
    decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|_| wrong())?
        .read_to_end(&mut plain)
        .map_err(|_| wrong())?;
    serde_json::from_slice(&plain).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use commonround_kernel::Env;

    #[test]
    fn keys_come_back_under_their_passphrase_only() {
        let dir = tempfile::tempdir().unwrap();
        keys::create(&dir.path().join("keys"), &Env::system()).unwrap();
        let file = dir.path().join("keys.age");
        write(&dir.path().join("keys"), &file, "a long enough one".to_owned().into()).unwrap();
        let again = read(&file, "a long enough one".to_owned().into()).unwrap();
        assert_eq!(again, keys::read_files(&dir.path().join("keys")).unwrap());
        let wrong = read(&file, "another long one".to_owned().into()).unwrap_err();
        assert_eq!(wrong.code(), "passphrase_wrong");
        assert!(
            write(&dir.path().join("keys"), &file, "a long enough one".to_owned().into()).is_err()
        );
    }
}
