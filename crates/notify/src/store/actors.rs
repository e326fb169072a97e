use std::collections::HashMap;

use commonround_db::{Tx, Value, in_list, padded};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Notification;

use crate::policy::MayKeep;

/// Who stands in a row: the latest few, and how many in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actors {
    pub latest: Vec<Id<Persona>>,
    pub total: usize,
}

pub fn is_in(tx: &mut Tx<'_>, notice: Id<Notification>, actor: Id<Persona>) -> Result<bool> {
    let sql = "SELECT 1 FROM notify_actor WHERE notice = $1 AND actor = $2";
    Ok(tx.maybe(sql, (notice, actor), |row| row.get::<i64>(0))?.is_some())
}

/// Adds somebody to a row, or to its top; of all only the `keep` latest stay.
pub fn add(
    tx: &mut Tx<'_>,
    _: MayKeep,
    notice: Id<Notification>,
    actor: Id<Persona>,
    place: Id<Notification>,
    keep: usize,
) -> Result<()> {
    tx.exec(
        "INSERT INTO notify_actor (notice, actor, place) VALUES ($1, $2, $3)
         ON CONFLICT (notice, actor) DO UPDATE SET place = excluded.place",
        (notice, actor, place),
    )?;
    tx.exec(
        "DELETE FROM notify_actor WHERE notice = $1 AND place < (
            SELECT min(place) FROM (
                SELECT place FROM notify_actor WHERE notice = $1
                ORDER BY place DESC LIMIT $2) kept)",
        (notice, keep),
    )
    .map(drop)
}

/// The people of these rows, the latest first, at most `shown` of each.
pub fn of_each(
    tx: &mut Tx<'_>,
    notices: &[Id<Notification>],
    shown: usize,
) -> Result<HashMap<Id<Notification>, Actors>> {
    let mut all: HashMap<Id<Notification>, Actors> = HashMap::new();
    if notices.is_empty() {
        return Ok(all);
    }
    let sql = format!(
        "SELECT notice, actor, total FROM (
            SELECT notice, actor, place,
                ROW_NUMBER() OVER (PARTITION BY notice ORDER BY place DESC) AS nth,
                COUNT(*) OVER (PARTITION BY notice) AS total
            FROM notify_actor WHERE notice IN {}) ranked
         WHERE nth <= $1 ORDER BY notice, place DESC",
        in_list(2, notices.len())
    );
    let mut values: Vec<Value> = vec![i64::try_from(shown).unwrap_or(i64::MAX).into()];
    values.extend(padded(notices.iter().copied()));
    tx.each(&sql, values, |row| {
        let of = all.entry(row.get(0)?).or_default();
        of.latest.push(row.get(1)?);
        of.total = usize::try_from(row.get::<i64>(2)?).unwrap_or_default();
        Ok(true)
    })?;
    Ok(all)
}
