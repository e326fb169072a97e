//! A forgotten password. Asking writes one row whatever was typed; whose address it is, the letter's
//! writer finds out later, so that the asker learns nothing from answer, work or time.

use commonround_db::{Tx, outbox};
use commonround_kernel::{KeyRing, Result};
use commonround_vocabulary::AccessRevoked;
use commonround_web::LimitClass;

use crate::confirm_email::account_of;
use crate::identity::{Identity, Visitor};
use crate::model::{CodeKind, CodeRow, Email, MailKind, Password};
use crate::passwords::PasswordHash;
use crate::policy::MayRedeem;
use crate::queue_mail::{queue_to_account, queue_to_stranger};
use crate::store::accounts::AccountRow;
use crate::{codes, policy, store};

/// Asks for a link to be sent, where there is an account.
///
/// # Errors
/// `limited`.
pub async fn ask_reset(identity: &Identity, visitor: Visitor, email: Email) -> Result<()> {
    identity.limit_mail(&visitor, &email)?;
    let queue = move |tx: &mut Tx| queue_to_stranger(tx, email.as_str(), visitor.lang);
    identity.db().write(queue).await
}

/// Whose password a link would reset: for the browser's password store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resetting {
    pub handle: String,
    pub email: String,
}

/// Looks at a link without spending it.
///
/// # Errors
/// `code_expired`, `code_used`.
pub async fn look_at_reset(identity: &Identity, code: &str) -> Result<Resetting> {
    let (keys, code) = (identity.keys().clone(), code.to_owned());
    let look = move |tx: &mut Tx| {
        let (row, _) = redeemable(tx, &keys, &code)?;
        let account = account_of(tx, &row)?;
        let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
        Ok(Resetting { handle, email: account.email })
    };
    identity.db().read(look).await
}

/// Sets a new password; every device is signed out, every token revoked and every change of address
/// called off, since whoever had the old password may have made some.
///
/// # Errors
/// `limited`, `code_expired`, `code_used`; `Invalid` on `password`.
pub async fn reset_password(
    identity: &Identity,
    visitor: &Visitor,
    code: &str,
    password: &str,
) -> Result<()> {
    identity.limit(LimitClass::Code, &visitor.place)?;
    let whose = look_at_reset(identity, code).await?;
    let names = [whose.handle.as_str(), whose.email.as_str()];
    let password = Password::choose("password", password, &names)?;
    let hash = identity.hasher().hash(password).await?;
    let (keys, code) = (identity.keys().clone(), code.to_owned());
    identity.db().write(move |tx| reset(tx, &keys, &code, &hash)).await
}

fn reset(tx: &mut Tx, keys: &KeyRing, code: &str, hash: &PasswordHash) -> Result<()> {
    let (row, redeem) = redeemable(tx, keys, code)?;
    let account = account_of(tx, &row)?;
    let permit = policy::may_reset_password(&redeem)?;
    store::codes::spend(tx, &redeem)?;
    store::accounts::set_password(tx, &permit, hash)?;
    store::sessions::end_all(tx, account.id)?;
    store::tokens::revoke_all(tx, account.id)?;
    store::codes::expire_unused(tx, account.id, CodeKind::ResetPassword)?;
    store::codes::expire_unused(tx, account.id, CodeKind::ChangeEmail)?;
    store::mail::forget(tx, account.id, MailKind::ConfirmNewEmail)?;
    confirm_by_the_way(tx, &account, &redeem)?;
    queue_to_account(tx, MailKind::PasswordChanged, account.id)?;
    outbox::emit(tx, &AccessRevoked { account: account.id })
}

fn redeemable(tx: &mut Tx, keys: &KeyRing, code: &str) -> Result<(CodeRow, MayRedeem)> {
    let row = codes::find(tx, keys, &[CodeKind::ResetPassword], code)?;
    let permit = policy::may_redeem(&row, tx.now())?;
    Ok((row, permit))
}

/// The code came through the mailbox, so the address is confirmed too, if it is free.
fn confirm_by_the_way(tx: &mut Tx, account: &AccountRow, redeem: &MayRedeem) -> Result<()> {
    let free = store::accounts::by_claim(tx, &account.email_folded)?.is_none();
    if free && !account.confirmed {
        store::accounts::claim_email(tx, account.id, redeem, &account.email)?;
    }
    Ok(())
}
