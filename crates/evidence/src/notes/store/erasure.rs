//! What goes when a person goes.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Note;

/// Notes that stand under a persona.
pub fn notes_of(tx: &mut Tx<'_>, author: Id<Persona>) -> Result<Vec<Id<Note>>> {
    let sql = "SELECT id FROM evidence_note WHERE author = $1 ORDER BY id";
    tx.query(sql, (author,), |row| row.get(0))
}

/// Words, sources and author go; the number of the note and its history stay.
pub fn empty_note(tx: &mut Tx<'_>, id: Id<Note>) -> Result<()> {
    tx.exec(
        "UPDATE evidence_note SET author = 0, body = '', language = NULL, withdrawn = TRUE,
             shown = FALSE WHERE id = $1",
        (id,),
    )?;
    tx.exec("DELETE FROM evidence_note_source WHERE note = $1", (id,))?;
    Ok(())
}

/// What they answered as the author of a status, and their part in reviews.
pub fn forget_words(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec(
        "UPDATE evidence_note SET reply = NULL, status_author = 0 WHERE status_author = $1",
        (persona,),
    )?;
    tx.exec(
        "UPDATE evidence_note_review SET persona = 0, rater = 0, reason = '' WHERE persona = $1",
        (persona,),
    )?;
    tx.exec("UPDATE evidence_note_review SET decided_by = 0 WHERE decided_by = $1", (persona,))?;
    Ok(())
}

/// The person behind the persona rates no longer, and never has. The score in force counts as old,
/// so that the next one hears nobody who is gone.
pub fn forget_rater(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let of_them = "SELECT id FROM evidence_note_rater WHERE persona = $1";
    for table in ["evidence_note_rating", "evidence_note_fit"] {
        tx.exec(&format!("DELETE FROM {table} WHERE rater IN ({of_them})"), (persona,))?;
    }
    let gone = tx.exec("DELETE FROM evidence_note_rater WHERE persona = $1", (persona,))?;
    if gone > 0 {
        let sql = "UPDATE evidence_note_generation SET state = 'decides', started_at = 0
             WHERE state <> 'written'";
        tx.exec(sql, ())?;
    }
    Ok(())
}
