use commonround_bridging::{Frame, Model, RaterFit, TagShares};
use commonround_db::{Migration, Row, Step, Tx};
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::Note;

/// A full score that decides, or is about to.
#[derive(Debug, Clone, Copy)]
pub struct Generation {
    pub id: i64,
    pub started_at: Timestamp,
    /// Every note was judged by it.
    pub applied: bool,
    pub model: Model,
}

pub const SET_ASIDE: Migration = Migration {
    name: "0340_evidence_note_set_aside",
    steps: &[Step::Sql(
        "ALTER TABLE evidence_note_fit ADD COLUMN set_aside BOOLEAN NOT NULL DEFAULT FALSE;",
    )],
};

/// Where a rater stands among everyone and among professionals.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places {
    pub everyone: Option<RaterFit>,
    pub professionals: Option<RaterFit>,
    /// A professional whom the others hear no longer.
    pub set_aside: bool,
}

impl Places {
    pub const fn is_heard(&self) -> bool {
        self.everyone.is_some() || self.professionals.is_some()
    }
}

fn generation(row: &Row<'_>) -> Result<Generation> {
    let frame = |mu, ratings_per_note, raters| Frame { mu, ratings_per_note, raters };
    let professional = (row.get::<Option<f64>>(6)?, row.get::<Option<f64>>(7)?, row.get(8)?);
    let professionals = match professional {
        (Some(mu), Some(each), Some(raters)) => Some(frame(mu, each, raters)),
        _ => None,
    };
    let tag_shares = TagShares { incorrect: row.get(9)?, source_does_not_support: row.get(10)? };
    let everyone = frame(row.get(3)?, row.get(4)?, row.get(5)?);
    Ok(Generation {
        id: row.get(0)?,
        applied: row.text(1)? == "applied",
        started_at: row.get(2)?,
        model: Model { everyone, professionals, tag_shares },
    })
}

/// The newest full score that was written to its end.
pub fn in_force(tx: &mut Tx<'_>) -> Result<Option<Generation>> {
    tx.maybe(
        "SELECT id, state, started_at, mu, ratings_per_note, raters, professional_mu,
             professional_ratings_per_note, professional_raters, incorrect, unsupported
         FROM evidence_note_generation WHERE state <> 'written' ORDER BY id DESC LIMIT 1",
        (),
        generation,
    )
}

/// Begins a generation that does not decide yet.
pub fn begin(tx: &mut Tx<'_>, started_at: Timestamp, model: &Model) -> Result<i64> {
    let id: Id<Note> = tx.env().new_id();
    let (all, some) = (model.everyone, model.professionals);
    tx.exec(
        "INSERT INTO evidence_note_generation (id, state, started_at, mu, ratings_per_note, raters,
             professional_mu, professional_ratings_per_note, professional_raters, incorrect,
             unsupported)
         VALUES ($1, 'written', $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        (
            id,
            started_at,
            all.mu,
            all.ratings_per_note,
            all.raters,
            some.map(|frame| frame.mu),
            some.map(|frame| frame.ratings_per_note),
            some.map(|frame| frame.raters),
            model.tag_shares.incorrect,
            model.tag_shares.source_does_not_support,
        ),
    )?;
    Ok(id.get())
}

pub fn insert(tx: &mut Tx<'_>, generation: i64, places: &[(i64, Places)]) -> Result<()> {
    for (rater, Places { everyone, professionals, set_aside }) in places {
        tx.exec(
            "INSERT INTO evidence_note_fit (generation, rater, intercept, factor,
                 professional_intercept, professional_factor, set_aside)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            (
                generation,
                *rater,
                everyone.map(|fit| fit.intercept),
                everyone.map(|fit| fit.factor),
                professionals.map(|fit| fit.intercept),
                professionals.map(|fit| fit.factor),
                *set_aside,
            ),
        )?;
    }
    Ok(())
}

/// From now on this one decides, and all others go.
pub fn switch_to(tx: &mut Tx<'_>, generation: i64) -> Result<()> {
    tx.exec("UPDATE evidence_note_generation SET state = 'decides' WHERE id = $1", (generation,))?;
    tx.exec("DELETE FROM evidence_note_fit WHERE generation <> $1", (generation,))?;
    tx.exec("DELETE FROM evidence_note_generation WHERE id <> $1", (generation,))?;
    Ok(())
}

pub fn set_applied(tx: &mut Tx<'_>, generation: i64) -> Result<()> {
    tx.exec("UPDATE evidence_note_generation SET state = 'applied' WHERE id = $1", (generation,))?;
    Ok(())
}
