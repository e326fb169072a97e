use commonround_db::{Migration, Row, Step, Tx};
use commonround_kernel::{Error, Id, Result};
use commonround_vocabulary::{CredentialClaim, CredentialIssuer};

use super::claims;
use crate::credentials::issuers::IssuerRow;
use crate::credentials::model::ClaimRow;

/// Who signed a claim's credential stands beside the claim.
pub const MIGRATION: Migration =
    Migration { name: "0160_identity_issuers", steps: &[Step::Sql(ISSUERS)] };

const ISSUERS: &str = "
-- retention: audit
CREATE TABLE identity_issuer (
    id BIGINT PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    jwks TEXT NOT NULL,
    speaks TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);

ALTER TABLE identity_claim ADD COLUMN issuer BIGINT;
CREATE INDEX identity_claim_issuer ON identity_claim (issuer, state);
";

const COLUMNS: &str = "id, url, name, jwks, speaks, added_at, withdrawn_at";

fn row(row: &Row<'_>) -> Result<IssuerRow> {
    Ok(IssuerRow {
        id: row.get(0)?,
        url: row.get(1)?,
        name: row.get(2)?,
        jwks: row.get(3)?,
        speaks: serde_json::from_str(&row.get::<String>(4)?).map_err(Error::fault)?,
        added_at: row.get(5)?,
        withdrawn_at: row.get(6)?,
    })
}

/// Those that count now.
pub fn current(tx: &mut Tx, limit: usize) -> Result<Vec<IssuerRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_issuer WHERE withdrawn_at IS NULL ORDER BY url LIMIT $1"
    );
    tx.query(&sql, (limit,), row)
}

pub fn all(tx: &mut Tx, limit: usize) -> Result<Vec<IssuerRow>> {
    tx.query(&format!("SELECT {COLUMNS} FROM identity_issuer ORDER BY url LIMIT $1"), (limit,), row)
}

pub fn by_url(tx: &mut Tx, url: &str) -> Result<Option<IssuerRow>> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM identity_issuer WHERE url = $1"), (url,), row)
}

/// Trusted from now on, with these keys and these words.
pub fn put(tx: &mut Tx, issuer: &IssuerRow) -> Result<()> {
    let speaks = serde_json::to_string(&issuer.speaks).map_err(Error::fault)?;
    tx.exec(
        "INSERT INTO identity_issuer (id, url, name, jwks, speaks, added_at, withdrawn_at)
         VALUES ($1, $2, $3, $4, $5, $6, NULL)
         ON CONFLICT (url) DO UPDATE SET name = excluded.name, jwks = excluded.jwks,
            speaks = excluded.speaks, added_at = excluded.added_at, withdrawn_at = NULL",
        (
            issuer.id,
            issuer.url.as_str(),
            issuer.name.as_str(),
            issuer.jwks.as_str(),
            speaks,
            issuer.added_at,
        ),
    )?;
    Ok(())
}

pub fn set_withdrawn(tx: &mut Tx, issuer: Id<CredentialIssuer>) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE identity_issuer SET withdrawn_at = $2 WHERE id = $1", (issuer, now))?;
    Ok(())
}

/// Who signed what a claim is proved by.
pub fn set_of_claim(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    issuer: Id<CredentialIssuer>,
) -> Result<()> {
    tx.exec("UPDATE identity_claim SET issuer = $2 WHERE id = $1", (claim, issuer))?;
    Ok(())
}

/// Claims that are current on its word.
pub fn claims(tx: &mut Tx, issuer: Id<CredentialIssuer>, limit: usize) -> Result<Vec<ClaimRow>> {
    let sql = format!(
        "SELECT {} FROM identity_claim
         WHERE issuer = $1 AND state IN ('verified', 'conditions')
         ORDER BY id ASC NULLS LAST LIMIT $2",
        claims::COLUMNS
    );
    tx.query(&sql, (issuer, limit), claims::row)
}
