use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use commonround_bridging::{
    self as bridging, Collector, Rater, Rating, Scored, Strata, day_of, end_of_day, score,
};
use commonround_db::{Db, DueJob, JobKind, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Result, Timestamp};

use super::model::StoredNote;
use super::rescore::{Professions, known, rescore};
use super::store;
use super::store::fits::{self, Places};
use super::store::ratings::{self, Given};
use crate::limits::{NOTE_FITS_BATCH, NOTE_SCORE_SECS};
use crate::ports::People;

/// Scores all notes where ratings changed. An interrupted score leaves the one before in force.
pub struct FullScore(pub People);

impl JobKind for FullScore {
    fn name(&self) -> &'static str {
        "evidence.score_notes"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(NOTE_SCORE_SECS))
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(self.score_all(db))
    }
}

/// All that a full score reads.
pub(super) struct Material {
    pub at: Timestamp,
    pub notes: Vec<StoredNote>,
    pub given: Vec<Given>,
    pub professions: BTreeMap<i64, String>,
}

impl Material {
    /// Everybody who rated or wrote.
    pub fn people(&self) -> BTreeSet<i64> {
        let raters = self.given.iter().map(|one| one.rater);
        raters.chain(self.notes.iter().map(|note| note.writer)).collect()
    }

    pub fn profession(&self, person: i64) -> Option<&str> {
        self.professions.get(&person).map(String::as_str)
    }

    /// What the download says of these people.
    pub fn strata(&self) -> Strata {
        Strata::new(self.people().into_iter().map(|person| self.profession(person)))
    }
}

impl FullScore {
    pub(crate) async fn score_all(&self, db: &Db) -> Result<()> {
        let rechecked = self.recheck(db).await?;
        let newest = db.read(ratings::newest).await?;
        let before = db.read(fits::in_force).await?;
        let is_new = newest.is_some_and(|at| before.is_none_or(|known| at >= known.started_at));
        if is_new || rechecked {
            let material = db.snapshot(gather).await?;
            let at = material.at;
            let fitted = tokio::task::spawn_blocking(move || fit(&material));
            if let Some(scored) = fitted.await.map_err(Error::fault)?? {
                write(db, at, &scored).await?;
            }
        }
        apply(db).await
    }

    /// Looks at the credentials of raters again; answers whether there were any to look at.
    async fn recheck(&self, db: &Db) -> Result<bool> {
        let people = self.0;
        let mut any = false;
        while db.write(move |tx| recheck_some(tx, people)).await? {
            any = true;
        }
        Ok(any)
    }
}

fn recheck_some(tx: &mut Tx<'_>, people: People) -> Result<bool> {
    let raters = ratings::to_recheck(tx)?;
    let personas: Vec<_> = raters.iter().map(|(_, persona)| *persona).collect();
    let cards = people(tx, &personas)?;
    for (rater, persona) in &raters {
        let badge = cards.get(persona).and_then(|card| card.standing.badges.first());
        ratings::rechecked(tx, *rater, badge.map(|badge| badge.profession.as_str()))?;
    }
    Ok(!raters.is_empty())
}

pub(super) fn gather(tx: &mut Tx<'_>) -> Result<Material> {
    Ok(Material {
        at: tx.now(),
        given: ratings::all(tx)?,
        notes: store::all(tx)?,
        professions: ratings::professionals(tx)?.into_iter().collect(),
    })
}

/// `None` where too few people rated too few notes. Everything is as the download tells it: times
/// to the day, and no word of who is a professional where the download has none.
fn fit(material: &Material) -> Result<Option<Scored>> {
    let mut numbers = Professions::default();
    let mut profession = |person: i64| numbers.number(material.profession(person));
    let notes = material.notes.iter().map(|note| to_the_day(known(note, profession(note.writer))));
    let notes = notes.collect();
    let raters = material.professions.keys();
    let raters = raters.map(|&id| Rater { id, profession: profession(id), communities: vec![] });
    let mut collector = Collector::new(notes, raters.collect()).map_err(Error::fault)?;
    if material.strata().is_silent() {
        collector.veil_professionals();
    }
    for Given { note, rater, level, tags, at } in &material.given {
        let (note, rater, level, tags) = (*note, *rater, *level, *tags);
        let at_ms = day_of(at.millis());
        let rating = Rating { note, rater, level, tags, at_ms, conflicted: false };
        collector.add(&rating).map_err(Error::fault)?;
    }
    let ratings = collector.finish().map_err(Error::fault)?;
    Ok(score(&ratings, material.at.millis()))
}

fn to_the_day(note: bridging::Note) -> bridging::Note {
    bridging::Note {
        created_ms: day_of(note.created_ms),
        first_status_ms: note.first_status_ms.map(end_of_day),
        ..note
    }
}

/// In parts, under a generation that decides when the last is written.
async fn write(db: &Db, at: Timestamp, scored: &Scored) -> Result<()> {
    let model = scored.model;
    let generation = db.write(move |tx| fits::begin(tx, at, &model)).await?;
    for part in places(scored).chunks(NOTE_FITS_BATCH) {
        let part = part.to_vec();
        db.write(move |tx| fits::insert(tx, generation, &part)).await?;
    }
    db.write(move |tx| fits::switch_to(tx, generation)).await
}

fn places(scored: &Scored) -> Vec<(i64, Places)> {
    let mut all: BTreeMap<i64, Places> = BTreeMap::new();
    for (rater, fit) in scored.everyone.raters() {
        all.entry(*rater).or_default().everyone = Some(*fit);
    }
    for (rater, fit) in scored.professionals.iter().flat_map(|fit| fit.raters()) {
        all.entry(*rater).or_default().professionals = Some(*fit);
    }
    for rater in &scored.set_aside {
        all.entry(*rater).or_default().set_aside = true;
    }
    all.into_iter().collect()
}

/// Judges every note by the generation in force, unless that was done to the end.
async fn apply(db: &Db) -> Result<()> {
    let Some(generation) = db.read(fits::in_force).await?.filter(|known| !known.applied) else {
        return Ok(());
    };
    let mut last = i64::MIN;
    loop {
        let ids = db.read(move |tx| store::ids_after(tx, last, NOTE_FITS_BATCH)).await?;
        let Some(end) = ids.last() else { break };
        last = end.get();
        db.write(move |tx| ids.iter().try_for_each(|id| rescore(tx, *id))).await?;
    }
    db.write(move |tx| fits::set_applied(tx, generation.id)).await
}
