use std::collections::HashSet;

use commonround_db::{Migration, Step, Tx, in_list, padded};
use commonround_kernel::{Result, Sealed};
use commonround_vocabulary::Status;

use crate::limits::VIEWS_BATCH;

pub const MIGRATION: Migration =
    Migration { name: "0313_evidence_views", steps: &[Step::Sql(TABLES)] };

/// `sealed` opens with a key of that day, which is not in the database; the digests are keyed.
const TABLES: &str = "
-- retention: ephemeral
CREATE TABLE evidence_view (
    id BIGINT PRIMARY KEY,
    day TEXT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX evidence_view_day ON evidence_view (day, id);

-- retention: account
CREATE TABLE evidence_view_choice (
    person BYTEA PRIMARY KEY
);

-- retention: ephemeral
CREATE TABLE evidence_corrected (
    person BYTEA PRIMARY KEY,
    day TEXT NOT NULL
);
CREATE INDEX evidence_corrected_day ON evidence_corrected (day);
";

pub fn insert(tx: &mut Tx<'_>, day: &str, sealed: &Sealed) -> Result<()> {
    let id = tx.env().new_id::<Status>();
    tx.exec("INSERT INTO evidence_view (id, day, sealed) VALUES ($1, $2, $3)", (id, day, sealed))?;
    Ok(())
}

/// Views after this id, from a day on, in the order they were written.
pub fn after(tx: &mut Tx<'_>, day: &str, last: i64) -> Result<Vec<(i64, String, Sealed)>> {
    tx.query(
        "SELECT id, day, sealed FROM evidence_view WHERE id > $1 AND day >= $2
         ORDER BY id LIMIT $3",
        (last, day, VIEWS_BATCH),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Takes up to a batch away and answers how many that were.
pub fn delete_before(tx: &mut Tx<'_>, day: &str) -> Result<usize> {
    let gone = tx.exec(
        "DELETE FROM evidence_view WHERE id IN
             (SELECT id FROM evidence_view WHERE day < $1 ORDER BY day, id LIMIT $2)",
        (day, VIEWS_BATCH),
    )?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}

pub fn forget_told_before(tx: &mut Tx<'_>, day: &str) -> Result<()> {
    tx.exec("DELETE FROM evidence_corrected WHERE day < $1", (day,))?;
    Ok(())
}

/// Which of these chose that nothing is kept.
pub fn opted_out(tx: &mut Tx<'_>, people: &[Vec<u8>]) -> Result<HashSet<Vec<u8>>> {
    let mut found = HashSet::new();
    for some in people.chunks(100) {
        let sql = format!(
            "SELECT person FROM evidence_view_choice WHERE person IN {}",
            in_list(1, some.len())
        );
        let rows = tx.query(&sql, padded(some.iter().map(Vec::as_slice)), |row| row.get(0))?;
        found.extend(rows);
    }
    Ok(found)
}

pub fn opt_out(tx: &mut Tx<'_>, person: &[u8]) -> Result<()> {
    tx.exec(
        "INSERT INTO evidence_view_choice (person) VALUES ($1) ON CONFLICT (person) DO NOTHING",
        (person,),
    )?;
    Ok(())
}

pub fn opt_in(tx: &mut Tx<'_>, person: &[u8]) -> Result<()> {
    tx.exec("DELETE FROM evidence_view_choice WHERE person = $1", (person,))?;
    Ok(())
}

/// `false` where the person was told already.
pub fn mark_told(tx: &mut Tx<'_>, person: &[u8], day: &str) -> Result<bool> {
    let made = tx.exec(
        "INSERT INTO evidence_corrected (person, day) VALUES ($1, $2)
         ON CONFLICT (person) DO NOTHING",
        (person, day),
    )?;
    Ok(made == 1)
}
