use commonround_db::{Row, Tx};
use commonround_kernel::{Account, Error, Id, Result};

use crate::model::{Code, CodeKind, CodeRow};
use crate::policy::MayRedeem;

/// Keeps the first row where one of this id is already there, so that a letter sent twice carries
/// the same link.
pub fn insert_once(tx: &mut Tx, row: &CodeRow) -> Result<()> {
    tx.exec(
        "INSERT INTO identity_code (id, kind, account, email, nonce, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        (
            row.id,
            row.kind.as_str(),
            row.account,
            row.email.as_deref(),
            &row.nonce[..],
            row.expires_at,
        ),
    )?;
    Ok(())
}

fn code(row: &Row<'_>) -> Result<CodeRow> {
    Ok(CodeRow {
        id: row.get(0)?,
        kind: row.get::<String>(1)?.parse()?,
        account: row.get(2)?,
        email: row.get(3)?,
        nonce: row.get(4)?,
        expires_at: row.get(5)?,
        used_at: row.get(6)?,
    })
}

pub fn find(tx: &mut Tx, id: Id<Code>) -> Result<Option<CodeRow>> {
    let sql = "SELECT id, kind, account, email, nonce, expires_at, used_at
               FROM identity_code WHERE id = $1";
    tx.maybe(sql, (id,), code)
}

/// # Errors
/// `code_used` where another request was faster.
pub fn spend(tx: &mut Tx, permit: &MayRedeem) -> Result<()> {
    let now = tx.now();
    let sql = "UPDATE identity_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    let spent = tx.exec(sql, (permit.code(), now))?;
    if spent == 1 { Ok(()) } else { Err(Error::Conflict("code_used")) }
}

/// Codes of a kind that are out and unused lose their power, for instance when a password changes.
pub fn expire_unused(tx: &mut Tx, account: Id<Account>, kind: CodeKind) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE identity_code SET expires_at = $3
         WHERE account = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3",
        (account, kind.as_str(), now),
    )?;
    Ok(())
}

pub fn forget_setup(tx: &mut Tx) -> Result<()> {
    tx.exec("DELETE FROM identity_code WHERE kind = $1", (CodeKind::Setup.as_str(),))?;
    Ok(())
}

pub fn forget_all(tx: &mut Tx, account: Id<Account>) -> Result<()> {
    tx.exec("DELETE FROM identity_code WHERE account = $1", (account,))?;
    Ok(())
}
