use commonround_db::{Db, Delivered, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::{Event as _, Note, SourceFell};

use super::rescore::rescore;
use super::store;
use crate::citations::Citations;
use crate::limits::NOTE_FITS_BATCH;

const JOB: &str = "evidence.check_sources";
/// There is one such job: what changed, changed for all notes.
const KEY: i64 = 1;

pub const SOURCE_TOPICS: &[&str] = &[SourceFell::TOPIC];

/// Notes are looked at again: works were retracted, or the allow-list is another.
///
/// # Errors
/// What the database says.
pub fn schedule_check(tx: &mut Tx<'_>) -> Result<()> {
    let now = tx.now();
    jobs::schedule(tx, JOB, KEY, &(), now)
}

/// A work that something here stands on was retracted.
///
/// # Errors
/// What the database says.
pub fn source_fell(tx: &mut Tx<'_>, _: &Delivered) -> Result<()> {
    schedule_check(tx)
}

/// Takes notes down whose sources fell, and lets those stand whose sources stand again.
pub struct CheckSources;

impl JobKind for CheckSources {
    fn name(&self) -> &'static str {
        JOB
    }

    fn run<'a>(&'a self, db: &'a Db, _: &'a DueJob) -> Promise<'a, Result<()>> {
        Box::pin(check_all(db))
    }
}

/// A memory of its own: that of the pages may be older than what the job was scheduled for.
async fn check_all(db: &Db) -> Result<()> {
    let citations = Citations::default();
    let mut last = i64::MIN;
    loop {
        let ids = db.read(move |tx| store::ids_after(tx, last, NOTE_FITS_BATCH)).await?;
        let Some(end) = ids.last() else { return Ok(()) };
        last = end.get();
        let citations = citations.clone();
        let check = move |tx: &mut Tx<'_>| ids.iter().try_for_each(|id| check(tx, &citations, *id));
        db.write(check).await?;
    }
}

fn check(tx: &mut Tx<'_>, citations: &Citations, id: Id<Note>) -> Result<()> {
    let note = store::get(tx, id)?;
    let fallen = is_fallen(tx, citations, id)?;
    if note.withdrawn || fallen == note.fallen {
        return Ok(());
    }
    store::set_fallen(tx, id, fallen)?;
    rescore(tx, id)?;
    let after = store::get(tx, id)?;
    if after.found == note.found {
        let why = if fallen { "source_fell" } else { "source_stands" };
        store::insert_change(tx, id, (note.version, note.found), Some(why))?;
    }
    Ok(())
}

/// A source was retracted, or nobody vouches for any of them.
fn is_fallen(tx: &mut Tx<'_>, citations: &Citations, id: Id<Note>) -> Result<bool> {
    let mut vouched = false;
    for (_, source) in store::sources(tx, &[id.get()])? {
        let Some(cited) = citations.resolve(tx, &source.url)? else { continue };
        if cited.retracted {
            return Ok(true);
        }
        vouched |= cited.tier.is_some();
    }
    Ok(!vouched)
}
