use commonround_credential::State;
use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

use super::claims::read_state;
use crate::credentials::limits::HISTORY_MAX;
use crate::credentials::model::{Change, EvidenceRow, HistoryRow, Method, read_day};

/// Writes the state that a claim has now into its history.
pub fn note_change(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    state: &str,
    change: &Change<'_>,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<HistoryRow>(), tx.now());
    tx.exec(
        "INSERT INTO identity_claim_change (id, claim, at, state, cause, detail)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, claim, now, state, change.by.as_str(), change.detail),
    )?;
    Ok(())
}

/// The newest first.
pub fn history(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Vec<HistoryRow>> {
    tx.query(
        "SELECT at, state, cause, detail FROM identity_claim_change WHERE claim = $1
         ORDER BY id DESC NULLS LAST LIMIT $2",
        (claim, HISTORY_MAX),
        |row| {
            Ok(HistoryRow {
                at: row.get(0)?,
                state: read_state(&row.get::<String>(1)?)?,
                by: row.get::<String>(2)?.parse()?,
                detail: row.get(3)?,
            })
        },
    )
}

/// When a claim was last rejected; what the owner and officers said to it since is no rejection.
pub fn rejected_at(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<Timestamp>> {
    let sql = "SELECT at FROM identity_claim_change
         WHERE claim = $1 AND state = $2 AND detail <> 'appealed' AND detail <> 'appeal_upheld'
         ORDER BY id DESC NULLS LAST LIMIT 1";
    tx.maybe(sql, (claim, State::Rejected.code()), |row| row.get(0))
}

pub fn add(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    method: Method,
    officer: Option<Id<Persona>>,
    until: Option<String>,
    note: Option<&str>,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<EvidenceRow>(), tx.now());
    tx.exec(
        "INSERT INTO identity_claim_evidence (id, claim, method, at, officer, until, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        (id, claim, method.as_str(), now, officer, until, note),
    )?;
    Ok(())
}

/// The newest first.
pub fn list(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Vec<EvidenceRow>> {
    tx.query(
        "SELECT method, at, officer, until, note FROM identity_claim_evidence WHERE claim = $1
         ORDER BY id DESC NULLS LAST LIMIT $2",
        (claim, HISTORY_MAX),
        |row| {
            Ok(EvidenceRow {
                method: row.get::<String>(0)?.parse()?,
                at: row.get(1)?,
                by: row.get(2)?,
                until: read_day(row.get(3)?)?,
                note: row.get(4)?,
            })
        },
    )
}
