use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::CredentialClaim;

use crate::credentials::model::{AppealRow, AppealState, Words};
use crate::credentials::policy::{MayAppeal, MayRule};

const ROW: &str = "SELECT id, claim, words, state, made_at, answer, decided_at
     FROM identity_claim_appeal";

fn appeal(row: &Row<'_>) -> Result<AppealRow> {
    Ok(AppealRow {
        id: row.get(0)?,
        claim: row.get(1)?,
        words: row.get(2)?,
        state: row.get::<String>(3)?.parse()?,
        made_at: row.get(4)?,
        answer: row.get(5)?,
        decided_at: row.get(6)?,
    })
}

pub fn insert(tx: &mut Tx, permit: &MayAppeal, words: &Words) -> Result<()> {
    let (id, now) = (tx.env().new_id::<AppealRow>(), tx.now());
    tx.exec(
        "INSERT INTO identity_claim_appeal (id, claim, words, state, made_at)
         VALUES ($1, $2, $3, 'open', $4)",
        (id, permit.claim(), words.as_str(), now),
    )
    .map(drop)
}

pub fn open_of(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<AppealRow>> {
    tx.maybe(&format!("{ROW} WHERE claim = $1 AND state = 'open'"), (claim,), appeal)
}

pub fn last_of(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Option<AppealRow>> {
    let sql = format!("{ROW} WHERE claim = $1 ORDER BY id DESC NULLS LAST LIMIT 1");
    tx.maybe(&sql, (claim,), appeal)
}

pub fn decide(tx: &mut Tx, permit: &MayRule, state: AppealState, answer: &Words) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE identity_claim_appeal SET state = $2, answer = $3, decided_by = $4, decided_at = $5
         WHERE id = $1",
        (permit.appeal(), state.as_str(), answer.as_str(), permit.officer(), now),
    )
    .map(drop)
}
