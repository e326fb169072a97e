//! Confirming an address: the link shows a page with one button, since mail scanners follow links.

use commonround_db::Tx;
use commonround_kernel::{Account, Actor, Error, Id, KeyRing, Result};
use commonround_web::LimitClass;

use crate::identity::{Identity, Visitor};
use crate::model::{CodeKind, CodeRow, Email, MailKind};
use crate::policy::MayRedeem;
use crate::queue_mail::{queue_to_account, queue_to_address};
use crate::store::accounts::AccountRow;
use crate::{codes, policy, store};

const KINDS: [CodeKind; 2] = [CodeKind::ConfirmEmail, CodeKind::ChangeEmail];

/// What a confirmation link would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub email: String,
    pub handle: String,
}

/// Looks at a link without spending it.
///
/// # Errors
/// `code_expired`, `code_used`.
pub async fn look_at_confirmation(identity: &Identity, code: &str) -> Result<Confirmation> {
    let (keys, code) = (identity.keys().clone(), code.to_owned());
    let look = move |tx: &mut Tx| {
        let (row, _) = redeemable(tx, &keys, &code)?;
        let account = account_of(tx, &row)?;
        let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
        Ok(Confirmation { email: row.email.unwrap_or_default(), handle })
    };
    identity.db().read(look).await
}

/// Spends the link: the address now belongs to the account, and to no other.
///
/// # Errors
/// `limited`, `code_expired`, `code_used`, `email_taken`.
pub async fn confirm_email(identity: &Identity, visitor: &Visitor, code: &str) -> Result<()> {
    identity.limit(LimitClass::Code, &visitor.place)?;
    let (keys, code) = (identity.keys().clone(), code.to_owned());
    identity.db().write(move |tx| confirm(tx, &keys, &code)).await
}

fn confirm(tx: &mut Tx, keys: &KeyRing, code: &str) -> Result<()> {
    let (row, permit) = redeemable(tx, keys, code)?;
    let account = account_of(tx, &row)?;
    let email = row.email.as_deref().unwrap_or_default();
    refuse_taken(tx, account.id, email)?;
    store::codes::spend(tx, &permit)?;
    store::accounts::claim_email(tx, account.id, &permit, email)?;
    for kind in [CodeKind::ConfirmEmail, CodeKind::ChangeEmail, CodeKind::ResetPassword] {
        store::codes::expire_unused(tx, account.id, kind)?;
    }
    if account.confirmed { tell_old_address(tx, &account) } else { Ok(()) }
}

fn redeemable(tx: &mut Tx, keys: &KeyRing, code: &str) -> Result<(CodeRow, MayRedeem)> {
    let row = codes::find(tx, keys, &KINDS, code)?;
    let permit = policy::may_redeem(&row, tx.now())?;
    Ok((row, permit))
}

/// The account of a code; one that left takes its codes along.
pub(crate) fn account_of(tx: &mut Tx, row: &CodeRow) -> Result<AccountRow> {
    let gone = || Error::Gone("code_expired");
    store::accounts::find(tx, row.account.ok_or_else(gone)?)?.ok_or_else(gone)
}

/// Whoever shows the code reads this mailbox, so they may know.
fn refuse_taken(tx: &mut Tx, account: Id<Account>, email: &str) -> Result<()> {
    let owner = store::accounts::by_claim(tx, &email.to_lowercase())?;
    match owner {
        Some(owner) if owner.id != account => Err(Error::Conflict("email_taken")),
        _ => Ok(()),
    }
}

fn tell_old_address(tx: &mut Tx, old: &AccountRow) -> Result<()> {
    let (id, lang) = (Some(old.id), old.lang.as_deref());
    queue_to_address(tx, MailKind::EmailChanged, id, &old.email, lang)
}

/// Sends the confirmation once more.
///
/// # Errors
/// `limited`, `email_confirmed`.
pub async fn resend_confirmation(
    identity: &Identity,
    visitor: &Visitor,
    actor: &Actor,
) -> Result<()> {
    if actor.confirmed {
        return Err(Error::Conflict("email_confirmed"));
    }
    let account = actor.account;
    let row = identity.db().read(move |tx| store::accounts::get(tx, account)).await?;
    identity.limit_mail(visitor, &Email::parse("email", &row.email)?)?;
    identity.db().write(move |tx| queue_to_account(tx, MailKind::ConfirmEmail, account)).await
}
