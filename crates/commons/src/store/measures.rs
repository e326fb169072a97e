//! What moderators' measures do to statuses and lists.

use commonround_db::{Migration, Step, Tx};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{Sanction, SanctionAct, SanctionChanged, Status};

/// `hidden`: shown to its author only. `limited`: shown to followers of its author, listed nowhere.
/// `labelled`: shown with a word of warning. The index keeps every column that home judges by.
pub const MIGRATION: Migration =
    Migration { name: "0260_commons_measures", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
ALTER TABLE commons_status ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE commons_status ADD COLUMN limited BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE commons_status ADD COLUMN labelled BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX commons_status_author;
CREATE INDEX commons_status_author
    ON commons_status (author, id, visibility, audience, answered, deleted_at, hidden, limited);

-- retention: content
CREATE TABLE commons_measure (
    sanction BIGINT PRIMARY KEY,
    status BIGINT NOT NULL,
    act TEXT NOT NULL
);
CREATE INDEX commons_measure_status ON commons_measure (status);

-- retention: account
CREATE TABLE commons_limit (
    persona BIGINT NOT NULL,
    sanction BIGINT NOT NULL,
    PRIMARY KEY (persona, sanction)
);
";

/// A status as the measures on it leave it.
pub struct Measured {
    pub id: Id<Status>,
    pub author: Id<Persona>,
    pub thread: Id<Status>,
    pub tags: Vec<String>,
    /// Stands in the lists that it would stand in without a measure.
    pub listed: bool,
}

pub fn insert(
    tx: &mut Tx<'_>,
    sanction: Id<Sanction>,
    status: Id<Status>,
    act: SanctionAct,
) -> Result<()> {
    tx.exec(
        "INSERT INTO commons_measure (sanction, status, act) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
        (sanction, status, act.as_str()),
    )
    .map(drop)
}

pub fn remove(tx: &mut Tx<'_>, sanction: Id<Sanction>) -> Result<()> {
    tx.exec("DELETE FROM commons_measure WHERE sanction = $1", (sanction,)).map(drop)
}

/// Sets the marks of a status to what the measures on it say together. `None` where the status is
/// gone, or where they leave it listed as it was.
pub fn apply(tx: &mut Tx<'_>, status: Id<Status>) -> Result<Option<Measured>> {
    let acts = tx.query("SELECT act FROM commons_measure WHERE status = $1", (status,), |row| {
        row.get::<String>(0)
    })?;
    let has = |act: SanctionAct| acts.iter().any(|one| one == act.as_str());
    let (hidden, limited) = (has(SanctionAct::Hide), has(SanctionAct::Limit));
    let before = tx.maybe(
        "SELECT author, thread, tags, visibility, hidden OR limited FROM commons_status
         WHERE id = $1 AND deleted_at IS NULL",
        (status,),
        |row| {
            let tags = row.text(2)?.split(' ').filter(|tag| !tag.is_empty());
            let tags = tags.map(str::to_owned).collect();
            let was_public = row.text(3)? == "public";
            Ok((row.get(0)?, row.get(1)?, tags, was_public, row.get::<bool>(4)?))
        },
    )?;
    let Some((author, thread, tags, public, unlisted)) = before else { return Ok(None) };
    tx.exec(
        "UPDATE commons_status SET hidden = $2, limited = $3, labelled = $4,
             indexed = (indexed AND $5)
         WHERE id = $1",
        (status, hidden, limited, has(SanctionAct::Label), !(hidden || limited)),
    )?;
    let listed = !(hidden || limited);
    let tags = if public { tags } else { Vec::new() };
    Ok((unlisted == listed).then_some(Measured { id: status, author, thread, tags, listed }))
}

/// Takes all that a persona says out of the lists of people who do not follow it.
pub fn limit_persona(tx: &mut Tx<'_>, changed: &SanctionChanged) -> Result<()> {
    tx.exec(
        "INSERT INTO commons_limit (persona, sanction) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        (changed.persona, changed.sanction),
    )
    .map(drop)
}

pub fn free_persona(tx: &mut Tx<'_>, changed: &SanctionChanged) -> Result<()> {
    tx.exec(
        "DELETE FROM commons_limit WHERE persona = $1 AND sanction = $2",
        (changed.persona, changed.sanction),
    )
    .map(drop)
}
