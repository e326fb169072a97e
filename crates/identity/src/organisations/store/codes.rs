use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::{Mail, Organisation};

use crate::organisations::model::CodeRow;

/// Takes the place of an earlier one.
pub fn put(tx: &mut Tx<'_>, row: &CodeRow) -> Result<()> {
    tx.exec(
        "INSERT INTO identity_organisation_code (organisation, mail, nonce, tries, expires_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation) DO UPDATE SET mail = excluded.mail, nonce = excluded.nonce,
            tries = excluded.tries, expires_at = excluded.expires_at",
        (row.organisation, row.mail, &row.nonce[..], row.tries, row.expires_at),
    )
    .map(drop)
}

const ROW: &str = "SELECT organisation, mail, nonce, tries, expires_at
    FROM identity_organisation_code WHERE";

fn code(row: &Row<'_>) -> Result<CodeRow> {
    Ok(CodeRow {
        organisation: row.get(0)?,
        mail: row.get(1)?,
        nonce: row.get(2)?,
        tries: row.get(3)?,
        expires_at: row.get(4)?,
    })
}

pub fn find(tx: &mut Tx<'_>, organisation: Id<Organisation>) -> Result<Option<CodeRow>> {
    tx.maybe(&format!("{ROW} organisation = $1"), (organisation,), code)
}

/// The code that a letter carries.
pub fn of_mail(tx: &mut Tx<'_>, mail: Id<Mail>) -> Result<Option<CodeRow>> {
    tx.maybe(&format!("{ROW} mail = $1"), (mail,), code)
}

pub fn count_try(tx: &mut Tx<'_>, organisation: Id<Organisation>) -> Result<()> {
    let sql = "UPDATE identity_organisation_code SET tries = tries + 1 WHERE organisation = $1";
    tx.exec(sql, (organisation,)).map(drop)
}

/// It works once, and not for another domain.
pub fn spend(tx: &mut Tx<'_>, organisation: Id<Organisation>) -> Result<()> {
    tx.exec("DELETE FROM identity_organisation_code WHERE organisation = $1", (organisation,))
        .map(drop)
}

pub fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<()> {
    tx.exec("DELETE FROM identity_organisation_code WHERE expires_at <= $1", (now,)).map(drop)
}
