//! Strikes: what was found against a person within a year, counted over everything that they call
//! themselves. A number is all that anybody sees of it.

mod store;
#[cfg(test)]
mod tests;

use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::{Account, Error, Id, KeyRing, Persona, Result};

pub(crate) use store::sweep;

use crate::store::personas::account_behind;

/// How long a strike counts.
pub const STRIKE_LIFE: Duration = Duration::from_secs(365 * 86_400);

const PURPOSE: &str = "identity.strike";

/// What a strike was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A credential claim on the number of another person; its id.
    FalseLicence(i64),
    /// A measure of the moderators; its id.
    Measure(i64),
}

impl Cause {
    const fn stored(self) -> (&'static str, i64) {
        match self {
            Self::FalseLicence(claim) => ("false_licence", claim),
            Self::Measure(sanction) => ("measure", sanction),
        }
    }
}

/// Counts a strike against whoever speaks as this persona. Twice for one cause is once; nothing
/// where the person has left.
///
/// # Errors
/// As `Tx::exec`.
pub fn give(tx: &mut Tx<'_>, keys: &KeyRing, persona: Id<Persona>, cause: Cause) -> Result<()> {
    match person(tx, keys, persona)? {
        Some(person) => store::insert(tx, &person, cause.stored(), STRIKE_LIFE),
        None => Ok(()),
    }
}

/// An appeal was right, or a measure was taken back.
///
/// # Errors
/// As `Tx::exec`.
pub fn take_back(tx: &mut Tx<'_>, cause: Cause) -> Result<()> {
    store::remove(tx, cause.stored())
}

/// How many strikes count now against whoever speaks as this persona.
///
/// # Errors
/// As `Tx::query`.
pub fn count(tx: &mut Tx<'_>, keys: &KeyRing, persona: Id<Persona>) -> Result<u64> {
    match person(tx, keys, persona)? {
        Some(person) => store::count(tx, &person),
        None => Ok(0),
    }
}

/// The account is gone.
pub(crate) fn forget(tx: &mut Tx<'_>, keys: &KeyRing, account: Id<Account>) -> Result<()> {
    store::forget(tx, &key(keys, account))
}

fn person(tx: &mut Tx<'_>, keys: &KeyRing, persona: Id<Persona>) -> Result<Option<[u8; 32]>> {
    match account_behind(tx, keys, persona) {
        Ok(account) => Ok(Some(key(keys, account))),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

fn key(keys: &KeyRing, account: Id<Account>) -> [u8; 32] {
    keys.lasting_mac(PURPOSE, &account.get().to_be_bytes())
}
