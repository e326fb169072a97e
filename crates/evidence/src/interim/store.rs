use commonround_db::{Migration, Row, Step, Tx, in_list, padded};
use commonround_kernel::{Id, Persona, Result, Slice, Timestamp};
use commonround_vocabulary::{Interim, Note, Status};

use super::model::{InterimBody, InterimState, Signed, StoredInterim};
use super::policy::{MayEnd, MayPlace, MaySign};
use crate::limits::INTERIM_CALLED_MAX;

pub const MIGRATION: Migration =
    Migration { name: "0331_evidence_interim", steps: &[Step::Sql(TABLES)] };

/// `placer` is the person behind the persona, among the raters of notes; a status has one running
/// notice at most.
const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_interim (
    id BIGINT PRIMARY KEY,
    status BIGINT NOT NULL,
    status_author BIGINT NOT NULL,
    class TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT,
    source_name TEXT NOT NULL,
    source_url TEXT NOT NULL,
    state TEXT NOT NULL,
    placed_by BIGINT NOT NULL,
    placer BIGINT NOT NULL,
    placed_profession TEXT NOT NULL,
    placed_at BIGINT NOT NULL,
    signed_by BIGINT,
    signed_profession TEXT,
    signed_at BIGINT,
    ends_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_interim_running ON evidence_interim (status)
    WHERE state IN ('placed', 'signed');
CREATE INDEX evidence_interim_placer ON evidence_interim (placer, placed_at);
CREATE INDEX evidence_interim_placed_by ON evidence_interim (placed_by);
CREATE INDEX evidence_interim_signed_by ON evidence_interim (signed_by);

-- retention: content
CREATE TABLE evidence_interim_change (
    id BIGINT PRIMARY KEY,
    interim BIGINT NOT NULL REFERENCES evidence_interim (id),
    state TEXT NOT NULL,
    by_persona BIGINT,
    changed_at BIGINT NOT NULL
);
CREATE INDEX evidence_interim_change_of ON evidence_interim_change (interim, id);
";

const COLUMNS: &str = "id, status, status_author, class, body, language, source_name, source_url,
    state, placed_by, placer, placed_profession, placed_at, signed_by, signed_profession, signed_at,
    ends_at";

fn notice(row: &Row<'_>) -> Result<StoredInterim> {
    let signed = (row.get(13)?, row.get(14)?, row.get(15)?);
    Ok(StoredInterim {
        id: row.get(0)?,
        status: row.get(1)?,
        status_author: row.get(2)?,
        class: row.get(3)?,
        text: row.get(4)?,
        language: row.get(5)?,
        source_name: row.get(6)?,
        source_url: row.get(7)?,
        state: InterimState::read(row.text(8)?)?,
        placed: Signed { persona: row.get(9)?, profession: row.get(11)?, at: row.get(12)? },
        placer: row.get(10)?,
        countersigned: match signed {
            (Some(persona), Some(profession), Some(at)) => Some(Signed { persona, profession, at }),
            _ => None,
        },
        ends_at: row.get(16)?,
    })
}

pub fn get(tx: &mut Tx<'_>, id: Id<Interim>) -> Result<StoredInterim> {
    tx.one(&format!("SELECT {COLUMNS} FROM evidence_interim WHERE id = $1"), (id,), notice)
}

/// Newest first.
pub fn of_status(tx: &mut Tx<'_>, status: Id<Status>) -> Result<Vec<StoredInterim>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_interim WHERE status = $1 ORDER BY id DESC LIMIT 20"
    );
    tx.query(&sql, (status,), notice)
}

/// Those that stand beside these statuses now.
pub fn running(tx: &mut Tx<'_>, statuses: &[Id<Status>]) -> Result<Vec<StoredInterim>> {
    if statuses.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_interim
         WHERE state IN ('placed', 'signed') AND status IN {}",
        in_list(1, statuses.len())
    );
    let now = tx.now();
    let mut found = tx.query(&sql, padded(statuses.iter().map(|id| id.get())), notice)?;
    found.retain(|notice| notice.is_shown(now));
    Ok(found)
}

/// Those that wait for a second signature, the newest first.
pub fn waiting(tx: &mut Tx<'_>, slice: Slice) -> Result<Vec<StoredInterim>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_interim
         WHERE state = 'placed' AND ends_at > $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    );
    let (now, before) = (tx.now(), slice.before.unwrap_or(i64::MAX));
    tx.query(&sql, (now, before, slice.limit + 1), notice)
}

