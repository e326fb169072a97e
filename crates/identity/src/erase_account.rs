//! Leaving. The account and all that names a person go at once; the handle stays as a tombstone, so
//! that nobody takes it over, and every room erases what its personas left behind.

use commonround_db::{Tx, audit, outbox};
use commonround_kernel::{Actor, KeyRing, Result};
use commonround_vocabulary::{AccessRevoked, PersonaErased};

use crate::change_password::prove_password;
use crate::identity::Identity;
use crate::model::MailKind;
use crate::passwords::PasswordProof;
use crate::policy::MayErase;
use crate::queue_mail::queue_to_address;
use crate::store::accounts::AccountRow;
use crate::{credentials, organisations, policy, sanctions, store, strikes, two_person, vouching};

/// # Errors
/// `limited`, `last_operator`; `Invalid` on `current_password`: `wrong`.
pub async fn erase_account(identity: &Identity, actor: &Actor, current: &str) -> Result<()> {
    let (_, proof) = prove_password(identity, actor, current).await?;
    let (keys, actor) = (identity.keys().clone(), actor.clone());
    identity.db().write(move |tx| erase(tx, &keys, &actor, &proof)).await
}

fn erase(tx: &mut Tx, keys: &KeyRing, actor: &Actor, proof: &PasswordProof) -> Result<()> {
    let account = store::accounts::get(tx, actor.account)?;
    let operators = store::accounts::operators(tx)?;
    let permit = policy::may_erase(actor, &account, proof, operators)?;
    erase_personas(tx, keys, &permit, &account)?;
    forget_account(tx, &permit, &account)?;
    let lang = account.lang.as_deref();
    queue_to_address(tx, MailKind::AccountErased, None, &account.email, lang)
}

/// Every persona the account speaks through, and the word of it to the other rooms.
pub(crate) fn erase_personas(
    tx: &mut Tx,
    keys: &KeyRing,
    permit: &MayErase,
    account: &AccountRow,
) -> Result<()> {
    strikes::forget(tx, keys, account.id)?;
    sanctions::forget(tx, keys, account.id)?;
    for persona in store::personas::open_list(keys, account.id, &account.personas)? {
        vouching::forget_persona(tx, persona)?;
        organisations::forget_persona(tx, persona)?;
        two_person::void_about(tx, persona)?;
        credentials::forget_persona(tx, persona)?;
        store::personas::erase(tx, permit, persona)?;
        outbox::emit(tx, &PersonaErased { persona })?;
    }
    Ok(())
}

/// Everything but the personas.
pub(crate) fn forget_account(tx: &mut Tx, permit: &MayErase, account: &AccountRow) -> Result<()> {
    two_person::void_by(tx, account.id)?;
    store::sessions::end_all(tx, account.id)?;
    store::tokens::revoke_all(tx, account.id)?;
    store::codes::forget_all(tx, account.id)?;
    store::mail::forget_all(tx, account.id)?;
    store::accounts::erase(tx, permit)?;
    audit::erase_subject(tx, audit::Named::account(account.id))?;
    outbox::emit(tx, &AccessRevoked { account: account.id })
}
