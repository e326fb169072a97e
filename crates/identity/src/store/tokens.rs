use commonround_db::{Row, Tx};
use commonround_kernel::{Account, Id, Result, Scopes, Timestamp, Token};

use crate::limits::TOKENS_MAX;
use crate::model::TokenLabel;
use crate::policy::{MayIssueToken, MayRevokeToken};

/// A personal access token, as its owner sees it. The token itself was shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    pub id: Id<Token>,
    pub account: Id<Account>,
    pub label: String,
    pub scopes: Scopes,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub used_day: Option<Timestamp>,
}

/// A token about to be made.
pub struct NewToken<'a> {
    pub digest: &'a [u8],
    pub label: &'a TokenLabel,
    pub scopes: Scopes,
    pub expires_at: Option<Timestamp>,
}

pub fn insert(tx: &mut Tx, permit: &MayIssueToken, new: &NewToken) -> Result<Id<Token>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO identity_token
            (id, account, secret_digest, label, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        (
            id,
            permit.account(),
            new.digest,
            new.label.as_str(),
            new.scopes.to_string(),
            now,
            new.expires_at,
        ),
    )?;
    Ok(id)
}

const ROW: &str =
    "SELECT id, account, label, scopes, created_at, expires_at, used_day FROM identity_token";

fn token(row: &Row<'_>) -> Result<TokenRow> {
    Ok(TokenRow {
        id: row.get(0)?,
        account: row.get(1)?,
        label: row.get(2)?,
        scopes: Scopes::parse(&row.get::<String>(3)?)?,
        created_at: row.get(4)?,
        expires_at: row.get(5)?,
        used_day: row.get(6)?,
    })
}

pub fn get(tx: &mut Tx, id: Id<Token>) -> Result<TokenRow> {
    tx.one(&format!("{ROW} WHERE id = $1"), (id,), token)
}

/// Newest first, expired ones too: their owner should see that they ended.
pub fn of_account(tx: &mut Tx, account: Id<Account>) -> Result<Vec<TokenRow>> {
    let sql = format!("{ROW} WHERE account = $1 ORDER BY id DESC NULLS LAST LIMIT $2");
    tx.query(&sql, (account, TOKENS_MAX), token)
}

pub fn count(tx: &mut Tx, account: Id<Account>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM identity_token WHERE account = $1";
    tx.one(sql, (account,), |row| row.get(0))
}

pub fn set_used(tx: &mut Tx, id: Id<Token>, day: Timestamp) -> Result<()> {
    tx.exec("UPDATE identity_token SET used_day = $2 WHERE id = $1", (id, day))?;
    Ok(())
}

pub fn revoke(tx: &mut Tx, permit: MayRevokeToken) -> Result<()> {
    tx.exec("DELETE FROM identity_token WHERE id = $1", (permit.token(),))?;
    Ok(())
}

pub fn revoke_all(tx: &mut Tx, account: Id<Account>) -> Result<u64> {
    tx.exec("DELETE FROM identity_token WHERE account = $1", (account,))
}

/// Revokes the tokens made up to a moment.
pub fn revoke_until(tx: &mut Tx, account: Id<Account>, until: Timestamp) -> Result<()> {
    tx.exec("DELETE FROM identity_token WHERE account = $1 AND created_at <= $2", (account, until))
        .map(drop)
}
