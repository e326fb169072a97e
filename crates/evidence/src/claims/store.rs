use commonround_db::search::{self, Doc};
use commonround_db::{Migration, Row, Step, Tx, in_list, padded};
use commonround_kernel::{Id, Persona, Result, Slice, Timestamp};
use commonround_text as text;
use commonround_vocabulary::{AboutKind, ClaimRecord, Status};

use super::model::{Claim, ClaimState, ClaimText};
use crate::hidden::unless_hidden;
use crate::language::text_lang;
use crate::limits::CANDIDATES_MAX;

/// The shelf of claims. Its ids are `evidence_claim.id`.
pub const CLAIM_SHELF: &str = "evidence_claim";

pub const MIGRATION: Migration = Migration {
    name: "0311_evidence_claims",
    steps: &[Step::Sql(TABLES), Step::Shelf(CLAIM_SHELF)],
};

const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_claim (
    id BIGINT PRIMARY KEY,
    claim_key TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT,
    state TEXT NOT NULL,
    opened_by BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_claim_key ON evidence_claim (claim_key);
CREATE INDEX evidence_claim_opened ON evidence_claim (opened_by, created_at);

-- retention: content
CREATE TABLE evidence_claim_status (
    claim BIGINT NOT NULL REFERENCES evidence_claim (id),
    status BIGINT NOT NULL,
    attached_by BIGINT NOT NULL,
    attached_at BIGINT NOT NULL,
    PRIMARY KEY (claim, status)
);
CREATE INDEX evidence_claim_of_status ON evidence_claim_status (status);

-- retention: content
CREATE TABLE evidence_claim_change (
    id BIGINT PRIMARY KEY,
    claim BIGINT NOT NULL REFERENCES evidence_claim (id),
    state TEXT NOT NULL,
    by_persona BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX evidence_claim_change_of ON evidence_claim_change (claim, id);
";

const COLUMNS: &str = "id, body, language, state, opened_by, created_at, changed_at";

fn claim(row: &Row<'_>) -> Result<Claim> {
    Ok(Claim {
        id: row.get(0)?,
        text: row.get(1)?,
        language: row.get(2)?,
        state: ClaimState::read(&row.get::<String>(3)?)?,
        opened_by: row.get(4)?,
        created_at: row.get(5)?,
        changed_at: row.get(6)?,
    })
}

pub fn get(tx: &mut Tx<'_>, id: Id<ClaimRecord>) -> Result<Claim> {
    tx.one(&format!("SELECT {COLUMNS} FROM evidence_claim WHERE id = $1"), (id,), claim)
}

pub fn by_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<Claim>> {
    let sql = format!("SELECT {COLUMNS} FROM evidence_claim WHERE claim_key = $1");
    tx.maybe(&sql, (key,), claim)
}

/// In no order.
pub fn by_ids(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Claim>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_claim WHERE {} AND id IN {}",
        unless_hidden(AboutKind::ClaimRecord, "id"),
        in_list(1, ids.len())
    );
    tx.query(&sql, padded(ids.iter().copied()), claim)
}

/// Newest first.
pub fn page(tx: &mut Tx<'_>, slice: Slice) -> Result<Vec<Claim>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_claim WHERE {} AND id < $1 ORDER BY id DESC LIMIT $2",
        unless_hidden(AboutKind::ClaimRecord, "id")
    );
    tx.query(&sql, (slice.before.unwrap_or(i64::MAX), slice.limit + 1), claim)
}

/// Those that wait for an answer, newest first.
pub fn open(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Claim>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_claim WHERE state = 'open' ORDER BY id DESC LIMIT $1"
    );
    tx.query(&sql, (limit,), claim)
}

pub fn opened_since(tx: &mut Tx<'_>, by: Id<Persona>, since: Timestamp) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM evidence_claim WHERE opened_by = $1 AND created_at > $2";
    tx.one(sql, (by, since), |row| row.get(0))
}

pub fn insert(tx: &mut Tx<'_>, by: Id<Persona>, said: &ClaimText) -> Result<Id<ClaimRecord>> {
    let (id, now): (Id<ClaimRecord>, _) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO evidence_claim (id, claim_key, body, language, state, opened_by, created_at,
             changed_at)
         VALUES ($1, $2, $3, $4, 'open', $5, $6, $6)",
        (id, said.key(), said.as_str(), said.language(), by, now),
    )?;
    let words = text::tokens(said.as_str(), said.language().and_then(text_lang));
    search::put(tx, CLAIM_SHELF, id.get(), &Doc { fields: &[&words] })?;
    insert_change(tx, id, ClaimState::Open, by)?;
    Ok(id)
}

/// Writes the state and a line of its history.
pub fn set_state(
    tx: &mut Tx<'_>,
    id: Id<ClaimRecord>,
    state: ClaimState,
    by: Id<Persona>,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE evidence_claim SET state = $2, changed_at = $3 WHERE id = $1",
        (id, state.as_str(), now),
    )?;
    insert_change(tx, id, state, by)
}

fn insert_change(
    tx: &mut Tx<'_>,
    claim: Id<ClaimRecord>,
    state: ClaimState,
    by: Id<Persona>,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<ClaimRecord>(), tx.now());
    tx.exec(
        "INSERT INTO evidence_claim_change (id, claim, state, by_persona, changed_at)
         VALUES ($1, $2, $3, $4, $5)",
        (id, claim, state.as_str(), by, now),
    )?;
    Ok(())
}

/// States and when they began, oldest first.
pub fn history(tx: &mut Tx<'_>, claim: Id<ClaimRecord>) -> Result<Vec<(ClaimState, Timestamp)>> {
    tx.query(
        "SELECT state, changed_at FROM evidence_claim_change WHERE claim = $1 ORDER BY id",
        (claim,),
        |row| Ok((ClaimState::read(&row.get::<String>(0)?)?, row.get(1)?)),
    )
}

/// Twice is harmless.
pub fn attach(
    tx: &mut Tx<'_>,
    claim: Id<ClaimRecord>,
    status: Id<Status>,
    by: Id<Persona>,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO evidence_claim_status (claim, status, attached_by, attached_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (claim, status) DO NOTHING",
        (claim, status, by, now),
    )?;
    Ok(())
}

/// Statuses that people hold for this claim, newest first.
pub fn statuses(tx: &mut Tx<'_>, claim: Id<ClaimRecord>, limit: usize) -> Result<Vec<Id<Status>>> {
    tx.query(
        "SELECT status FROM evidence_claim_status WHERE claim = $1 ORDER BY status DESC LIMIT $2",
        (claim, limit),
        |row| row.get(0),
    )
}

/// What people hold a status for.
pub fn texts_of_status(tx: &mut Tx<'_>, status: Id<Status>) -> Result<Vec<String>> {
    tx.query(
        "SELECT c.body FROM evidence_claim_status s JOIN evidence_claim c ON c.id = s.claim
         WHERE s.status = $1 AND c.state <> 'withdrawn' ORDER BY c.id LIMIT $2",
        (status, CANDIDATES_MAX),
        |row| row.get(0),
    )
}

/// Who opened, attached or changed is nobody any longer; what people hold for false stays.
pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    for (table, column) in [
        ("evidence_claim", "opened_by"),
        ("evidence_claim_status", "attached_by"),
        ("evidence_claim_change", "by_persona"),
    ] {
        tx.exec(&format!("UPDATE {table} SET {column} = 0 WHERE {column} = $1"), (persona,))?;
    }
    Ok(())
}
