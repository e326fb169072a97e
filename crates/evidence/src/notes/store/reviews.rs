//! Second looks at notes that professionals called incorrect.

use commonround_bridging::Tag;
use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::Note;

use super::ratings::tag_bit;
use crate::limits::NOTES_OF_STATUS_MAX;
use crate::notes::policy::{MayDecide, MayVouch};

/// A professional says that a note is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub id: i64,
    pub note: Id<Note>,
    pub version: u32,
    pub persona: Id<Persona>,
    pub(in crate::notes) rater: i64,
    pub profession: String,
    pub reason: String,
    pub asked_at: Timestamp,
    /// `lift` or `keep`, why, and when; `None` while nobody has decided.
    pub decided: Option<(String, String, Timestamp)>,
}

const COLUMNS: &str = "id, note, version, persona, rater, profession, reason, asked_at, verdict, decision, decided_at";

fn review(row: &Row<'_>) -> Result<Review> {
    let decided = (row.get(8)?, row.get(9)?, row.get(10)?);
    Ok(Review {
        id: row.get(0)?,
        note: row.get(1)?,
        version: row.get(2)?,
        persona: row.get(3)?,
        rater: row.get(4)?,
        profession: row.get(5)?,
        reason: row.get(6)?,
        asked_at: row.get(7)?,
        decided: match decided {
            (Some(verdict), Some(why), Some(at)) => Some((verdict, why, at)),
            _ => None,
        },
    })
}

pub fn insert(tx: &mut Tx<'_>, permit: &MayVouch, reason: &str) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Note>(), tx.now());
    let (note, version, persona, rater, profession) = permit.parts();
    tx.exec(
        "INSERT INTO evidence_note_review (id, note, version, persona, rater, profession, reason,
             asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        (id, note, version, persona, rater, profession, reason, now),
    )?;
    Ok(())
}

pub fn decide(tx: &mut Tx<'_>, permit: &MayDecide, verdict: &str, reason: &str) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE evidence_note_review SET decided_by = $2, verdict = $3, decision = $4,
             decided_at = $5 WHERE id = $1",
        (permit.review(), permit.moderator(), verdict, reason, now),
    )?;
    if verdict == "lift" {
        tx.exec("UPDATE evidence_note SET reviewed = TRUE WHERE id = $1", (permit.note(),))?;
    }
    Ok(())
}

/// Of this version of a note, newest first.
pub fn of_note(tx: &mut Tx<'_>, note: Id<Note>, version: u32) -> Result<Vec<Review>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM evidence_note_review WHERE note = $1 AND version = $2
         ORDER BY id DESC LIMIT $3"
    );
    tx.query(&sql, (note, version, NOTES_OF_STATUS_MAX), review)
}

/// Notes with a review that waits for a moderator, the oldest first.
pub fn open(tx: &mut Tx<'_>) -> Result<Vec<Id<Note>>> {
    tx.query(
        "SELECT r.note FROM evidence_note_review r
         JOIN evidence_note n ON n.id = r.note AND n.version = r.version
         WHERE r.verdict IS NULL AND NOT n.withdrawn ORDER BY r.id LIMIT $1",
        (NOTES_OF_STATUS_MAX,),
        |row| row.get(0),
    )
}

/// Professions of those who call this version incorrect.
pub fn accusers(tx: &mut Tx<'_>, note: Id<Note>) -> Result<Vec<String>> {
    let rows = tx.query(
        "SELECT r.profession, g.tags FROM evidence_note_rating g
         JOIN evidence_note n ON n.id = g.note AND n.version = g.version
         JOIN evidence_note_rater r ON r.id = g.rater
         WHERE g.note = $1 AND r.profession IS NOT NULL AND NOT g.conflicted AND NOT r.silenced",
        (note,),
        |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)),
    )?;
    let says = rows.into_iter().filter(|(_, tags)| tags & tag_bit(Tag::NotHelpfulIncorrect) != 0);
    Ok(says.map(|(profession, _)| profession).collect())
}

pub fn has_rated(tx: &mut Tx<'_>, note: Id<Note>, rater: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM evidence_note_rating WHERE note = $1 AND rater = $2";
    Ok(tx.maybe(sql, (note, rater), |_| Ok(()))?.is_some())
}
