use commonround_db::{Migration, Row, Step, Tx, in_list, padded};
use commonround_kernel::{Error, Id, Persona, Result, Slice};
use commonround_vocabulary::{AboutKind, Note, Status};

use super::beside::NoteSource;
use super::model::{Change, Found, NoteBody, StoredNote, Why};
use super::policy::{MayEdit, MayReply, MayWrite};
use super::study::Study;
use crate::answers::{Certainty, Verdict};
use crate::hidden::unless_hidden;
use crate::limits::NOTES_OF_STATUS_MAX;

pub mod erasure;
pub mod fits;
pub mod ratings;
pub mod reviews;
pub mod writers;

pub const MIGRATION: Migration =
    Migration { name: "0320_evidence_notes", steps: &[Step::Sql(TABLES)] };

pub const STANDING: Migration =
    Migration { name: "0330_evidence_note_standing", steps: &[Step::Sql(STANDING_TABLES)] };

/// `why` of a change says what besides ratings made it. A review is asked for by a professional
/// and decided by a moderator; `verdict` is `lift` or `keep`.
const STANDING_TABLES: &str = "
ALTER TABLE evidence_note ADD COLUMN verdict TEXT;
ALTER TABLE evidence_note ADD COLUMN study TEXT;
ALTER TABLE evidence_note ADD COLUMN fallen BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE evidence_note ADD COLUMN reopened BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE evidence_note ADD COLUMN reviewed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE evidence_note ADD COLUMN rescorable BOOLEAN;
ALTER TABLE evidence_note_change ADD COLUMN why TEXT;
CREATE INDEX evidence_note_writer ON evidence_note (writer, decided_at);
CREATE INDEX evidence_note_author ON evidence_note (author);
CREATE INDEX evidence_note_rating_rater ON evidence_note_rating (rater);

-- retention: content
CREATE TABLE evidence_note_review (
    id BIGINT PRIMARY KEY,
    note BIGINT NOT NULL REFERENCES evidence_note (id),
    version BIGINT NOT NULL,
    persona BIGINT NOT NULL,
    rater BIGINT NOT NULL,
    profession TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by BIGINT,
    verdict TEXT,
    decision TEXT,
    decided_at BIGINT
);
CREATE INDEX evidence_note_review_of ON evidence_note_review (note, id);
CREATE INDEX evidence_note_review_open ON evidence_note_review (id) WHERE verdict IS NULL;
";

