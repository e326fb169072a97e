use std::collections::HashMap;

use commonround_db::{Tx, Value, in_list, padded};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Status;

use crate::model::{Mine, Reaction};
use crate::policy::MayReact;

/// Whether it was not there before.
pub fn insert(tx: &mut Tx<'_>, permit: MayReact, reaction: Reaction) -> Result<bool> {
    let now = tx.now();
    let n = tx.exec(
        "INSERT INTO commons_reaction (status, persona, kind, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        (permit.status(), permit.persona(), reaction.as_str(), now),
    )?;
    Ok(n == 1)
}

/// Whether it was there before.
pub fn remove(tx: &mut Tx<'_>, permit: MayReact, reaction: Reaction) -> Result<bool> {
    let n = tx.exec(
        "DELETE FROM commons_reaction WHERE status = $1 AND persona = $2 AND kind = $3",
        (permit.status(), permit.persona(), reaction.as_str()),
    )?;
    Ok(n == 1)
}

pub fn remove_all(tx: &mut Tx<'_>, status: Id<Status>) -> Result<()> {
    tx.exec("DELETE FROM commons_reaction WHERE status = $1", (status,)).map(drop)
}

/// The persona's own reactions to each of the statuses.
pub fn mine(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    statuses: &[Id<Status>],
) -> Result<HashMap<Id<Status>, Mine>> {
    let mut mine = HashMap::<Id<Status>, Mine>::new();
    if statuses.is_empty() {
        return Ok(mine);
    }
    let mut values: Vec<Value> = vec![persona.into()];
    values.extend(padded(statuses.iter().copied()));
    let list = in_list(2, statuses.len());
    let sql = format!(
        "SELECT status, kind FROM commons_reaction WHERE persona = $1 AND status IN {list}"
    );
    tx.query(&sql, values, |row| {
        mine.entry(row.get(0)?).or_default().add(row.text(1)?.parse()?);
        Ok(())
    })?;
    Ok(mine)
}
