use commonround_bridging::{Level, RaterFit, Tag, Tags};
use commonround_db::{Row, Tx};
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Note;

use crate::limits::NOTE_FITS_BATCH;
use crate::notes::policy::MayRate;
use crate::notes::store::fits::Places;

/// A rating as it counts.
#[derive(Debug, Clone)]
pub struct Given {
    pub note: i64,
    pub rater: i64,
    pub level: Level,
    pub tags: Tags,
    pub at: Timestamp,
}

/// A rating with where its rater stands.
#[derive(Debug, Clone)]
pub struct Heard {
    pub given: Given,
    pub profession: Option<String>,
    pub places: Places,
}

/// Where a tag stands in the column of tags.
pub const fn tag_bit(tag: Tag) -> i64 {
    1 << tag as u8
}

fn bits(tags: Tags) -> i64 {
    tags.iter().fold(0, |bits, tag| bits | tag_bit(tag))
}

fn tags(bits: i64) -> Tags {
    Tag::ALL.iter().copied().filter(|tag| bits & tag_bit(*tag) != 0).collect()
}

fn given(row: &Row<'_>) -> Result<Given> {
    let level = usize::try_from(row.get::<i64>(2)?).ok().and_then(|at| Level::ALL.get(at).copied());
    Ok(Given {
        note: row.get(0)?,
        rater: row.get(1)?,
        level: level.ok_or_else(|| Error::fault("a rating at no known level"))?,
        tags: tags(row.get(3)?),
        at: row.get(4)?,
    })
}

/// The person's number, given where they have none. A checked profession goes with its persona.
pub fn rater(
    tx: &mut Tx<'_>,
    person: &[u8],
    persona: Id<Persona>,
    profession: Option<&str>,
) -> Result<i64> {
    let id: Id<Note> = tx.env().new_id();
    tx.exec(
        "INSERT INTO evidence_note_rater (id, person, persona, profession, recheck, silenced)
         VALUES ($1, $2, $3, $4, FALSE, FALSE) ON CONFLICT (person) DO NOTHING",
        (id, person, persona, profession),
    )?;
    if profession.is_some() {
        tx.exec(
            "UPDATE evidence_note_rater SET persona = $2, profession = $3 WHERE person = $1",
            (person, persona, profession),
        )?;
    }
    let sql = "SELECT id FROM evidence_note_rater WHERE person = $1";
    tx.one(sql, (person,), |row| row.get(0))
}

/// One a person: a second one takes the place of the first.
pub fn put(
    tx: &mut Tx<'_>,
    _: &MayRate,
    given: &Given,
    version: u32,
    conflicted: bool,
) -> Result<()> {
    tx.exec(
        "INSERT INTO evidence_note_rating (note, rater, version, level, tags, conflicted, rated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (note, rater) DO UPDATE SET version = excluded.version,
             level = excluded.level, tags = excluded.tags, conflicted = excluded.conflicted,
             rated_at = excluded.rated_at",
        (
            given.note,
            given.rater,
            version,
            given.level as i64,
            bits(given.tags),
            conflicted,
            given.at,
        ),
    )?;
    Ok(())
}

/// Ratings of the note's present version that count, with the places of a generation.
pub fn heard(tx: &mut Tx<'_>, note: Id<Note>, generation: i64) -> Result<Vec<Heard>> {
    tx.query(
        "SELECT g.note, g.rater, g.level, g.tags, g.rated_at, r.profession, f.intercept, f.factor,
             f.professional_intercept, f.professional_factor, f.set_aside
         FROM evidence_note_rating g
         JOIN evidence_note n ON n.id = g.note AND n.version = g.version
         JOIN evidence_note_rater r ON r.id = g.rater
         LEFT JOIN evidence_note_fit f ON f.rater = g.rater AND f.generation = $2
         WHERE g.note = $1 AND NOT g.conflicted AND NOT r.silenced ORDER BY g.rater",
        (note, generation),
        |row| {
            let places = Places {
                everyone: place(row.get(6)?, row.get(7)?),
                professionals: place(row.get(8)?, row.get(9)?),
                set_aside: row.get::<Option<bool>>(10)?.unwrap_or_default(),
            };
            Ok(Heard { given: given(row)?, profession: row.get(5)?, places })
        },
    )
}

fn place(intercept: Option<f64>, factor: Option<f64>) -> Option<RaterFit> {
    Some(RaterFit { intercept: intercept?, factor: factor? })
}

/// All ratings that count.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Given>> {
    tx.query(
        "SELECT g.note, g.rater, g.level, g.tags, g.rated_at
         FROM evidence_note_rating g
         JOIN evidence_note n ON n.id = g.note AND n.version = g.version
         JOIN evidence_note_rater r ON r.id = g.rater
         WHERE NOT n.withdrawn AND NOT g.conflicted AND NOT r.silenced",
        (),
        given,
    )
}

/// Raters whose credential counts, with their profession.
pub fn professionals(tx: &mut Tx<'_>) -> Result<Vec<(i64, String)>> {
    let sql = "SELECT id, profession FROM evidence_note_rater WHERE profession IS NOT NULL";
    tx.query(sql, (), |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn profession_of(tx: &mut Tx<'_>, rater: i64) -> Result<Option<String>> {
    let sql = "SELECT profession FROM evidence_note_rater WHERE id = $1";
    tx.one(sql, (rater,), |row| row.get(0))
}

pub fn mark_for_recheck(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("UPDATE evidence_note_rater SET recheck = TRUE WHERE persona = $1", (persona,))?;
    Ok(())
}

/// Whether what this person rated counts.
pub fn silence(tx: &mut Tx<'_>, persona: Id<Persona>, silenced: bool) -> Result<()> {
    tx.exec(
        "UPDATE evidence_note_rater SET silenced = $2, recheck = TRUE WHERE persona = $1",
        (persona, silenced),
    )?;
    Ok(())
}

/// Raters to look at again, a batch of them.
pub fn to_recheck(tx: &mut Tx<'_>) -> Result<Vec<(i64, Id<Persona>)>> {
    let sql = "SELECT id, persona FROM evidence_note_rater WHERE recheck ORDER BY id LIMIT $1";
    tx.query(sql, (NOTE_FITS_BATCH,), |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn rechecked(tx: &mut Tx<'_>, rater: i64, profession: Option<&str>) -> Result<()> {
    tx.exec(
        "UPDATE evidence_note_rater SET profession = $2, recheck = FALSE WHERE id = $1",
        (rater, profession),
    )?;
    Ok(())
}

pub fn newest(tx: &mut Tx<'_>) -> Result<Option<Timestamp>> {
    tx.one("SELECT MAX(rated_at) FROM evidence_note_rating", (), |row| row.get(0))
}
