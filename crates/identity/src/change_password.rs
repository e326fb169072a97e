//! A new password, after the current one was shown.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Result};
use commonround_vocabulary::AccessRevoked;
use commonround_web::LimitClass;

use crate::identity::Identity;
use crate::model::{CodeKind, MailKind, Password};
use crate::passwords::{PasswordHash, PasswordProof};
use crate::queue_mail::queue_to_account;
use crate::store::accounts::AccountRow;
use crate::{policy, store};

/// The other devices are signed out; the one that asks stays. A change of address that waits for
/// its confirmation is called off: whoever had the old password may have asked for it.
///
/// # Errors
/// `limited`; `Invalid` on `current_password`: `wrong`, and on `new_password`.
pub async fn change_password(
    identity: &Identity,
    actor: &Actor,
    current: &str,
    new: &str,
) -> Result<()> {
    let (account, proof) = prove_password(identity, actor, current).await?;
    let handle = handle_of(identity, &account).await?;
    let new = Password::choose("new_password", new, &[&handle, &account.email])?;
    let hash = identity.hasher().hash(new).await?;
    let actor = actor.clone();
    identity.db().write(move |tx| change(tx, &actor, &proof, &hash)).await
}

fn change(tx: &mut Tx, actor: &Actor, proof: &PasswordProof, hash: &PasswordHash) -> Result<()> {
    let account = store::accounts::get(tx, actor.account)?;
    let permit = policy::may_set_password(actor, &account, proof)?;
    store::accounts::set_password(tx, &permit, hash)?;
    store::sessions::end_others(tx, account.id, actor.require_session()?)?;
    store::codes::expire_unused(tx, account.id, CodeKind::ResetPassword)?;
    store::codes::expire_unused(tx, account.id, CodeKind::ChangeEmail)?;
    store::mail::forget(tx, account.id, MailKind::ConfirmNewEmail)?;
    queue_to_account(tx, MailKind::PasswordChanged, account.id)?;
    outbox::emit(tx, &AccessRevoked { account: account.id })
}

/// The account and the proof that its owner is at the keyboard.
///
/// # Errors
/// `session_required`, `limited`; `Invalid` on `current_password`: `required`, `wrong`.
pub(crate) async fn prove_password(
    identity: &Identity,
    actor: &Actor,
    current: &str,
) -> Result<(AccountRow, PasswordProof)> {
    actor.require_session()?;
    if current.is_empty() {
        return Err(Error::invalid("current_password", "required"));
    }
    identity.limit(LimitClass::SignInAccount, &format!("account {}", actor.account))?;
    let id = actor.account;
    let account = identity.db().read(move |tx| store::accounts::get(tx, id)).await?;
    let hash = Some(account.password_hash.clone());
    let proof = identity.hasher().prove(Password::shown(current), hash).await?;
    let wrong = || Error::invalid("current_password", "wrong");
    Ok((account, proof.ok_or_else(wrong)?))
}

async fn handle_of(identity: &Identity, account: &AccountRow) -> Result<String> {
    let persona = account.primary_persona;
    identity.db().read(move |tx| store::accounts::primary_handle(tx, persona)).await
}
