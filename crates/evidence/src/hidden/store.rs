use commonround_db::{Migration, Step, Tx};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::{About, AboutKind, Sanction};

pub const MIGRATION: Migration =
    Migration { name: "0340_evidence_hidden", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_hidden (
    sanction BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    thing BIGINT NOT NULL
);
CREATE INDEX evidence_hidden_thing ON evidence_hidden (kind, thing);
";

/// A condition for a `WHERE`: the thing whose id stands in `column` is not hidden.
pub fn unless_hidden(kind: AboutKind, column: &str) -> String {
    let kind = kind.as_str();
    format!(
        "NOT EXISTS (SELECT 1 FROM evidence_hidden h WHERE h.kind = '{kind}' AND h.thing = {column})"
    )
}

/// Twice is harmless.
pub fn hide(tx: &mut Tx<'_>, sanction: Id<Sanction>, thing: About) -> Result<()> {
    let sql = "INSERT INTO evidence_hidden (sanction, kind, thing) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING";
    tx.exec(sql, (sanction, thing.kind.as_str(), thing.id)).map(drop)
}

pub fn give_back(tx: &mut Tx<'_>, sanction: Id<Sanction>) -> Result<()> {
    tx.exec("DELETE FROM evidence_hidden WHERE sanction = $1", (sanction,)).map(drop)
}

pub fn is_hidden(tx: &mut Tx<'_>, thing: About) -> Result<bool> {
    let sql = "SELECT COUNT(*) > 0 FROM evidence_hidden WHERE kind = $1 AND thing = $2";
    tx.one(sql, (thing.kind.as_str(), thing.id), |row| row.get(0))
}
