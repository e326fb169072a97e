use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

/// Two claims on one number, for an officer to look at: `CR-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConflictRow {
    pub number: i64,
    pub claim: Id<CredentialClaim>,
    /// The claim that had the number before.
    pub held_by: Id<CredentialClaim>,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
}

fn conflict(row: &Row<'_>) -> Result<ConflictRow> {
    Ok(ConflictRow {
        number: row.get(0)?,
        claim: row.get(1)?,
        held_by: row.get(2)?,
        opened_at: row.get(3)?,
        closed_at: row.get(4)?,
    })
}

/// Opens a case unless this claim has one.
pub fn open(tx: &mut Tx, claim: Id<CredentialClaim>, held_by: Id<CredentialClaim>) -> Result<()> {
    let last = "SELECT COALESCE(MAX(number), 0) FROM identity_conflict";
    let number: i64 = tx.one(last, (), |row| row.get(0))?;
    let now = tx.now();
    tx.exec(
        "INSERT INTO identity_conflict (number, claim, held_by, opened_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (claim) DO NOTHING",
        (number + 1, claim, held_by, now),
    )?;
    Ok(())
}

pub fn of_claim(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<ConflictRow>> {
    let sql = "SELECT number, claim, held_by, opened_at, closed_at
               FROM identity_conflict WHERE claim = $1";
    tx.maybe(sql, (claim,), conflict)
}

pub fn close(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    let now = tx.now();
    let sql = "UPDATE identity_conflict SET closed_at = $2 WHERE claim = $1 AND closed_at IS NULL";
    tx.exec(sql, (claim, now))?;
    Ok(())
}

/// An appeal was right: the case goes on.
pub fn reopen(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    tx.exec("UPDATE identity_conflict SET closed_at = NULL WHERE claim = $1", (claim,)).map(drop)
}
