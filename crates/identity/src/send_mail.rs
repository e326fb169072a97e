//! Sends the letters that wait. What a letter says is decided here, when it is written: whose the
//! address is, in which language, with which link.

use std::sync::Arc;

use commonround_db::{Consumer, Db, Delivered, Tx};
use commonround_kernel::ports::{Letter, Mailer, Promise};
use commonround_kernel::{Id, KeyRing, Result, Secret};
use commonround_vocabulary::{Event, Mail, MailQueued};
use commonround_web::Lang;

use crate::config::Config;
use crate::credentials::prove_by_code;
use crate::letters::{Letters, Message};
use crate::model::{CodeKind, MailKind, MailRow};
use crate::organisations::prove_by_mail;
use crate::store::accounts::AccountRow;
use crate::{codes, notice_mail, sanctions, store, titles};

/// Those of this room who hear of events: of letters, names, credentials and measures.
///
/// # Errors
/// A catalogue that does not parse is a fault.
pub fn consumers(
    mailer: Arc<dyn Mailer>,
    keys: Arc<KeyRing>,
    config: Config,
) -> Result<Vec<Arc<dyn Consumer>>> {
    let mut all = [titles::consumers(&config), sanctions::consumers(Arc::clone(&keys))].concat();
    let desk = Desk { keys, letters: Letters::new(config)? };
    all.push(Arc::new(Sender { mailer, desk: Arc::new(desk) }));
    Ok(all)
}

struct Sender {
    mailer: Arc<dyn Mailer>,
    desk: Arc<Desk>,
}

impl Consumer for Sender {
    fn name(&self) -> &'static str {
        "identity.send_mail"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[MailQueued::TOPIC]
    }

    fn handle<'a>(&'a self, db: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let Some(MailQueued { mail }) = event.read()? else { return Ok(()) };
            self.send(db, mail).await
        })
    }
}

impl Sender {
    /// Sends first and removes then: a crash between the two sends the same letter twice, which is
    /// harmless; the other order could lose one.
    async fn send(&self, db: &Db, mail: Id<Mail>) -> Result<()> {
        let desk = Arc::clone(&self.desk);
        if let Some(letter) = db.write(move |tx| desk.write(tx, mail)).await? {
            self.mailer.send(&letter).await?;
        }
        db.write(move |tx| store::mail::remove(tx, mail)).await
    }
}

struct Desk {
    keys: Arc<KeyRing>,
    letters: Letters,
}

impl Desk {
    /// `None` where there is nothing to say: sent already, or nobody there.
    fn write(&self, tx: &mut Tx, mail: Id<Mail>) -> Result<Option<Letter>> {
        let Some(row) = store::mail::find(tx, mail)? else { return Ok(None) };
        let Some((account, message)) = self.message(tx, &row)? else { return Ok(None) };
        let chosen = account.as_ref().and_then(|account| account.lang.as_deref());
        let lang = chosen.or(row.lang.as_deref()).and_then(Lang::known).unwrap_or_default();
        // A stranger's spelling of an address is not the one to write to.
        let to = match &account {
            Some(account) if account.email_folded == row.address.to_lowercase() => &account.email,
            _ => &row.address,
        };
        Ok(Some(self.letters.write(to, lang, &message)))
    }

    fn message(&self, tx: &mut Tx, row: &MailRow) -> Result<Option<(Option<AccountRow>, Message)>> {
        match row.kind {
            MailKind::ConfirmEmail | MailKind::ConfirmNewEmail => self.confirmation(tx, row),
            MailKind::ResetPassword => self.reset(tx, row),
            MailKind::PasswordChanged => {
                known(tx, row, |handle| Message::PasswordChanged { handle })
            }
            MailKind::EmailChanged => known(tx, row, |handle| Message::EmailChanged { handle }),
            MailKind::ClaimCode | MailKind::OrganisationCode => self.typed_code(tx, row),
            MailKind::AccountErased => Ok(Some((None, Message::AccountErased))),
            MailKind::Notice => notice_mail::message(tx, row),
        }
    }

