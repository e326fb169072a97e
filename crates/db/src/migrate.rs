//! One ordered list of migrations, forward only. What was applied is kept with its checksum; a list
//! that does not continue what the database knows is refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use commonround_kernel::{Error, Result};
use sha2::{Digest, Sha256};

use crate::{Engine, Tx, search};

/// A named step of the schema: `0100_identity` sorts globally.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub name: &'static str,
    pub steps: &'static [Step],
}

#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Several statements, the same text for both engines.
    Sql(&'static str),
    /// Makes the search shelf of this name.
    Shelf(&'static str),
}

/// What `Db::migrate` did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Migrated {
    pub applied: Vec<&'static str>,
}

/// The storage layer's own tables; `Db::migrate` always includes them.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0010_db", steps: &[Step::Sql(include_str!("schema.sql"))] },
    Migration { name: "0011_db_audit", steps: &[Step::Sql(include_str!("audit/schema.sql"))] },
];

pub(crate) const CREATE_LEDGER: &str = "
-- retention: audit
CREATE TABLE IF NOT EXISTS db_migration (
    name TEXT PRIMARY KEY,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);";

/// The given list with our own, in order of names.
pub(crate) fn ordered(list: &[Migration]) -> Result<Vec<Migration>> {
    let mut all: Vec<Migration> = MIGRATIONS.iter().chain(list).copied().collect();
    all.sort_by_key(|m| m.name);
    all.dedup_by(|a, b| a.name == b.name && checksum(a) == checksum(b));
    match all.windows(2).find(|pair| pair[0].name == pair[1].name) {
        Some(pair) => Err(Error::fault(format!("two migrations named {}", pair[0].name))),
        None => Ok(all),
    }
}

fn checksum(migration: &Migration) -> String {
    let mut hash = Sha256::new();
    for step in migration.steps {
        let (kind, text) = match step {
            Step::Sql(text) => ("sql", text),
            Step::Shelf(name) => ("shelf", name),
        };
        hash.update(kind);
        hash.update([0]);
        hash.update(text);
        hash.update([0]);
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Those of the list that the database has not seen.
///
/// # Errors
/// `Conflict` where it has seen one that the list lacks, or that was changed since.
pub(crate) fn pending(tx: &mut Tx<'_>, list: &[Migration]) -> Result<Vec<Migration>> {
    let mut applied = applied(tx)?;
    let mut pending = Vec::new();
    for migration in list {
        match applied.remove(migration.name) {
            None => pending.push(*migration),
            Some(kept) if kept == checksum(migration) => {}
            Some(_) => {
                tracing::error!(name = migration.name, "an applied migration was changed");
                return Err(Error::Conflict("migration_changed"));
            }
        }
    }
    if let Some(name) = applied.keys().next() {
        tracing::error!(name, "the database is ahead of this program");
        return Err(Error::Conflict("migration_unknown"));
    }
    Ok(pending)
}

fn applied(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>> {
    if !has_ledger(tx)? {
        return Ok(BTreeMap::new());
    }
    let rows = tx.query("SELECT name, checksum FROM db_migration", (), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.into_iter().collect())
}

fn has_ledger(tx: &mut Tx<'_>) -> Result<bool> {
    let sql = match tx.engine() {
        Engine::Sqlite => "SELECT 1 FROM sqlite_master WHERE name = 'db_migration'",
        Engine::Postgres => {
            "SELECT 1 FROM information_schema.tables
             WHERE table_name = 'db_migration' AND table_schema = current_schema()"
        }
    };
    Ok(tx.maybe(sql, (), |_| Ok(()))?.is_some())
}

/// Applies one. The ledger's row goes first: of two nodes that try at once, the second waits for
/// the first and then finds it done.
pub(crate) fn apply(tx: &mut Tx<'_>, migration: &Migration) -> Result<bool> {
    let now = tx.now();
    let is_first = tx.exec(
        "INSERT INTO db_migration (name, checksum, applied_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO NOTHING",
        (migration.name, checksum(migration), now),
    )?;
    if is_first == 0 {
        return Ok(false);
    }
    for step in migration.steps {
        match step {
            Step::Sql(text) => create(tx, text)?,
            Step::Shelf(name) => search::create(tx, name)?,
        }
    }
    Ok(true)
}

pub(crate) fn create(tx: &mut Tx<'_>, sql: &str) -> Result<()> {
    match tx.engine() {
        Engine::Sqlite => tx.batch(&crate::sqlite::translate(sql)),
        Engine::Postgres => tx.batch(sql),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Migration =
        Migration { name: "0100_a", steps: &[Step::Sql("CREATE TABLE a_a (x TEXT)")] };
    const B: Migration = Migration { name: "0200_b", steps: &[Step::Shelf("b")] };
    const OTHER_A: Migration = Migration { name: "0100_a", steps: &[Step::Sql("")] };

    #[test]
    fn lists_are_put_in_order_and_a_name_means_one_thing() {
        let names: Vec<_> = ordered(&[B, A, A]).unwrap().iter().map(|m| m.name).collect();
        assert_eq!(names, ["0010_db", "0011_db_audit", "0100_a", "0200_b"]);
        assert!(ordered(&[A, OTHER_A]).is_err());
    }

    #[test]
    fn a_shelf_and_a_statement_of_the_same_text_differ() {
        let shelf = Migration { name: "x", steps: &[Step::Shelf("t")] };
        let sql = Migration { name: "x", steps: &[Step::Sql("t")] };
        assert_ne!(checksum(&shelf), checksum(&sql));
    }
}
