use commonround_db::{Migration, Row, Step, Tx};
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_vocabulary::{AboutKind, AnswerCard, ClaimRecord};

use super::model::{AnswerBody, StoredAnswer};
use super::publish_answer::{MayEdit, MayPublish};
use crate::hidden::unless_hidden;
use crate::sources::forget_cited;

pub const MIGRATION: Migration =
    Migration { name: "0312_evidence_answers", steps: &[Step::Sql(TABLES)] };

/// `body` is the JSON of an `AnswerBody`; `evidence_answer_view` counts views, never viewers.
const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_answer (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL REFERENCES evidence_claim (id),
    author BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX evidence_answer_claim ON evidence_answer (claim, id);

-- retention: content
CREATE TABLE evidence_answer_version (
    answer BIGINT NOT NULL REFERENCES evidence_answer (id),
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (answer, version)
);

-- retention: content
CREATE TABLE evidence_answer_view (
    answer BIGINT NOT NULL,
    day TEXT NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (answer, day)
);
";

const STORED: &str = "SELECT a.id, a.claim, a.author, a.version, v.body, a.created_at, a.changed_at \
     FROM evidence_answer a \
     JOIN evidence_answer_version v ON v.answer = a.id AND v.version = a.version ";

fn stored(row: &Row<'_>) -> Result<StoredAnswer> {
    let version: i64 = row.get(3)?;
    Ok(StoredAnswer {
        id: row.get(0)?,
        claim: row.get(1)?,
        author: row.get(2)?,
        version: u32::try_from(version).map_err(Error::fault)?,
        body: serde_json::from_str(&row.get::<String>(4)?).map_err(Error::fault)?,
        created_at: row.get(5)?,
        changed_at: row.get(6)?,
    })
}

pub fn get(tx: &mut Tx<'_>, id: Id<AnswerCard>) -> Result<StoredAnswer> {
    tx.one(&format!("{STORED} WHERE a.id = $1"), (id,), stored)
}

/// Oldest first.
pub fn of_claim(tx: &mut Tx<'_>, claim: Id<ClaimRecord>) -> Result<Vec<Id<AnswerCard>>> {
    let sql = format!(
        "SELECT id FROM evidence_answer WHERE claim = $1 AND {} ORDER BY id LIMIT 20",
        unless_hidden(AboutKind::Answer, "id")
    );
    tx.query(&sql, (claim,), |row| row.get(0))
}

pub fn insert(
    tx: &mut Tx<'_>,
    permit: MayPublish,
    claim: Id<ClaimRecord>,
    body: &AnswerBody,
) -> Result<Id<AnswerCard>> {
    let (id, now): (Id<AnswerCard>, _) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO evidence_answer (id, claim, author, version, created_at, changed_at)
         VALUES ($1, $2, $3, 1, $4, $4)",
        (id, claim, permit.author(), now),
    )?;
    insert_version(tx, id, 1, body)?;
    Ok(id)
}

/// # Errors
/// `Stale` where somebody wrote another version meanwhile.
pub fn change(tx: &mut Tx<'_>, permit: &MayEdit, body: &AnswerBody) -> Result<()> {
    let (now, last) = (tx.now(), permit.version());
    let changed = tx.exec(
        "UPDATE evidence_answer SET version = $3, changed_at = $4 WHERE id = $1 AND version = $2",
        (permit.answer(), i64::from(last), i64::from(last) + 1, now),
    )?;
    if changed != 1 {
        return Err(Error::Stale("answer_changed"));
    }
    insert_version(tx, permit.answer(), last + 1, body)
}

fn insert_version(
    tx: &mut Tx<'_>,
    answer: Id<AnswerCard>,
    version: u32,
    body: &AnswerBody,
) -> Result<()> {
    let (json, now) = (serde_json::to_string(body).map_err(Error::fault)?, tx.now());
    tx.exec(
        "INSERT INTO evidence_answer_version (answer, version, body, created_at)
         VALUES ($1, $2, $3, $4)",
        (answer, i64::from(version), json, now),
    )?;
    Ok(())
}

pub fn add_views(tx: &mut Tx<'_>, answer: Id<AnswerCard>, day: &str, views: u64) -> Result<()> {
    tx.exec(
        "INSERT INTO evidence_answer_view (answer, day, views) VALUES ($1, $2, $3)
         ON CONFLICT (answer, day)
             DO UPDATE SET views = evidence_answer_view.views + excluded.views",
        (answer, day, i64::try_from(views).unwrap_or(i64::MAX)),
    )?;
    Ok(())
}

pub fn views(tx: &mut Tx<'_>, answer: Id<AnswerCard>) -> Result<u64> {
    let sql = "SELECT CAST(COALESCE(SUM(views), 0) AS BIGINT) FROM evidence_answer_view
         WHERE answer = $1";
    let all: i64 = tx.one(sql, (answer,), |row| row.get(0))?;
    u64::try_from(all).map_err(Error::fault)
}

/// Takes all answers of an author away, and tells which claims they answered.
pub fn delete_of(tx: &mut Tx<'_>, author: Id<Persona>) -> Result<Vec<Id<ClaimRecord>>> {
    let sql = "SELECT id, claim FROM evidence_answer WHERE author = $1 ORDER BY id";
    let answers: Vec<(Id<AnswerCard>, Id<ClaimRecord>)> =
        tx.query(sql, (author,), |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (answer, _) in &answers {
        forget_cited(tx, "answer", answer.get())?;
        for table in ["evidence_answer_version", "evidence_answer_view"] {
            tx.exec(&format!("DELETE FROM {table} WHERE answer = $1"), (*answer,))?;
        }
        tx.exec("DELETE FROM evidence_answer WHERE id = $1", (*answer,))?;
    }
    Ok(answers.into_iter().map(|(_, claim)| claim).collect())
}
