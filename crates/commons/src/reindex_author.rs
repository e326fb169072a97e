use std::time::Duration;

use commonround_db::{Db, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Id, Persona, Result, Role};

use crate::limits::ROWS_PER_UNIT;
use crate::model::Language;
use crate::people::profile::settings_of;
use crate::store::{search, statuses};

const KIND: &str = "commons.reindex_author";

/// Puts what an author said in public on the search shelf or takes it off, as the profile says
/// now. Call it in the unit that changes the choice. Searches obey the choice at once; the shelf
/// follows in its own units, so that a long history does not hold up other writers.
pub fn reindex_author(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let now = tx.now();
    jobs::schedule(tx, KIND, persona.get(), &(), now)
}

/// The job behind [`reindex_author`].
pub struct Reindex;

impl JobKind for Reindex {
    fn name(&self) -> &'static str {
        KIND
    }

    fn every(&self) -> Option<Duration> {
        None
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let author = Id::from_i64(job.key);
        Box::pin(async move {
            while db.write(move |tx| some(tx, author)).await? == ROWS_PER_UNIT {}
            Ok(())
        })
    }
}

/// Brings some statuses to where the author wants them; how many.
fn some(tx: &mut Tx<'_>, author: Id<Persona>) -> Result<usize> {
    let role = shown_role(tx, author)?;
    let wanted = settings_of(tx, author, role)?.indexable;
    let rows = statuses::to_index(tx, author, wanted, ROWS_PER_UNIT)?;
    for row in &rows {
        let lang = row.language.as_deref().and_then(|code| Language::parse(code).ok());
        let lang = lang.as_ref().and_then(Language::stemmed);
        if wanted {
            search::shelve(tx, row.id, &row.plain, row.warning.as_deref(), &row.tags, lang)?;
        } else {
            search::unshelve(tx, row.id)?;
        }
        statuses::set_indexed(tx, row.id, wanted)?;
    }
    Ok(rows.len())
}

fn shown_role(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<Role>> {
    let cards = commonround_identity::cards(tx, &[persona])?;
    Ok(cards.get(&persona).and_then(|card| card.role))
}
