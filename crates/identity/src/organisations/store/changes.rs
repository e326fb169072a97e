use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::Organisation;

use crate::organisations::limits::HISTORY_MAX;
use crate::organisations::model::{By, HistoryRow, Method, State};

pub fn add(
    tx: &mut Tx<'_>,
    organisation: Id<Organisation>,
    state: State,
    by: By,
    method: Option<Method>,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<HistoryRow>(), tx.now());
    tx.exec(
        "INSERT INTO identity_organisation_change (id, organisation, at, state, cause, method)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, organisation, now, state.as_str(), by.as_str(), method.map(Method::as_str)),
    )
    .map(drop)
}

/// The newest first.
pub fn of(tx: &mut Tx<'_>, organisation: Id<Organisation>) -> Result<Vec<HistoryRow>> {
    let sql = "SELECT at, state, cause, method FROM identity_organisation_change
         WHERE organisation = $1 ORDER BY id DESC NULLS LAST LIMIT $2";
    tx.query(sql, (organisation, HISTORY_MAX), |row| {
        Ok(HistoryRow {
            at: row.get(0)?,
            state: row.get::<String>(1)?.parse()?,
            by: row.get::<String>(2)?.parse()?,
            method: row.get::<Option<String>>(3)?.map(|code| code.parse()).transpose()?,
        })
    })
}
