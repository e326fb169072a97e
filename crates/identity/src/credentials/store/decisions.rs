use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

/// What one officer decided, until it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    pub claim: Id<CredentialClaim>,
    pub officer: Id<Persona>,
    /// How it was proved, of a yes; the reason, of a no.
    pub yes: bool,
    pub word: String,
    pub note: Option<String>,
    pub decided_at: Timestamp,
    pub counts_at: Timestamp,
}

/// # Errors
/// `decision_waits` where another one waits.
pub fn insert(tx: &mut Tx, row: &DecisionRow) -> Result<()> {
    let inserted = tx.exec(
        "INSERT INTO identity_claim_decision (claim, officer, yes, word, note, decided_at,
            counts_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (claim) DO NOTHING",
        (
            row.claim,
            row.officer,
            row.yes,
            row.word.as_str(),
            row.note.as_deref(),
            row.decided_at,
            row.counts_at,
        ),
    )?;
    if inserted == 1 { Ok(()) } else { Err(Error::Conflict("decision_waits")) }
}

pub fn find(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<DecisionRow>> {
    let sql = "SELECT claim, officer, yes, word, note, decided_at, counts_at
               FROM identity_claim_decision WHERE claim = $1";
    tx.maybe(sql, (claim,), |row| {
        Ok(DecisionRow {
            claim: row.get(0)?,
            officer: row.get(1)?,
            yes: row.get(2)?,
            word: row.get(3)?,
            note: row.get(4)?,
            decided_at: row.get(5)?,
            counts_at: row.get(6)?,
        })
    })
}

/// `false` where it was gone already.
pub fn remove(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<bool> {
    Ok(tx.exec("DELETE FROM identity_claim_decision WHERE claim = $1", (claim,))? == 1)
}
