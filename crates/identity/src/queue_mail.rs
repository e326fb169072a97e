//! Putting letters in the queue, inside the unit that gave the reason for them.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Account, Id, Result};
use commonround_vocabulary::{Mail, MailQueued};
use commonround_web::Lang;

use crate::model::MailKind;
use crate::store;
use crate::store::mail::NewMail;

/// To the address the account has now.
pub(crate) fn queue_to_account(tx: &mut Tx, kind: MailKind, account: Id<Account>) -> Result<()> {
    let row = store::accounts::get(tx, account)?;
    let lang = row.lang.as_deref();
    queue(tx, &NewMail { kind, account: Some(account), address: &row.email, lang }).map(|_| ())
}

/// To another address of somebody we know: the one before, or the one to come.
pub(crate) fn queue_to_address(
    tx: &mut Tx,
    kind: MailKind,
    account: Option<Id<Account>>,
    address: &str,
    lang: Option<&str>,
) -> Result<()> {
    queue_for(tx, kind, account, address, lang).map(|_| ())
}

/// The same, with the letter's id for what the letter will carry.
pub(crate) fn queue_letter(
    tx: &mut Tx,
    kind: MailKind,
    account: Id<Account>,
    address: &str,
    lang: Option<&str>,
) -> Result<Id<Mail>> {
    queue_for(tx, kind, Some(account), address, lang)
}

fn queue_for(
    tx: &mut Tx,
    kind: MailKind,
    account: Option<Id<Account>>,
    address: &str,
    lang: Option<&str>,
) -> Result<Id<Mail>> {
    queue(tx, &NewMail { kind, account, address, lang })
}

/// To whatever address a stranger typed. Whose it is, is looked up when the letter is written and
/// not while the stranger waits.
pub(crate) fn queue_to_stranger(tx: &mut Tx, address: &str, lang: Lang) -> Result<()> {
    let kind = MailKind::ResetPassword;
    queue(tx, &NewMail { kind, account: None, address, lang: Some(lang.as_str()) }).map(|_| ())
}

fn queue(tx: &mut Tx, new: &NewMail) -> Result<Id<Mail>> {
    let mail = store::mail::insert(tx, new)?;
    outbox::emit(tx, &MailQueued { mail })?;
    Ok(mail)
}