    /// A link for a free address; for one that belongs to somebody else, a word to its owner.
    fn confirmation(
        &self,
        tx: &mut Tx,
        row: &MailRow,
    ) -> Result<Option<(Option<AccountRow>, Message)>> {
        let owner = store::accounts::by_claim(tx, &row.address.to_lowercase())?;
        if let Some(owner) = owner.filter(|owner| Some(owner.id) != row.account) {
            let handle = store::accounts::primary_handle(tx, owner.primary_persona)?;
            return Ok(Some((Some(owner), Message::AlreadyJoined { handle })));
        }
        let Some(account) = account_of(tx, row)? else { return Ok(None) };
        let is_new = row.kind == MailKind::ConfirmNewEmail;
        let kind = if is_new { CodeKind::ChangeEmail } else { CodeKind::ConfirmEmail };
        let code = self.code(tx, row, &account, kind)?;
        let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
        let message = if is_new {
            Message::ConfirmNewEmail { handle, code }
        } else {
            Message::ConfirmEmail { handle, code }
        };
        Ok(Some((Some(account), message)))
    }

    /// For the account that owns the address; where nobody does, for the newest that waits for its
    /// confirmation; where there is none, nothing.
    fn reset(&self, tx: &mut Tx, row: &MailRow) -> Result<Option<(Option<AccountRow>, Message)>> {
        let folded = row.address.to_lowercase();
        let account = match store::accounts::by_claim(tx, &folded)? {
            Some(owner) => Some(owner),
            None => store::accounts::newest_unconfirmed(tx, &folded)?,
        };
        let Some(account) = account else { return Ok(None) };
        let code = self.code(tx, row, &account, CodeKind::ResetPassword)?;
        let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
        Ok(Some((Some(account), Message::ResetPassword { handle, code })))
    }

    /// To the address of the row: whoever reads there may be somebody else than who asked.
    fn typed_code(
        &self,
        tx: &mut Tx,
        row: &MailRow,
    ) -> Result<Option<(Option<AccountRow>, Message)>> {
        let Some(account) = account_of(tx, row)? else { return Ok(None) };
        let of_organisation = row.kind == MailKind::OrganisationCode;
        let code = if of_organisation {
            prove_by_mail::code_of_mail(tx, &self.keys, row.id)?
        } else {
            prove_by_code::code_of_mail(tx, &self.keys, row.id)?
        };
        let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
        Ok(code.map(|code| {
            let code = Secret::from_caller(&code);
            let message = if of_organisation {
                Message::OrganisationCode { handle, code }
            } else {
                Message::ClaimCode { handle, code }
            };
            (None, message)
        }))
    }

    /// The code has the letter's id: a letter written twice carries the same link.
    fn code(
        &self,
        tx: &mut Tx,
        row: &MailRow,
        account: &AccountRow,
        kind: CodeKind,
    ) -> Result<Secret> {
        let email = (kind != CodeKind::ResetPassword).then_some(row.address.as_str());
        let id = Id::from_i64(row.id.get());
        codes::mint(tx, &self.keys, &codes::Wanted { id, kind, account: Some(account.id), email })
    }
}

fn known(
    tx: &mut Tx,
    row: &MailRow,
    message: fn(String) -> Message,
) -> Result<Option<(Option<AccountRow>, Message)>> {
    let Some(account) = account_of(tx, row)? else { return Ok(None) };
    let handle = store::accounts::primary_handle(tx, account.primary_persona)?;
    Ok(Some((Some(account), message(handle))))
}

/// The account of a letter, if it is still there.
fn account_of(tx: &mut Tx, row: &MailRow) -> Result<Option<AccountRow>> {
    match row.account {
        Some(id) => store::accounts::find(tx, id),
        None => Ok(None),
    }
}
