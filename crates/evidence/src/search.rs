//! Finding facts by words. A topic that the query names comes before topics that share words with
//! it, and those before answers that only mention them. The same query finds the same on both
//! engines.

use std::cmp::Reverse;
use std::collections::HashMap;

use commonround_db::Tx;
use commonround_db::search::{Query, find, rank};
use commonround_kernel::{Id, Result};
use commonround_vocabulary::Fact;

pub use crate::asked::Asked;
use crate::limits::{FACTS_WEIGHED_MAX, FOUND_FACTS_MAX, TOPICS_FOUND_MAX, TOPICS_WEIGHED_MAX};
use crate::model::{FactCard, Kind};
use crate::store::facts::Placed;
use crate::store::topics::Topic;
use crate::store::{FACT_SHELF, TOPIC_SHELF, facts as store_facts, topics as store_topics};

/// The best facts for a query, best first; at most `limit`, and never more than
/// `limits::FOUND_FACTS_MAX`.
pub fn facts(tx: &mut Tx<'_>, asked: &Asked, limit: usize) -> Result<Vec<FactCard>> {
    let limit = limit.min(FOUND_FACTS_MAX);
    if asked.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let topics = topics(tx, asked)?;
    let mut found = on_topics(tx, &topics, asked.kind(), limit)?;
    if let Some(all) = asked.all().filter(|_| found.len() < limit) {
        let mentions = mentions(tx, &all, found.is_empty(), limit)?;
        extend(&mut found, mentions, limit);
    }
    store_facts::cards(tx, &found)
}

/// The topics a query is about, best first: those it names, and those that hold all it is about.
fn topics(tx: &mut Tx<'_>, asked: &Asked) -> Result<Vec<Id<Topic>>> {
    let mut fitting = store_topics::named_by(tx, &asked.names())?;
    if let Some(about) = asked.about() {
        let ids = find(tx, TOPIC_SHELF, &about, i64::MAX, TOPICS_WEIGHED_MAX)?;
        fitting.extend(store_topics::by_ids(tx, &ids)?);
    }
    fitting.sort_by_cached_key(|topic| (Reverse(asked.fit(&topic.bag)), topic.id));
    fitting.dedup();
    fitting.truncate(TOPICS_FOUND_MAX);
    Ok(fitting.into_iter().map(|topic| topic.id).collect())
}

/// Facts of these topics: of the first one up to half of what is wanted, of each other its few
/// best, then the rest of each in turn.
fn on_topics(
    tx: &mut Tx<'_>,
    topics: &[Id<Topic>],
    asked: Option<Kind>,
    limit: usize,
) -> Result<Vec<i64>> {
    let mut by_topic: HashMap<i64, Vec<Placed>> = HashMap::new();
    for placed in store_facts::on_topics(tx, topics, FACTS_WEIGHED_MAX)? {
        by_topic.entry(placed.topic.get()).or_default().push(placed);
    }
    let (mut found, mut rest) = (Vec::new(), Vec::new());
    for (i, topic) in topics.iter().enumerate() {
        let room = if i == 0 { limit.div_ceil(2) } else { limit.div_ceil(8) };
        let best = best(by_topic.remove(&topic.get()).unwrap_or_default(), asked);
        let (first, later) = best.split_at(room.min(best.len()));
        found.extend(first.iter().map(|id| id.get()));
        rest.extend(later.iter().map(|id| id.get()));
    }
    found.append(&mut rest);
    found.truncate(limit);
    Ok(found)
}

/// The kind that was asked for first, then overviews, then what the best vouched-for publishers
/// say, then as they were imported.
pub(crate) fn best(mut facts: Vec<Placed>, asked: Option<Kind>) -> Vec<Id<Fact>> {
    facts.sort_by_key(|fact| {
        let distance = match fact.kind {
            kind if Some(kind) == asked => 0,
            Kind::Information => 1,
            _ => 2,
        };
        (distance, fact.tier, fact.id)
    });
    facts.into_iter().map(|fact| fact.id).collect()
}

/// Facts whose own words match all conditions. Weighing every word of a hundred long answers is
/// dear: that is done where no topic was found, and else the newest mentions fill the list.
fn mentions(tx: &mut Tx<'_>, all: &Query, is_alone: bool, limit: usize) -> Result<Vec<i64>> {
    if is_alone {
        let hits = rank(tx, FACT_SHELF, all, limit)?;
        return Ok(hits.into_iter().map(|hit| hit.id).collect());
    }
    find(tx, FACT_SHELF, all, i64::MAX, 2 * limit)
}

fn extend(found: &mut Vec<i64>, more: Vec<i64>, limit: usize) {
    for id in more {
        if found.len() < limit && !found.contains(&id) {
            found.push(id);
        }
    }
}
