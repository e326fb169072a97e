//! Facts beside the posts under a hashtag.

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
    let mut found: Vec<i64> = best(placed, None).into_iter().map(Id::get).collect();
    found.truncate(limit.min(FOUND_FACTS_MAX));
    store_facts::cards(tx, &found)
}

/// Topics with the tag's own name, else those that a synonym of it names.
fn topics_of(tx: &mut Tx<'_>, tag: &str) -> Result<Vec<Id<Topic>>> {
    let words = text::tag_words(tag);
    let spelled = store_topics::squashed_as(tx, &squash(&slug(tag)))?;
    let asked = Asked::parse(&words, None);
    let named = store_topics::named_by(tx, &asked.runs())?;
    let whole = named.into_iter().filter(|topic: &Named| asked.is_all(&topic.stems));
    let mut topics = spelled;
    topics.extend(whole.map(|topic| topic.id));
    topics.dedup();
    topics.truncate(TOPICS_FOUND_MAX);
    Ok(topics)
}
