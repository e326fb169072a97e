use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use commonround_db::{Db, Tx, search};
use commonround_kernel::{Error, Id, Result};
use commonround_text as text;
use commonround_vocabulary::Fact;
use tokio::task::spawn_blocking;

use super::Batch;
use crate::language::text_lang;
use crate::model::Draft;
use crate::policy::MayImport;
use crate::store::FACT_SHELF;
use crate::store::facts::{self, Stored};
use crate::store::sources::{self, Registered};
use crate::store::topics::{self, Topic};

/// What a batch did to the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
}

/// A batch without the facts that are stored already, with the words of the others.
#[derive(Debug, Default)]
pub struct Prepared {
    facts: Vec<Indexed>,
    unchanged: u64,
}

/// A fact and its words as the search sees them.
#[derive(Debug)]
struct Indexed {
    draft: Draft,
    topic: Vec<String>,
    question: Vec<String>,
    answer: Vec<String>,
}

impl Indexed {
    fn new(draft: Draft) -> Self {
        let lang = text_lang(&draft.language);
        let words = |raw: &str| text::tokens(raw, lang);
        Self {
            topic: words(&draft.topic),
            question: words(&draft.question),
            answer: words(&draft.answer),
            draft,
        }
    }
}

/// Drops what is stored with the same checksum, and tokenises the rest on a thread of its own.
pub async fn prepare(db: &Db, batch: Batch) -> Result<Prepared> {
    let drafts = batch.drafts;
    let keys: Vec<String> = drafts.iter().map(|d| d.key.as_str().to_owned()).collect();
    let known = db.read(move |tx| facts::known(tx, &keys)).await?;
    let all = drafts.len();
    let new: Vec<Draft> = drafts
        .into_iter()
        .filter(|draft| {
            let place = (draft.entry().code.clone(), draft.key.as_str().to_owned());
            !known.get(&place).is_some_and(|stored| is_same(stored, draft))
        })
        .collect();
    let unchanged = u64::try_from(all - new.len()).map_err(Error::fault)?;
    let indexing = spawn_blocking(move || new.into_iter().map(Indexed::new).collect());
    Ok(Prepared { facts: indexing.await.map_err(Error::fault)?, unchanged })
}

fn is_same(stored: &Stored, draft: &Draft) -> bool {
    stored.checksum == draft.checksum && !stored.is_withdrawn
}

/// Runs of a batch that another import may get in the way of.
const RUNS_MAX: usize = 4;

/// Writes a batch in one unit. A batch without news writes nothing.
///
/// Another import of the same library may insert a row between our look and our insert. Then the
/// unit is run again, and finds it.
pub async fn write(db: &Db, prepared: &Arc<Prepared>) -> Result<Changes> {
    if prepared.facts.is_empty() {
        return Ok(Changes { unchanged: prepared.unchanged, ..Changes::default() });
    }
    let mut written = write_once(db, prepared).await;
    for _ in 1..RUNS_MAX {
        if !matches!(written, Err(Error::Conflict("unique"))) {
            break;
        }
        written = write_once(db, prepared).await;
    }
    written
}

async fn write_once(db: &Db, prepared: &Arc<Prepared>) -> Result<Changes> {
    let prepared = Arc::clone(prepared);
    db.write(move |tx| store_batch(tx, &prepared)).await
}

fn store_batch(tx: &mut Tx<'_>, prepared: &Prepared) -> Result<Changes> {
    let mut changes = Changes { unchanged: prepared.unchanged, ..Changes::default() };
    let mut places = Places::default();
    for indexed in &prepared.facts {
        let source = places.source(tx, &indexed.draft.permit)?;
        match facts::find(tx, source, &indexed.draft.key)? {
            Some(stored) if is_same(&stored, &indexed.draft) => changes.unchanged += 1,
            Some(stored) => {
                let topic = places.topic(tx, indexed)?;
                facts::update(tx, stored.id, source, topic, &indexed.draft)?;
                shelve(tx, stored.id, indexed)?;
                changes.changed += 1;
            }
            None => {
                let topic = places.topic(tx, indexed)?;
                let id = facts::insert(tx, source, topic, &indexed.draft)?;
                shelve(tx, id, indexed)?;
                changes.added += 1;
            }
        }
    }
    Ok(changes)
}

fn shelve(tx: &mut Tx<'_>, id: Id<Fact>, indexed: &Indexed) -> Result<()> {
    let fields = [indexed.topic.as_slice(), &indexed.question, &indexed.answer];
    search::put(tx, FACT_SHELF, id.get(), &search::Doc { fields: &fields })
}

/// Rows that the facts of one unit share, found or made once.
#[derive(Default)]
struct Places<'a> {
    sources: HashMap<&'a str, Registered>,
    topics: HashMap<&'a str, Id<Topic>>,
}

impl<'a> Places<'a> {
    fn source(&mut self, tx: &mut Tx<'_>, permit: &'a MayImport) -> Result<Registered> {
        let code = permit.entry().code.as_str();
        if let Some(known) = self.sources.get(code) {
            return Ok(*known);
        }
        let source = sources::register(tx, permit)?;
        self.sources.insert(code, source);
        Ok(source)
    }

    fn topic(&mut self, tx: &mut Tx<'_>, indexed: &'a Indexed) -> Result<Option<Id<Topic>>> {
        let slug = indexed.draft.topic_slug.as_str();
        if slug.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.topics.get(slug) {
            return Ok(Some(*known));
        }
        let topic = topics::put(tx, &indexed.draft.topic, slug, &indexed.topic)?;
        self.topics.insert(slug, topic);
        Ok(Some(topic))
    }
}

/// Brings the rows of these publishers up to what the registry says, if anything differs.
pub async fn refresh_publishers(db: &Db, publishers: &BTreeMap<String, MayImport>) -> Result<()> {
    let permits: Vec<MayImport> = publishers.values().cloned().collect();
    db.write(move |tx| {
        for permit in &permits {
            sources::refresh(tx, permit)?;
        }
        Ok(())
    })
    .await
}
