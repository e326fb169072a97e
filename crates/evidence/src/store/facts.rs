use std::collections::HashMap;

use commonround_db::{Row, Tx, Value, in_list, padded};
use commonround_kernel::{Error, Id, Result, Slice, Timestamp};
use commonround_text as text;
use commonround_vocabulary::{Fact, Source};
use jiff::civil::Date;

use crate::limits::EXCERPT_CHARS;
use crate::model::{Draft, FactCard, Key, Kind, Publisher, Tier, TopicName, title};
use crate::store::sources::Registered;
use crate::store::topics::Topic;

/// What a list shows of a fact. Answers are long: a list reads only how they begin.
const CARD: &str = "SELECT f.id, f.question, substr(f.answer, 1, 480), f.kind, f.language, \
     f.reviewed_on, t.slug, t.name, s.slug, s.name, s.accreditor, s.tier \
     FROM evidence_fact f \
     JOIN evidence_source s ON s.id = f.source \
     LEFT JOIN evidence_topic t ON t.id = f.topic ";

fn card(row: &Row<'_>) -> Result<FactCard> {
    let question: String = row.get(1)?;
    let beginning: String = row.get(2)?;
    let language: String = row.get(4)?;
    let topic = match (row.get::<Option<String>>(6)?, row.get::<Option<String>>(7)?) {
        (Some(slug), Some(name)) => Some(TopicName { slug, name }),
        _ => None,
    };
    let about = topic.as_ref().map_or("", |t| t.name.as_str());
    Ok(FactCard {
        id: row.get(0)?,
        title: title(&question, about, &beginning, &language),
        excerpt: text::excerpt(&beginning, EXCERPT_CHARS),
        topic,
        kind: Kind::read(&row.get::<String>(3)?),
        language,
        reviewed_on: date(row.get(5)?)?,
        publisher: Publisher {
            slug: row.get(8)?,
            name: row.get(9)?,
            accreditor: row.get(10)?,
            tier: row.get::<String>(11)?.parse()?,
        },
    })
}

/// How the answers of these facts begin, longer than a list shows.
pub fn beginnings(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<i64, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT id, substr(answer, 1, 1200) FROM evidence_fact WHERE id IN {}",
        in_list(1, ids.len())
    );
    let rows = tx.query(&sql, padded(ids.iter().copied()), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

fn date(stored: Option<String>) -> Result<Option<Date>> {
    stored.map(|raw| raw.parse::<Date>().map_err(Error::fault)).transpose()
}

/// A fact as it is stored, and whether it is still shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub id: Id<Fact>,
    pub checksum: [u8; 32],
    pub is_withdrawn: bool,
}

fn stored(row: &Row<'_>) -> Result<Stored> {
    let checksum: Vec<u8> = row.get(1)?;
    let checksum = checksum.try_into().map_err(|_| Error::fault("a checksum has 32 bytes"))?;
    let is_withdrawn = row.get::<Option<Timestamp>>(2)?.is_some();
    Ok(Stored { id: row.get(0)?, checksum, is_withdrawn })
}

pub fn find(tx: &mut Tx<'_>, source: Registered, key: &Key) -> Result<Option<Stored>> {
    tx.maybe(
        "SELECT id, checksum, withdrawn_at FROM evidence_fact
         WHERE external_key = $1 AND source = $2",
        (key.as_str(), source.id()),
        stored,
    )
}

/// What is stored under these keys, by publisher's code and key.
pub fn known(tx: &mut Tx<'_>, keys: &[String]) -> Result<HashMap<(String, String), Stored>> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT f.id, f.checksum, f.withdrawn_at, s.code, f.external_key
         FROM evidence_fact f JOIN evidence_source s ON s.id = f.source
         WHERE f.external_key IN {}",
        in_list(1, keys.len())
    );
    let rows = tx.query(&sql, padded(keys.iter().map(String::as_str)), |row| {
        Ok(((row.get(3)?, row.get(4)?), stored(row)?))
    })?;
    Ok(rows.into_iter().collect())
}

pub fn insert(
    tx: &mut Tx<'_>,
    source: Registered,
    topic: Option<Id<Topic>>,
    draft: &Draft,
) -> Result<Id<Fact>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO evidence_fact (id, source, external_key, external_id, topic, kind, question,
             answer, url, language, reviewed_on, checksum, imported_at, withdrawn_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL)",
        (
            id,
            source.id(),
            draft.key.as_str(),
            &draft.external_id,
            topic,
            draft.kind.as_str(),
            &draft.question,
            &draft.answer,
            &draft.url,
            &draft.language,
            draft.reviewed_on.map(|day| day.to_string()),
            draft.checksum.as_slice(),
            now,
        ),
    )?;
    Ok(id)
}