const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_note (
    id BIGINT PRIMARY KEY,
    status BIGINT NOT NULL,
    status_author BIGINT NOT NULL,
    author BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    body TEXT NOT NULL,
    language TEXT,
    certainty TEXT NOT NULL,
    version BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    found TEXT NOT NULL,
    provisional BOOLEAN NOT NULL,
    shown BOOLEAN NOT NULL,
    why TEXT NOT NULL,
    reply TEXT,
    decided_at BIGINT,
    created_at BIGINT NOT NULL,
    version_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_note_by ON evidence_note (status, writer);
CREATE INDEX evidence_note_found ON evidence_note (found, id);
CREATE INDEX evidence_note_shown ON evidence_note (status) WHERE shown;

-- retention: content
CREATE TABLE evidence_note_source (
    note BIGINT NOT NULL REFERENCES evidence_note (id),
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (note, place)
);

-- retention: content
CREATE TABLE evidence_note_change (
    id BIGINT PRIMARY KEY,
    note BIGINT NOT NULL REFERENCES evidence_note (id),
    version BIGINT NOT NULL,
    found TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX evidence_note_change_of ON evidence_note_change (note, id);

-- retention: account
CREATE TABLE evidence_note_rater (
    id BIGINT PRIMARY KEY,
    person BYTEA NOT NULL,
    persona BIGINT NOT NULL,
    profession TEXT,
    recheck BOOLEAN NOT NULL,
    silenced BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX evidence_note_rater_person ON evidence_note_rater (person);
CREATE INDEX evidence_note_rater_persona ON evidence_note_rater (persona);
CREATE INDEX evidence_note_rater_recheck ON evidence_note_rater (id) WHERE recheck;

-- retention: account
CREATE TABLE evidence_note_rating (
    note BIGINT NOT NULL REFERENCES evidence_note (id),
    rater BIGINT NOT NULL REFERENCES evidence_note_rater (id),
    version BIGINT NOT NULL,
    level BIGINT NOT NULL,
    tags BIGINT NOT NULL,
    conflicted BOOLEAN NOT NULL,
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (note, rater)
);
CREATE INDEX evidence_note_rating_at ON evidence_note_rating (rated_at);

-- retention: ephemeral
CREATE TABLE evidence_note_generation (
    id BIGINT PRIMARY KEY,
    state TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    mu DOUBLE PRECISION NOT NULL,
    ratings_per_note DOUBLE PRECISION NOT NULL,
    raters BIGINT NOT NULL,
    professional_mu DOUBLE PRECISION,
    professional_ratings_per_note DOUBLE PRECISION,
    professional_raters BIGINT,
    incorrect DOUBLE PRECISION NOT NULL,
    unsupported DOUBLE PRECISION NOT NULL
);

-- retention: ephemeral
CREATE TABLE evidence_note_fit (
    generation BIGINT NOT NULL REFERENCES evidence_note_generation (id),
    rater BIGINT NOT NULL,
    intercept DOUBLE PRECISION,
    factor DOUBLE PRECISION,
    professional_intercept DOUBLE PRECISION,
    professional_factor DOUBLE PRECISION,
    PRIMARY KEY (generation, rater)
);
";

const COLUMNS: &str = "id, status, status_author, author, writer, body, language, certainty,
    version, withdrawn, found, provisional, why, reply, decided_at, created_at, version_at,
    verdict, study, fallen, reopened, reviewed, rescorable";

fn note(row: &Row<'_>) -> Result<StoredNote> {
    let certainty = Certainty::known(row.text(7)?);
    Ok(StoredNote {
        id: row.get(0)?,
        status: row.get(1)?,
        status_author: row.get(2)?,
        author: row.get(3)?,
        writer: row.get(4)?,
        text: row.get(5)?,
        language: row.get(6)?,
        certainty: certainty.ok_or_else(|| Error::fault("a note of no known certainty"))?,
        version: row.get(8)?,
        withdrawn: row.get(9)?,
        found: Found::read(&row.get::<String>(10)?)?,
        provisional: row.get(11)?,
        why: serde_json::from_str(row.text(12)?).map_err(Error::fault)?,
        reply: row.get(13)?,
        decided_at: row.get(14)?,
        created_at: row.get(15)?,
        version_at: row.get(16)?,
        verdict: row.get::<Option<String>>(17)?.as_deref().and_then(Verdict::known),
        study: row.get::<Option<String>>(18)?.as_deref().and_then(Study::parse),
        fallen: row.get(19)?,
        reopened: row.get(20)?,
        reviewed: row.get(21)?,
        rescorable: row.get(22)?,
    })
}

pub fn get(tx: &mut Tx<'_>, id: Id<Note>) -> Result<StoredNote> {
    tx.one(&format!("SELECT {COLUMNS} FROM evidence_note WHERE id = $1"), (id,), note)
}

/// Newest first; taken back ones are absent.
pub fn of_status(tx: &mut Tx<'_>, status: Id<Status>) -> Result<Vec<StoredNote>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_note WHERE status = $1 AND NOT withdrawn AND {}
         ORDER BY id DESC LIMIT $2",
        unless_hidden(AboutKind::Note, "id")
    );
    tx.query(&sql, (status, NOTES_OF_STATUS_MAX), note)
}

/// Those that need ratings, newest first.
pub fn waiting(tx: &mut Tx<'_>, slice: Slice) -> Result<Vec<StoredNote>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_note
         WHERE found = 'needs_more' AND NOT withdrawn AND {} AND id < $1
         ORDER BY id DESC LIMIT $2",
        unless_hidden(AboutKind::Note, "id")
    );
    tx.query(&sql, (slice.before.unwrap_or(i64::MAX), slice.limit + 1), note)
}

/// Ids after this one, in their order.
pub fn ids_after(tx: &mut Tx<'_>, last: i64, limit: usize) -> Result<Vec<Id<Note>>> {
    let sql = "SELECT id FROM evidence_note WHERE NOT withdrawn AND id > $1 ORDER BY id LIMIT $2";
    tx.query(sql, (last, limit), |row| row.get(0))
}

/// All that stand.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<StoredNote>> {
    let sql = format!("SELECT {COLUMNS} FROM evidence_note WHERE NOT withdrawn ORDER BY id");
    tx.query(&sql, (), note)
}

/// `None` where this person wrote a note on the status before.
pub fn insert(
    tx: &mut Tx<'_>,
    _: &MayWrite,
    on: (Id<Status>, Id<Persona>),
    by: (Id<Persona>, i64),
    body: &NoteBody,
) -> Result<Option<Id<Note>>> {
    let (id, now): (Id<Note>, _) = (tx.env().new_id(), tx.now());
    let made = tx.exec(
        "INSERT INTO evidence_note (id, status, status_author, author, writer, body, language,
             certainty, version, withdrawn, found, provisional, shown, why, created_at, version_at,
             verdict, study)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, FALSE, 'needs_more', TRUE, FALSE, $9, $10, $10,
             $11, $12)
         ON CONFLICT (status, writer) DO NOTHING",
        (
            id,
            on.0,
            on.1,
            by.0,
            by.1,
            body.text.as_str(),
            body.language(),
            body.certainty.as_str(),
            as_json(&Why::default())?,
            now,
            body.verdict.as_str(),
            body.study.as_str(),
        ),
    )?;
    Ok((made == 1).then_some(id))
}

