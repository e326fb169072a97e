use commonround_db::{Row, Tx, in_list, padded, search};
use commonround_kernel::{Id, Result};

use crate::asked::bag;
use crate::model::{TopicName, squash};
use crate::store::TOPIC_SHELF;

/// Id marker: what facts are about.
pub struct Topic;

/// A topic that a query or a tag named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: Id<Topic>,
    /// The stems of its name, see `asked::bag`.
    pub bag: String,
}

fn named(row: &Row<'_>) -> Result<Named> {
    Ok(Named { id: row.get(0)?, bag: row.get(1)? })
}

/// Makes the topic and puts it on its shelf, or finds it.
pub fn put(tx: &mut Tx<'_>, name: &str, slug: &str, words: &[String]) -> Result<Id<Topic>> {
    if let Some(id) = id_of(tx, slug)? {
        return Ok(id);
    }
    let id = tx.env().new_id();
    tx.exec(
        "INSERT INTO evidence_topic (id, slug, name, squashed, bag) VALUES ($1, $2, $3, $4, $5)",
        (id, slug, name, squash(slug), bag(words)),
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

/// Topics whose whole name is one of these bags of stems.
pub fn named_by(tx: &mut Tx<'_>, bags: &[String]) -> Result<Vec<Named>> {
    if bags.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, bag FROM evidence_topic WHERE bag IN {} ORDER BY id",
        in_list(1, bags.len())
    );
    tx.query(&sql, padded(bags.iter().map(String::as_str)), named)
}

/// Topics that a hashtag spells out, without its spaces.
pub fn squashed_as(tx: &mut Tx<'_>, tag: &str) -> Result<Vec<Id<Topic>>> {
    let sql = "SELECT id FROM evidence_topic WHERE squashed = $1 ORDER BY id";
    tx.query(sql, (tag,), |row| row.get(0))
}

pub fn by_ids(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Named>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id, bag FROM evidence_topic WHERE id IN {}", in_list(1, ids.len()));
    tx.query(&sql, padded(ids.iter().copied()), named)
}