/// Running ones that this persona signed.
pub fn signed_by(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<StoredInterim>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_interim
         WHERE state IN ('placed', 'signed') AND (placed_by = $1 OR signed_by = $1)"
    );
    tx.query(&sql, (persona,), notice)
}

pub fn placed_since(tx: &mut Tx<'_>, placer: i64, since: Timestamp) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM evidence_interim WHERE placer = $1 AND placed_at > $2";
    tx.one(sql, (placer, since), |row| row.get(0))
}

/// The unique index refuses a second running one.
pub fn insert(
    tx: &mut Tx<'_>,
    permit: &MayPlace,
    (status, status_author): (Id<Status>, Id<Persona>),
    (body, source_name): (&InterimBody, &str),
    ends_at: Timestamp,
) -> Result<Id<Interim>> {
    let (id, by): (Id<Interim>, _) = (tx.env().new_id(), &permit.by);
    tx.exec(
        "INSERT INTO evidence_interim (id, status, status_author, class, body, language,
             source_name, source_url, state, placed_by, placer, placed_profession, placed_at,
             ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'placed', $9, $10, $11, $12, $13)",
        (
            id,
            status,
            status_author,
            permit.class,
            body.text.as_str(),
            body.language(),
            source_name,
            body.source.as_str(),
            by.persona,
            permit.person,
            by.profession.as_str(),
            by.at,
            ends_at,
        ),
    )?;
    insert_change(tx, id, InterimState::Placed, Some(by.persona))?;
    Ok(id)
}

pub fn sign(tx: &mut Tx<'_>, permit: &MaySign, ends_at: Timestamp) -> Result<()> {
    let by = &permit.by;
    tx.exec(
        "UPDATE evidence_interim SET state = 'signed', signed_by = $2, signed_profession = $3,
             signed_at = $4, ends_at = $5 WHERE id = $1",
        (permit.notice, by.persona, by.profession.as_str(), by.at, ends_at),
    )?;
    insert_change(tx, permit.notice, InterimState::Signed, Some(by.persona))
}

pub fn end(tx: &mut Tx<'_>, permit: &MayEnd) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE evidence_interim SET state = $2, ends_at = $3 WHERE id = $1",
        (permit.notice, permit.state.as_str(), now),
    )?;
    insert_change(tx, permit.notice, permit.state, permit.by)
}

fn insert_change(
    tx: &mut Tx<'_>,
    interim: Id<Interim>,
    state: InterimState,
    by: Option<Id<Persona>>,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Note>(), tx.now());
    tx.exec(
        "INSERT INTO evidence_interim_change (id, interim, state, by_persona, changed_at)
         VALUES ($1, $2, $3, $4, $5)",
        (id, interim, state.as_str(), by, now),
    )?;
    Ok(())
}

/// States and since when, oldest first.
pub fn history(tx: &mut Tx<'_>, id: Id<Interim>) -> Result<Vec<(InterimState, Timestamp)>> {
    tx.query(
        "SELECT state, changed_at FROM evidence_interim_change WHERE interim = $1 ORDER BY id",
        (id,),
        |row| Ok((InterimState::read(row.text(0)?)?, row.get(1)?)),
    )
}

/// Professionals of other professions who look at notes here, to be called.
pub fn callable(tx: &mut Tx<'_>, profession: &str) -> Result<Vec<Id<Persona>>> {
    tx.query(
        "SELECT persona FROM evidence_note_rater
         WHERE profession IS NOT NULL AND profession <> $1 AND NOT silenced
         ORDER BY id DESC LIMIT $2",
        (profession, INTERIM_CALLED_MAX),
        |row| row.get(0),
    )
}

/// Who signed is nobody, and what they wrote is gone; the history stays.
pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let sql =
        "UPDATE evidence_interim SET placed_by = 0, placer = 0, body = '' WHERE placed_by = $1";
    tx.exec(sql, (persona,))?;
    tx.exec("UPDATE evidence_interim SET signed_by = 0 WHERE signed_by = $1", (persona,))?;
    let sql = "UPDATE evidence_interim SET status_author = 0 WHERE status_author = $1";
    tx.exec(sql, (persona,))?;
    let sql = "UPDATE evidence_interim_change SET by_persona = NULL WHERE by_persona = $1";
    tx.exec(sql, (persona,)).map(drop)
}
