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

pub fn begin_person(tx: &mut Tx<'_>, sanction: Id<Sanction>, person: &[u8]) -> Result<()> {
    let sql = "INSERT INTO identity_person_suspension (sanction, person) VALUES ($1, $2)
         ON CONFLICT (sanction) DO NOTHING";
    tx.exec(sql, (sanction, person)).map(drop)
}

pub fn end_person(tx: &mut Tx<'_>, sanction: Id<Sanction>) -> Result<()> {
    let sql = "DELETE FROM identity_person_suspension WHERE sanction = $1";
    tx.exec(sql, (sanction,)).map(drop)
}

pub fn is_person_suspended(tx: &mut Tx<'_>, person: &[u8]) -> Result<bool> {
    let sql = "SELECT sanction FROM identity_person_suspension WHERE person = $1 LIMIT 1";
    Ok(tx.maybe(sql, (person,), |row| row.get::<Id<Sanction>>(0))?.is_some())
}

pub fn forget_person(tx: &mut Tx<'_>, person: &[u8]) -> Result<()> {
    tx.exec("DELETE FROM identity_person_suspension WHERE person = $1", (person,)).map(drop)
}

pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM identity_suspension WHERE persona = $1", (persona,)).map(drop)
}
