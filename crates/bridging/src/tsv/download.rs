//! The public download: anybody can score it anew. Ids are salted by the caller, times are cut to
//! the day, and no stratum has fewer than twenty people.

use std::io::{self, Write};

use super::layout::{ENROLLMENT, HISTORY, NOTES, RATERS, RATINGS, RESCORABLE};
use super::strata::Strata;
use crate::judge::Key;
use crate::rating::{Level, Tag, Tags};
use crate::status::Status;

const DAY_MS: i64 = 86_400_000;

/// A note of the download.
#[derive(Debug, Clone, Copy)]
pub struct NoteRow<'a> {
    pub id: i64,
    pub author: &'a str,
    /// What the note is about; `tweetId` in the layout.
    pub subject: i64,
    pub created_ms: i64,
    pub accredited: bool,
    pub summary: &'a str,
    pub first_status_ms: Option<i64>,
    pub status: Status,
    pub locked: bool,
    /// The key that shows it.
    pub decided_by: Option<Key>,
}

/// A rating of the download.
#[derive(Debug, Clone, Copy)]
pub struct RatingRow<'a> {
    pub note: i64,
    pub rater: &'a str,
    pub subject: i64,
    pub at_ms: i64,
    pub level: Level,
    pub tags: Tags,
}

/// Somebody who rates.
#[derive(Debug, Clone, Copy)]
pub struct PersonRow<'a> {
    pub id: &'a str,
    pub profession: Option<&'a str>,
}

/// Writes `notes-00000.tsv`.
///
/// # Errors
/// Where `out` refuses what is written; so too for the other files.
pub fn write_notes<'a>(
    out: &mut impl Write,
    notes: impl IntoIterator<Item = NoteRow<'a>>,
) -> io::Result<()> {
    writeln!(out, "{}", NOTES.join("\t"))?;
    for note in notes {
        let (id, author, day) = (note.id, one_line(note.author), day_of(note.created_ms));
        write!(out, "{id}\t{author}\t{day}\t{}\t", note.subject)?;
        write!(out, "MISINFORMED_OR_POTENTIALLY_MISLEADING\t\t\t\t")?;
        write!(out, "0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t{}\t", u8::from(note.accredited))?;
        writeln!(out, "{}\t0\t0", one_line(note.summary))?;
    }
    Ok(())
}

/// Writes `ratings-00000.tsv`.
pub fn write_ratings<'a>(
    out: &mut impl Write,
    ratings: impl IntoIterator<Item = RatingRow<'a>>,
) -> io::Result<()> {
    let tags = Tag::ALL.iter().map(|tag| tag.column());
    let columns: Vec<&str> = RATINGS.0.iter().copied().chain(tags).collect();
    writeln!(out, "{}\t{}", columns.join("\t"), RATINGS.1.join("\t"))?;
    for rating in ratings {
        let (note, rater, day) = (rating.note, one_line(rating.rater), day_of(rating.at_ms));
        write!(out, "{note}\t{rater}\t{day}\t2\t0\t0\t0\t0\t{}\t", rating.level.word())?;
        for &tag in Tag::ALL {
            write!(out, "{}\t", u8::from(rating.tags.has(tag)))?;
        }
        writeln!(out, "{}\tDEFAULT", rating.subject)?;
    }
    Ok(())
}

/// Writes `noteStatusHistory-00000.tsv`.
pub fn write_history<'a>(
    out: &mut impl Write,
    notes: impl IntoIterator<Item = NoteRow<'a>>,
) -> io::Result<()> {
    writeln!(out, "{}", HISTORY.join("\t"))?;
    for note in notes {
        let fields = HISTORY.iter().map(|column| history_field(&note, column));
        writeln!(out, "{}", fields.collect::<Vec<_>>().join("\t"))?;
    }
    Ok(())
}

fn history_field(note: &NoteRow<'_>, column: &str) -> String {
    let status = note.status.word();
    match column {
        "noteId" => note.id.to_string(),
        "noteAuthorParticipantId" => one_line(note.author),
        "createdAtMillis" => day_of(note.created_ms).to_string(),
        "timestampMillisOfFirstNonNMRStatus" => {
            note.first_status_ms.map(|at| end_of_day(at).to_string()).unwrap_or_default()
        }
        "currentStatus" => status.to_owned(),
        "lockedStatus" if note.locked => status.to_owned(),
        "currentDecidedBy" => note.decided_by.map(Key::code).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// Writes `userEnrollment-00000.tsv`. When somebody came is nobody's business.
pub fn write_enrollment<'a>(
    out: &mut impl Write,
    people: impl IntoIterator<Item = PersonRow<'a>>,
) -> io::Result<()> {
    writeln!(out, "{}", ENROLLMENT.join("\t"))?;
    for person in people {
        writeln!(out, "{}\tearnedIn\t0\t0\t\tCORE\t\t0", one_line(person.id))?;
    }
    Ok(())
}

/// Writes `raters.tsv`, and tells which strata it names.
pub fn write_raters(out: &mut impl Write, people: &[PersonRow<'_>]) -> io::Result<Strata> {
    let strata = Strata::new(people.iter().map(|person| person.profession));
    writeln!(out, "{}", RATERS.join("\t"))?;
    for person in people {
        let label = strata.label(person.profession);
        writeln!(out, "{}\t{}", one_line(person.id), one_line(label))?;
    }
    Ok(strata)
}

/// Writes `rescorable.tsv`: for each note, with the professions of its author and its raters,
/// whether its second key can be scored anew from the download.
pub fn write_rescorable<'a, P>(
    out: &mut impl Write,
    strata: &Strata,
    notes: impl IntoIterator<Item = (i64, P)>,
) -> io::Result<()>
where
    P: IntoIterator<Item = Option<&'a str>>,
{
    writeln!(out, "{}", RESCORABLE.join("\t"))?;
    for (note, people) in notes {
        writeln!(out, "{note}\t{}", u8::from(strata.can_rescore(people)))?;
    }
    Ok(())
}

/// What a download says of a moment: the day, as its first millisecond.
#[must_use]
pub const fn day_of(at_ms: i64) -> i64 {
    at_ms.div_euclid(DAY_MS) * DAY_MS
}

/// What it says of the moment in which a note was first found helpful or not: the end of the day,
/// so that ratings of that day still stand before it.
#[must_use]
pub const fn end_of_day(at_ms: i64) -> i64 {
    day_of(at_ms) + DAY_MS
}

/// The layout quotes nothing: a tab or the end of a line within a text becomes a space.
fn one_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
