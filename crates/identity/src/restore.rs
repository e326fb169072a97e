//! What an old copy of the database must not bring back. Run once over a restored copy, before
//! anybody can reach it.

use std::sync::Arc;

use commonround_db::{Db, Tx};
use commonround_kernel::{Account, Id, KeyRing, Persona, Result, Timestamp};

use crate::erase_account::{erase_personas, forget_account};
use crate::{policy, store};

/// Signs every device out: a cookie that was stolen since the copy was made is worth nothing.
///
/// # Errors
/// What the database says.
pub async fn sign_everybody_out(db: &Db) -> Result<()> {
    db.write(store::sessions::end_every).await
}

/// Erases again whoever was erased after the copy was made. Somebody the copy does not know, or
/// knows as erased, is no error.
///
/// # Errors
/// `Fault` where the key ring is not the one the copy was made with.
pub async fn erase_again(db: &Db, keys: &Arc<KeyRing>, persona: Id<Persona>) -> Result<()> {
    let keys = Arc::clone(keys);
    db.write(move |tx| erase(tx, &keys, persona)).await
}

/// The journal names every persona of an account that left, so its first one is enough to find it:
/// no persona's sealed link to its account is opened here, only the account's own sealed list of
/// its personas.
fn erase(tx: &mut Tx, keys: &KeyRing, persona: Id<Persona>) -> Result<()> {
    let Some(account) = store::accounts::by_primary(tx, persona)? else { return Ok(()) };
    let permit = policy::may_erase_again(&account);
    erase_personas(tx, keys, &permit, &account)?;
    forget_account(tx, &permit, &account)
}

/// Revokes the tokens an account had when its access was revoked: those made up to then.
///
/// # Errors
/// What the database says.
pub async fn revoke_tokens(db: &Db, account: Id<Account>, until: Timestamp) -> Result<()> {
    db.write(move |tx| store::tokens::revoke_until(tx, account, until)).await
}
