use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::CredentialClaim;

use super::claims::{COLUMNS, row};
use crate::credentials::model::ClaimRow;

/// Claims that wait for an officer, the oldest first, those after `after`.
pub fn waiting(
    tx: &mut Tx,
    after: Option<Id<CredentialClaim>>,
    limit: usize,
) -> Result<Vec<ClaimRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_claim WHERE waits_for_officer = TRUE AND id > $1
         ORDER BY id ASC NULLS LAST LIMIT $2"
    );
    tx.query(&sql, (after.map_or(0, Id::get), limit), row)
}

/// How many wait.
pub fn count(tx: &mut Tx) -> Result<u64> {
    let sql = "SELECT COUNT(*) FROM identity_claim WHERE waits_for_officer = TRUE";
    tx.one(sql, (), |row| row.get(0))
}
