use commonround_db::{Migration, Step, Tx};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Sanction;

pub const MIGRATION: Migration =
    Migration { name: "0132_identity_suspension", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
-- Suspensions that run now.
-- retention: account
CREATE TABLE identity_suspension (
    sanction BIGINT PRIMARY KEY,
    persona BIGINT NOT NULL
);
CREATE INDEX identity_suspension_persona ON identity_suspension (persona);
";

pub fn begin(tx: &mut Tx<'_>, sanction: Id<Sanction>, persona: Id<Persona>) -> Result<()> {
    let sql = "INSERT INTO identity_suspension (sanction, persona) VALUES ($1, $2)
         ON CONFLICT (sanction) DO NOTHING";
    tx.exec(sql, (sanction, persona)).map(drop)
}

pub fn end(tx: &mut Tx<'_>, sanction: Id<Sanction>) -> Result<()> {
    tx.exec("DELETE FROM identity_suspension WHERE sanction = $1", (sanction,)).map(drop)
}

pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM identity_suspension WHERE persona = $1", (persona,)).map(drop)
}
