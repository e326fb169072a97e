use commonround_db::{Row, Tx};
use commonround_kernel::{Account, Id, Result};
use commonround_vocabulary::Mail;

use crate::model::{MailKind, MailRow};

/// A letter about to be queued.
pub struct NewMail<'a> {
    pub kind: MailKind,
    pub account: Option<Id<Account>>,
    pub address: &'a str,
    pub lang: Option<&'a str>,
}

pub fn insert(tx: &mut Tx, new: &NewMail) -> Result<Id<Mail>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO identity_mail (id, kind, account, address, lang, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, new.kind.as_str(), new.account, new.address, new.lang, now),
    )?;
    Ok(id)
}

fn mail(row: &Row<'_>) -> Result<MailRow> {
    Ok(MailRow {
        id: row.get(0)?,
        kind: row.get::<String>(1)?.parse::<MailKind>()?,
        account: row.get(2)?,
        address: row.get(3)?,
        lang: row.get(4)?,
        created_at: row.get(5)?,
    })
}

pub fn find(tx: &mut Tx, id: Id<Mail>) -> Result<Option<MailRow>> {
    let sql = "SELECT id, kind, account, address, lang, created_at
               FROM identity_mail WHERE id = $1";
    tx.maybe(sql, (id,), mail)
}

pub fn remove(tx: &mut Tx, id: Id<Mail>) -> Result<()> {
    tx.exec("DELETE FROM identity_mail WHERE id = $1", (id,))?;
    Ok(())
}

/// Letters of a kind that wait are not sent: the link they would carry is wanted no more.
pub fn forget(tx: &mut Tx, account: Id<Account>, kind: MailKind) -> Result<()> {
    let sql = "DELETE FROM identity_mail WHERE account = $1 AND kind = $2";
    tx.exec(sql, (account, kind.as_str()))?;
    Ok(())
}

pub fn forget_all(tx: &mut Tx, account: Id<Account>) -> Result<()> {
    tx.exec("DELETE FROM identity_mail WHERE account = $1", (account,))?;
    Ok(())
}