/// Replaces what the publisher says, and shows the fact again where it was withdrawn.
pub fn update(
    tx: &mut Tx<'_>,
    id: Id<Fact>,
    source: Registered,
    topic: Option<Id<Topic>>,
    draft: &Draft,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE evidence_fact
         SET topic = $3, kind = $4, question = $5, answer = $6, url = $7, language = $8,
             reviewed_on = $9, checksum = $10, imported_at = $11, withdrawn_at = NULL
         WHERE id = $1 AND source = $2",
        (
            id,
            source.id(),
            topic,
            draft.kind.as_str(),
            &draft.question,
            &draft.answer,
            &draft.url,
            &draft.language,
            draft.reviewed_on.map(|day| day.to_string()),
            draft.checksum.as_slice(),
            now,
        ),
    )?;
    Ok(())
}

/// Takes a fact out of every list. Its page says that it was withdrawn.
pub fn withdraw(tx: &mut Tx<'_>, id: Id<Fact>) -> Result<()> {
    let now = tx.now();
    let sql = "UPDATE evidence_fact SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL";
    tx.exec(sql, (id, now))?;
    Ok(())
}

/// Shown facts of one publisher with their keys, in order of id.
pub fn keys_after(
    tx: &mut Tx<'_>,
    code: &str,
    after: i64,
    limit: usize,
) -> Result<Vec<(Id<Fact>, String)>> {
    tx.query(
        "SELECT f.id, f.external_key FROM evidence_fact f
         JOIN evidence_source s ON s.id = f.source
         WHERE s.code = $1 AND f.withdrawn_at IS NULL AND f.id > $2 ORDER BY f.id LIMIT $3",
        (code, after, limit),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Which facts a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub source: Option<Id<Source>>,
    pub topic: Option<Id<Topic>>,
}

/// One page, newest first.
pub fn page(tx: &mut Tx<'_>, filter: Filter, slice: Slice) -> Result<Vec<FactCard>> {
    let mut params: Vec<Value> =
        vec![slice.ceiling().into(), slice.floor().into(), slice.limit.into()];
    let mut sql = format!("{CARD} WHERE f.withdrawn_at IS NULL AND f.id < $1 AND f.id > $2");
    let wanted = [("source", filter.source.map(Id::get)), ("topic", filter.topic.map(Id::get))];
    for (column, id) in wanted.into_iter().filter_map(|(c, id)| Some((c, id?))) {
        params.push(id.into());
        sql.push_str(&format!(" AND f.{column} = ${}", params.len()));
    }
    let is_upward = slice.after.is_some() && slice.before.is_none();
    sql.push_str(if is_upward {
        " ORDER BY f.id LIMIT $3"
    } else {
        " ORDER BY f.id DESC LIMIT $3"
    });
    let mut cards = tx.query(&sql, params, card)?;
    if is_upward {
        cards.reverse();
    }
    Ok(cards)
}

/// A fact by what decides its place among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub id: Id<Fact>,
    pub topic: Id<Topic>,
    pub kind: Kind,
    pub tier: Tier,
}

/// The shown facts on these topics, as they were imported.
pub fn on_topics(tx: &mut Tx<'_>, topics: &[Id<Topic>], limit: usize) -> Result<Vec<Placed>> {
    if topics.is_empty() {
        return Ok(Vec::new());
    }
    let mut params: Vec<Value> = vec![limit.into()];
    params.extend(padded(topics.iter().copied()));
    let sql = format!(
        "SELECT f.id, f.topic, f.kind, s.tier FROM evidence_fact f
         JOIN evidence_source s ON s.id = f.source
         WHERE f.topic IN {} AND f.withdrawn_at IS NULL ORDER BY f.id LIMIT $1",
        in_list(2, topics.len())
    );
    tx.query(&sql, params, |row| {
        Ok(Placed {
            id: row.get(0)?,
            topic: row.get(1)?,
            kind: Kind::read(&row.get::<String>(2)?),
            tier: row.get::<String>(3)?.parse()?,
        })
    })
}

/// The cards of these facts, in the order of the ids. A withdrawn one is left out.
pub fn cards(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<FactCard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{CARD} WHERE f.withdrawn_at IS NULL AND f.id IN {}", in_list(1, ids.len()));
    let found = tx.query(&sql, padded(ids.iter().copied()), card)?;
    let mut by_id: HashMap<i64, FactCard> = found.into_iter().map(|c| (c.id.get(), c)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The parts of a fact that only its own page shows.
#[derive(Debug, Clone)]
pub struct Body {
    pub source: Id<Source>,
    pub topic: Option<Id<Topic>>,
    pub external_id: String,
    pub question: String,
    pub answer: String,
    pub url: String,
    pub imported_at: Timestamp,
    pub is_withdrawn: bool,
}

pub fn body(tx: &mut Tx<'_>, id: Id<Fact>) -> Result<Body> {
    tx.one(
        "SELECT source, topic, external_id, question, answer, url, imported_at, withdrawn_at
         FROM evidence_fact WHERE id = $1",
        (id,),
        |row| {
            Ok(Body {
                source: row.get(0)?,
                topic: row.get(1)?,
                external_id: row.get(2)?,
                question: row.get(3)?,
                answer: row.get(4)?,
                url: row.get(5)?,
                imported_at: row.get(6)?,
                is_withdrawn: row.get::<Option<Timestamp>>(7)?.is_some(),
            })
        },
    )
}
