use commonround_db::Tx;
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

/// Where the state of a signed credential stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRow {
    pub issuer: String,
    pub uri: String,
    pub place: usize,
    pub unreachable_since: Option<Timestamp>,
}

pub fn put(tx: &mut Tx, claim: Id<CredentialClaim>, row: &StatusRow) -> Result<()> {
    tx.exec(
        "INSERT INTO identity_claim_status (claim, issuer, uri, place, unreachable_since)
         VALUES ($1, $2, $3, $4, NULL)
         ON CONFLICT (claim) DO UPDATE SET issuer = excluded.issuer, uri = excluded.uri,
            place = excluded.place, unreachable_since = NULL",
        (claim, row.issuer.as_str(), row.uri.as_str(), row.place),
    )?;
    Ok(())
}

pub fn find(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<StatusRow>> {
    let sql = "SELECT issuer, uri, place, unreachable_since
               FROM identity_claim_status WHERE claim = $1";
    tx.maybe(sql, (claim,), |row| {
        Ok(StatusRow {
            issuer: row.get(0)?,
            uri: row.get(1)?,
            place: row.get(2)?,
            unreachable_since: row.get(3)?,
        })
    })
}

pub fn set_unreachable(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    since: Option<Timestamp>,
) -> Result<()> {
    let sql = "UPDATE identity_claim_status SET unreachable_since = $2 WHERE claim = $1";
    tx.exec(sql, (claim, since))?;
    Ok(())
}

pub fn remove(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    tx.exec("DELETE FROM identity_claim_status WHERE claim = $1", (claim,))?;
    Ok(())
}
