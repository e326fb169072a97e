//! How what somebody wrote was found, and how they rated since.

use commonround_bridging::Level;
use commonround_db::Tx;
use commonround_kernel::{Result, Timestamp};

use crate::limits::NOTES_JUDGED;
use crate::notes::model::Found;

pub fn written_since(tx: &mut Tx<'_>, writer: i64, since: Timestamp) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM evidence_note WHERE writer = $1 AND created_at > $2";
    tx.one(sql, (writer, since), |row| row.get(0))
}

/// Their last notes that people found helpful or not, newest first.
pub fn last_decided(tx: &mut Tx<'_>, writer: i64) -> Result<Vec<(Found, Timestamp)>> {
    tx.query(
        "SELECT found, decided_at FROM evidence_note
         WHERE writer = $1 AND decided_at IS NOT NULL ORDER BY decided_at DESC, id DESC LIMIT $2",
        (writer, NOTES_JUDGED),
        |row| Ok((Found::read(row.text(0)?)?, row.get(1)?)),
    )
}

/// Their ratings since then that agree with what the notes were found to be.
pub fn agreed_since(tx: &mut Tx<'_>, rater: i64, since: Timestamp) -> Result<usize> {
    tx.one(
        "SELECT COUNT(*) FROM evidence_note_rating g
         JOIN evidence_note n ON n.id = g.note AND n.version = g.version
         WHERE g.rater = $1 AND g.rated_at > $2 AND NOT g.conflicted
             AND ((n.found = 'helpful' AND g.level = $3)
                 OR (n.found = 'not_helpful' AND g.level = $4))",
        (rater, since, Level::Helpful as i64, Level::NotHelpful as i64),
        |row| row.get(0),
    )
}
