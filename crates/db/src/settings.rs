//! A few named texts of the instance itself: the fingerprint of its key ring, its public URL, the
//! offset of a demo's clock.

use commonround_kernel::Result;

use crate::Tx;

/// The value under `key`.
///
/// # Errors
/// As `Tx::query`.
pub fn get(tx: &mut Tx<'_>, key: &str) -> Result<Option<String>> {
    tx.maybe("SELECT value FROM db_setting WHERE key = $1", (key,), |row| row.get(0))
}

/// Keeps `value` under `key`.
///
/// # Errors
/// As `Tx::exec`.
pub fn set(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<()> {
    tx.exec(
        "INSERT INTO db_setting (key, value) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )?;
    Ok(())
}

/// Keeps `value` where nothing stood yet, and answers what stands now: for what is fixed at first
/// start.
///
/// # Errors
/// As `Tx::exec`.
pub fn fix(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<String> {
    tx.exec(
        "INSERT INTO db_setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
        (key, value),
    )?;
    tx.one("SELECT value FROM db_setting WHERE key = $1", (key,), |row| row.get(0))
}
