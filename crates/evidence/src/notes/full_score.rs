use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use commonround_bridging::{Collector, Rater, Rating, Scored, score};
use commonround_db::{Db, DueJob, JobKind, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Error, Id, Result, Timestamp};

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
struct Material {
    at: Timestamp,
    notes: Vec<StoredNote>,
    given: Vec<Given>,
    professions: BTreeMap<i64, String>,
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

fn gather(tx: &mut Tx<'_>) -> Result<Material> {
    let (at, given) = (tx.now(), ratings::all(tx)?);
    let rated: BTreeSet<i64> = given.iter().map(|one| one.note).collect();
    let notes = rated.into_iter().map(|id| store::get(tx, Id::from_i64(id)));
    let notes = notes.collect::<Result<Vec<_>>>()?;
    Ok(Material {
        at,
        notes,
        given,
        professions: ratings::professionals(tx)?.into_iter().collect(),
    })
}

/// `None` where too few people rated too few notes.
fn fit(material: &Material) -> Result<Option<Scored>> {
    let mut numbers = Professions::default();
    let mut profession =
        |rater: i64| numbers.number(material.professions.get(&rater).map(String::as_str));
    let notes = material.notes.iter().map(|note| known(note, profession(note.writer))).collect();
    let raters = material.professions.keys();
    let raters = raters.map(|&id| Rater { id, profession: profession(id), communities: vec![] });
    let mut collector = Collector::new(notes, raters.collect()).map_err(Error::fault)?;
    for Given { note, rater, level, tags, at } in &material.given {
        let (note, rater, level, tags) = (*note, *rater, *level, *tags);
        let rating = Rating { note, rater, level, tags, at_ms: at.millis(), conflicted: false };
        collector.add(&rating).map_err(Error::fault)?;
    }
    let ratings = collector.finish().map_err(Error::fault)?;
    Ok(score(&ratings, material.at.millis()))
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