fn as_json(why: &Why) -> Result<String> {
    serde_json::to_string(why).map_err(Error::fault)
}

/// The next version, which nobody has rated.
pub fn rewrite(tx: &mut Tx<'_>, _: &MayEdit, id: Id<Note>, body: &NoteBody) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE evidence_note SET body = $2, language = $3, certainty = $4, version = version + 1,
             found = 'needs_more', shown = FALSE, provisional = TRUE, why = $5, decided_at = NULL,
             version_at = $6, verdict = $7, study = $8, fallen = FALSE, reopened = FALSE,
             reviewed = FALSE, rescorable = NULL WHERE id = $1",
        (
            id,
            body.text.as_str(),
            body.language(),
            body.certainty.as_str(),
            as_json(&Why::default())?,
            now,
            body.verdict.as_str(),
            body.study.as_str(),
        ),
    )?;
    tx.exec("DELETE FROM evidence_note_source WHERE note = $1", (id,))?;
    Ok(())
}

pub fn withdraw(tx: &mut Tx<'_>, _: &MayEdit, id: Id<Note>) -> Result<()> {
    tx.exec("UPDATE evidence_note SET withdrawn = TRUE, shown = FALSE WHERE id = $1", (id,))?;
    Ok(())
}

pub fn reply(tx: &mut Tx<'_>, _: &MayReply, id: Id<Note>, text: &str) -> Result<()> {
    tx.exec("UPDATE evidence_note SET reply = $2 WHERE id = $1", (id, text))?;
    Ok(())
}

/// What people found. The first time that they found anything is kept.
pub fn set_found(
    tx: &mut Tx<'_>,
    id: Id<Note>,
    found: Found,
    provisional: bool,
    why: &Why,
) -> Result<()> {
    let decided = (found != Found::NeedsMore).then_some(tx.now());
    tx.exec(
        "UPDATE evidence_note SET found = $2, shown = $3, provisional = $4, why = $5,
             decided_at = COALESCE(decided_at, $6) WHERE id = $1",
        (id, found.as_str(), found == Found::Helpful, provisional, as_json(why)?, decided),
    )?;
    Ok(())
}

pub fn add_source(tx: &mut Tx<'_>, id: Id<Note>, place: usize, of: &NoteSource) -> Result<()> {
    tx.exec(
        "INSERT INTO evidence_note_source (note, place, name, url) VALUES ($1, $2, $3, $4)",
        (id, place, of.name.as_str(), of.url.as_str()),
    )?;
    Ok(())
}

/// Sources with their notes, in the order they were given.
pub fn sources(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<(i64, NoteSource)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT note, name, url FROM evidence_note_source WHERE note IN {} ORDER BY note, place",
        in_list(1, ids.len())
    );
    tx.query(&sql, padded(ids.iter().copied()), |row| {
        Ok((row.get(0)?, NoteSource { name: row.get(1)?, url: row.get(2)? }))
    })
}

/// Notes that are shown, by an index of these alone.
pub fn shown(tx: &mut Tx<'_>, statuses: &[Id<Status>]) -> Result<Vec<StoredNote>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_note WHERE shown AND {} AND status IN {} ORDER BY id",
        unless_hidden(AboutKind::Note, "id"),
        in_list(1, statuses.len())
    );
    tx.query(&sql, padded(statuses.iter().map(|id| id.get())), note)
}

/// A line of the history; `why` names what besides ratings made it.
pub fn insert_change(
    tx: &mut Tx<'_>,
    id: Id<Note>,
    (version, found): (u32, Found),
    why: Option<&'static str>,
) -> Result<()> {
    let (change, now) = (tx.env().new_id::<Note>(), tx.now());
    tx.exec(
        "INSERT INTO evidence_note_change (id, note, version, found, changed_at, why)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (change, id, version, found.as_str(), now, why),
    )?;
    Ok(())
}

/// Oldest first.
pub fn history(tx: &mut Tx<'_>, id: Id<Note>) -> Result<Vec<Change>> {
    tx.query(
        "SELECT version, found, changed_at, why FROM evidence_note_change
         WHERE note = $1 ORDER BY id",
        (id,),
        |row| {
            let found = Found::read(row.text(1)?)?;
            Ok(Change { version: row.get(0)?, found, at: row.get(2)?, why: row.get(3)? })
        },
    )
}

/// What its sources are worth now. One that fell opens the note again, however old it is.
pub fn set_fallen(tx: &mut Tx<'_>, id: Id<Note>, fallen: bool) -> Result<()> {
    tx.exec("UPDATE evidence_note SET fallen = $2, reopened = TRUE WHERE id = $1", (id, fallen))?;
    Ok(())
}

pub fn set_rescorable(tx: &mut Tx<'_>, id: Id<Note>, rescorable: bool) -> Result<()> {
    tx.exec("UPDATE evidence_note SET rescorable = $2 WHERE id = $1", (id, rescorable))?;
    Ok(())
}
