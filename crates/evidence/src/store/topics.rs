use commonround_db::{Row, Tx, in_list, padded, search};
use commonround_kernel::{Id, Result};

use crate::model::{TopicName, squash};
use crate::store::TOPIC_SHELF;

/// Id marker: what facts are about.
pub struct Topic;

/// A topic that a query or a tag named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: Id<Topic>,
    /// What it was found by.
    pub stems: String,
}

fn named(row: &Row<'_>) -> Result<Named> {
    Ok(Named { id: row.get(0)?, stems: row.get(1)? })
}

/// Makes the topic and puts it on its shelf, or finds it.
pub fn put(tx: &mut Tx<'_>, name: &str, slug: &str, words: &[String]) -> Result<Id<Topic>> {
    if let Some(id) = id_of(tx, slug)? {
        return Ok(id);
    }
    let id = tx.env().new_id();
    tx.exec(
        "INSERT INTO evidence_topic (id, slug, name, squashed, stems) VALUES ($1, $2, $3, $4, $5)",
        (id, slug, name, squash(slug), words.join(" ")),
    )?;
    search::put(tx, TOPIC_SHELF, id.get(), &search::Doc { fields: &[words] })?;
    Ok(id)
}

pub fn id_of(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Id<Topic>>> {
    tx.maybe("SELECT id FROM evidence_topic WHERE slug = $1", (slug,), |row| row.get(0))
}

pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<TopicName> {
    tx.one("SELECT slug, name FROM evidence_topic WHERE slug = $1", (slug,), |row| {
        Ok(TopicName { slug: row.get(0)?, name: row.get(1)? })
    })
}

/// Topics whose whole name is one of these runs of stems.
pub fn named_by(tx: &mut Tx<'_>, runs: &[String]) -> Result<Vec<Named>> {
    if runs.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, stems FROM evidence_topic WHERE stems IN {} ORDER BY id",
        in_list(1, runs.len())
    );
    tx.query(&sql, padded(runs.iter().map(String::as_str)), named)
}

/// Topics that a hashtag spells out, without its spaces.
pub fn squashed_as(tx: &mut Tx<'_>, tag: &str) -> Result<Vec<Id<Topic>>> {
    let sql = "SELECT id FROM evidence_topic WHERE squashed = $1 ORDER BY id";
    tx.query(sql, (tag,), |row| row.get(0))
}

/// These topics, in the order of the ids.
pub fn by_ids(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Named>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id, stems FROM evidence_topic WHERE id IN {}", in_list(1, ids.len()));
    let found = tx.query(&sql, padded(ids.iter().copied()), named)?;
    let place = |topic: &Named| ids.iter().position(|id| *id == topic.id.get());
    let mut placed: Vec<_> = found.into_iter().map(|topic| (place(&topic), topic)).collect();
    placed.sort_by_key(|(place, _)| *place);
    Ok(placed.into_iter().map(|(_, topic)| topic).collect())
}
