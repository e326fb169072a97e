use std::io::{self, Write};
use std::path::Path;

use super::load::read_dir;
use super::trouble::Trouble;
use crate::judge::{Hold, Key, Verdict, published_status};
use crate::model::NoteFit;
use crate::score::{Scored, score};
use crate::status::{Status, core_status};

/// Columns of the result. The first four are the first round of the open scorer, the next three
/// its last round, each by the names it has there; the others are what this scorer decides, and
/// empty where the folder does not say who is a professional.
const COLUMNS: [&str; 10] = [
    "noteId",
    "internalNoteIntercept",
    "internalNoteFactor1",
    "internalRatingStatus",
    "coreNoteIntercept",
    "coreNoteFactor1",
    "coreRatingStatus",
    "currentStatus",
    "currentDecidedBy",
    "heldBackBy",
];

/// Why a folder is not scored.
#[derive(Debug, thiserror::Error)]
pub enum NotScored {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error("the result cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Scores a folder in the public layout and writes one row a note, in the order of their ids.
/// Notes with too few ratings for a fit have empty figures and need more.
///
/// # Errors
/// Where a file is wrong, or `out` refuses what is written.
pub fn score_dir(folder: &Path, out: &mut impl Write) -> Result<(), NotScored> {
    let loaded = read_dir(folder)?;
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    // What is locked was locked when the files were made; nothing else of the verdict asks the time.
    match score(&loaded.ratings, i64::MAX) {
        Some(scored) => {
            for (id, verdict) in &scored.verdicts {
                write_row(out, *id, &scored, verdict, loaded.has_strata())?;
            }
        }
        None => {
            let waits = Status::NeedsMore.word();
            for note in loaded.ratings.notes() {
                writeln!(out, "{}\t\t\t{waits}\t\t\t{waits}\t\t\t", note.id)?;
            }
        }
    }
    Ok(out.flush()?)
}

fn write_row(
    out: &mut impl Write,
    id: i64,
    scored: &Scored,
    verdict: &Verdict,
    strata: bool,
) -> io::Result<()> {
    let first = scored.first.note(id).unwrap_or_default();
    let last = verdict.everyone.fit;
    write!(out, "{id}\t")?;
    write_fit(out, &first, core_status(&first))?;
    write_fit(out, &last, published_status(&scored.model.everyone, &last))?;
    if !strata {
        return writeln!(out, "\t\t");
    }
    let keys: Vec<&str> = verdict.keys().into_iter().map(Key::code).collect();
    let holds: Vec<&str> = verdict.holds.iter().map(Hold::code).collect();
    writeln!(out, "{}\t{}\t{}", verdict.status.word(), keys.join(","), holds.join(","))
}

fn write_fit(out: &mut impl Write, fit: &NoteFit, status: Status) -> io::Result<()> {
    if fit.ratings == 0 {
        return write!(out, "\t\t{}\t", status.word());
    }
    write!(out, "{:.6}\t{:.6}\t{}\t", fit.intercept, fit.factor, status.word())
}
