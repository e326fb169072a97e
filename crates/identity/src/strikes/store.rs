use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::{Persona, Result, Timestamp};

pub fn insert(
    tx: &mut Tx<'_>,
    person: &[u8],
    (cause, source): (&str, i64),
    life: Duration,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Persona>(), tx.now());
    tx.exec(
        "INSERT INTO identity_strike (id, person, cause, source, given_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (cause, source) DO NOTHING",
        (id, person, cause, source, now, now + life),
    )
    .map(drop)
}

pub fn remove(tx: &mut Tx<'_>, (cause, source): (&str, i64)) -> Result<()> {
    let sql = "DELETE FROM identity_strike WHERE cause = $1 AND source = $2";
    tx.exec(sql, (cause, source)).map(drop)
}

pub fn count(tx: &mut Tx<'_>, person: &[u8]) -> Result<u64> {
    let now = tx.now();
    let sql = "SELECT COUNT(*) FROM identity_strike WHERE person = $1 AND ends_at > $2";
    tx.one(sql, (person, now), |row| row.get(0))
}

pub fn forget(tx: &mut Tx<'_>, person: &[u8]) -> Result<()> {
    tx.exec("DELETE FROM identity_strike WHERE person = $1", (person,)).map(drop)
}

/// Those that count no more.
pub fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<()> {
    tx.exec("DELETE FROM identity_strike WHERE ends_at <= $1", (now,)).map(drop)
}
