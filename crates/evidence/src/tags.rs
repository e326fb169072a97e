//! Facts beside the posts under a hashtag.

use std::cmp::Reverse;

use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_text as text;

use crate::asked::Asked;
use crate::limits::{FACTS_WEIGHED_MAX, FOUND_FACTS_MAX, TOPICS_FOUND_MAX};
use crate::model::{FactCard, slug, squash};
use crate::search::best;
use crate::store::topics::{Named, Topic};
use crate::store::{facts as store_facts, topics as store_topics};

/// Facts on the topic that a hashtag names, overview first. The tag may come as it is shown
/// (`HeartFailure`) or folded (`heartfailure`), and by a synonym (`adhd`).
pub fn facts_for_tag(tx: &mut Tx<'_>, tag: &str, limit: usize) -> Result<Vec<FactCard>> {
    let topics = topics_of(tx, tag)?;
    let placed = store_facts::on_topics(tx, &topics, FACTS_WEIGHED_MAX)?;
    let of = |topic: &Id<Topic>| placed.iter().filter(|f| f.topic == *topic).copied().collect();
    let facts = topics.iter().flat_map(|topic| best(of(topic), None)).map(Id::get);
    let found: Vec<i64> = facts.take(limit.min(FOUND_FACTS_MAX)).collect();
    store_facts::cards(tx, &found)
}

/// Topics with the tag's own name, else those that a synonym of it names.
fn topics_of(tx: &mut Tx<'_>, tag: &str) -> Result<Vec<Id<Topic>>> {
    let words = text::tag_words(tag);
    let mut topics = store_topics::squashed_as(tx, &squash(&slug(tag)))?;
    let asked = Asked::parse(&words, None);
    let mut named = store_topics::named_by(tx, &asked.names())?;
    named.retain(|topic: &Named| asked.is_all(&topic.bag));
    named.sort_by_key(|topic| Reverse(asked.fit(&topic.bag)));
    for topic in named {
        if !topics.contains(&topic.id) {
            topics.push(topic.id);
        }
    }
    topics.truncate(TOPICS_FOUND_MAX);
    Ok(topics)
}
