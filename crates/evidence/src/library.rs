//! Reads of the library for its pages. Everybody may read it.

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Result, Slice};
use commonround_vocabulary::Fact;

use crate::limits::{FACTS_WEIGHED_MAX, RELATED_FACTS_MAX};
use crate::model::{FactCard, FactPage, Source, TopicName};
use crate::search::best;
use crate::store::facts::Filter;
use crate::store::topics::Topic;
use crate::store::{facts as store_facts, sources as store_sources, topics as store_topics};

/// Which part of the library a list shows: all of it, a publisher's, a topic's, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pub source: Option<String>,
    pub topic: Option<String>,
}

/// One page of a list of facts, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactList {
    pub cards: Vec<FactCard>,
    pub source: Option<Source>,
    pub topic: Option<TopicName>,
    /// `before` of the next page; `None` on the last one.
    pub next: Option<i64>,
}

/// # Errors
/// `NotFound` for a publisher or topic that the library does not have.
pub fn list_facts(tx: &mut Tx<'_>, shown: &Shown, slice: Slice) -> Result<FactList> {
    let source = match &shown.source {
        Some(slug) => Some(store_sources::by_slug(tx, slug)?),
        None => None,
    };
    let (topic, topic_id) = match &shown.topic {
        Some(slug) => {
            let id = store_topics::id_of(tx, slug)?.ok_or(Error::NotFound)?;
            (Some(store_topics::by_slug(tx, slug)?), Some(id))
        }
        None => (None, None),
    };
    let filter = Filter { source: source.as_ref().map(|s| s.id), topic: topic_id };
    let one_more = Slice { limit: slice.limit + 1, ..slice };
    let mut cards = store_facts::page(tx, filter, one_more)?;
    let next = cut(&mut cards, slice);
    Ok(FactList { cards, source, topic, next })
}

/// Leaves one page and answers where the next begins. Upwards (`after`) the one too many stands in
/// front, and there is always something below.
fn cut(cards: &mut Vec<FactCard>, slice: Slice) -> Option<i64> {
    let is_upward = slice.after.is_some() && slice.before.is_none();
    let is_over = cards.len() > slice.limit;
    if is_upward && is_over {
        cards.remove(0);
    }
    cards.truncate(slice.limit);
    let last = cards.last().map(|card| card.id.get());
    last.filter(|_| is_over || is_upward)
}

/// # Errors
/// `NotFound`, and `Gone` for a fact that its publisher took back.
pub fn read_fact(tx: &mut Tx<'_>, id: Id<Fact>) -> Result<FactPage> {
    let body = store_facts::body(tx, id)?;
    if body.is_withdrawn {
        return Err(Error::Gone("fact_withdrawn"));
    }
    let card = store_facts::cards(tx, &[id.get()])?.pop().ok_or(Error::NotFound)?;
    let source = store_sources::by_id(tx, body.source)?;
    let related = match body.topic {
        Some(topic) => related(tx, topic, id)?,
        None => Vec::new(),
    };
    Ok(FactPage {
        card,
        external_id: body.external_id,
        question: body.question,
        answer: body.answer,
        url: body.url,
        source,
        imported_at: body.imported_at,
        related,
    })
}

/// Other answers on the same topic, overview first.
fn related(tx: &mut Tx<'_>, topic: Id<Topic>, but: Id<Fact>) -> Result<Vec<FactCard>> {
    let placed = store_facts::on_topics(tx, &[topic], FACTS_WEIGHED_MAX)?;
    let others = best(placed, None).into_iter().filter(|id| *id != but).map(Id::get);
    let ids: Vec<i64> = others.take(RELATED_FACTS_MAX).collect();
    store_facts::cards(tx, &ids)
}

pub fn list_sources(tx: &mut Tx<'_>) -> Result<Vec<Source>> {
    store_sources::all(tx)
}

/// A publisher with the newest of its facts.
///
/// # Errors
/// `NotFound`.
pub fn read_source(tx: &mut Tx<'_>, slug: &str, slice: Slice) -> Result<FactList> {
    let shown = Shown { source: Some(slug.to_owned()), topic: None };
    list_facts(tx, &shown, slice)
}
