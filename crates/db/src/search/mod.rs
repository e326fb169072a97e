//! Search shelves: token streams go in with the row they describe, ids come out. The caller folds
//! and stems; this module makes both engines match exactly those tokens and nothing else.

mod bm25;
mod lexeme;
mod postgres;
mod sqlite;

use commonround_kernel::{Error, Result};

use crate::{Engine, Row, Tx, in_list, migrate, padded};
use lexeme::Stream;

/// Fields of a document; later ones are dropped.
pub const FIELDS_MAX: usize = 4;
/// Candidates for ranking that match in the most weighty field, and in any.
const CANDIDATES_TOP: usize = 96;
const CANDIDATES_ANY: usize = 96;
/// Where counting how common an alternative is stops.
const COMMON: usize = 1_000;

/// Tokens of a document by field, the most weighty first.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    pub fields: &'a [&'a [String]],
}

/// All groups must match. A query without a usable term finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub all: Vec<Any>,
}

/// One of the terms must match: a word and its synonyms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Any {
    pub any: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    pub token: String,
    /// Also longer tokens that begin like this one (in a phrase: like its last word).
    pub prefix: bool,
    /// Several tokens in a row, in the place of `token`; empty for a single one.
    pub phrase: Vec<String>,
}

/// A ranked find. The score orders hits of one answer and means nothing else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub id: i64,
    pub score: f64,
}

/// A query in the index's own tokens.
struct Parsed {
    groups: Vec<Vec<Alternative>>,
}

struct Alternative {
    lexemes: Vec<String>,
    prefix: bool,
}

/// Which fields a match may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Any,
    Top,
}

/// Puts a document on a shelf, or in the place of an earlier one with the same id.
///
/// # Errors
/// As `Tx::exec`.
pub fn put(tx: &mut Tx<'_>, shelf: &str, id: i64, doc: &Doc<'_>) -> Result<()> {
    let stream = Stream::of(doc);
    match tx.engine() {
        Engine::Sqlite => sqlite::put(tx, shelf, id, &stream),
        Engine::Postgres => postgres::put(tx, shelf, id, &stream),
    }
}

/// Takes a document away; nothing happens where there is none.
///
/// # Errors
/// As `Tx::exec`.
pub fn remove(tx: &mut Tx<'_>, shelf: &str, id: i64) -> Result<()> {
    let gone = tx.exec(&format!("DELETE FROM search_{shelf} WHERE id = $1"), (id,))?;
    match tx.engine() {
        Engine::Sqlite if gone > 0 => sqlite::remove(tx, shelf, id),
        _ => Ok(()),
    }
}

/// The newest matches before an id: highest id first.
///
/// # Errors
/// As `Tx::query`.
pub fn find(
    tx: &mut Tx<'_>,
    shelf: &str,
    query: &Query,
    before: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    matches(tx, shelf, &Parsed::of(query), Within::Any, before, limit)
}

/// The best matches by BM25, computed here from the same tokens on both engines. Looks at a bounded
/// number of candidates: first those that match in the most weighty field, then the newest others.
///
/// # Errors
/// As `Tx::query`.
pub fn rank(tx: &mut Tx<'_>, shelf: &str, query: &Query, limit: usize) -> Result<Vec<Hit>> {
    let parsed = Parsed::of(query);
    let mut ids = matches(tx, shelf, &parsed, Within::Top, i64::MAX, CANDIDATES_TOP)?;
    ids.extend(matches(tx, shelf, &parsed, Within::Any, i64::MAX, CANDIDATES_ANY)?);
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rarity = rarity(tx, shelf, &parsed)?;
    let bodies = bodies(tx, shelf, ids)?;
    let mut hits = bm25::score(&bodies, &parsed, &rarity);
    hits.truncate(limit);
    Ok(hits)
}

/// Makes a shelf.
pub(crate) fn create(tx: &mut Tx<'_>, shelf: &str) -> Result<()> {
    if !shelf.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') || shelf.is_empty() {
        return Err(Error::fault(format!("{shelf:?} is no name for a shelf")));
    }
    let sql = match tx.engine() {
        Engine::Sqlite => sqlite::ddl(shelf),
        Engine::Postgres => postgres::ddl(shelf),
    };
    migrate::create(tx, &sql)
}

fn matches(
    tx: &mut Tx<'_>,
    shelf: &str,
    query: &Parsed,
    within: Within,
    before: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    if query.groups.is_empty() {
        return Ok(Vec::new());
    }
    let id = |row: &Row<'_>| row.get(0);
    match tx.engine() {
        Engine::Sqlite => {
            tx.query(&sqlite::find(shelf), (sqlite::expression(query, within), before, limit), id)
        }
        Engine::Postgres => {
            let expression = postgres::expression(query, within);
            tx.query(&postgres::find(shelf), (expression, before, limit), id)
        }
    }
}

fn bodies(tx: &mut Tx<'_>, shelf: &str, ids: Vec<i64>) -> Result<Vec<(i64, String)>> {
    let list = in_list(1, ids.len());
    let sql = format!("SELECT id, body FROM search_{shelf} WHERE id IN {list} ORDER BY id");
    tx.query(&sql, padded(ids), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How telling each alternative is: the rarer, the higher. With a single alternative it would
/// scale all scores alike, so nothing is counted.
fn rarity(tx: &mut Tx<'_>, shelf: &str, query: &Parsed) -> Result<Vec<Vec<f64>>> {
    let is_single = query.groups.len() == 1 && query.groups[0].len() == 1;
    let mut rarity = Vec::with_capacity(query.groups.len());
    for group in &query.groups {
        let mut row = Vec::with_capacity(group.len());
        for alternative in group {
            let found = if is_single { 1 } else { count(tx, shelf, alternative)? };
            row.push(bm25::rarity(found, COMMON));
        }
        rarity.push(row);
    }
    Ok(rarity)
}

fn count(tx: &mut Tx<'_>, shelf: &str, alternative: &Alternative) -> Result<usize> {
    let (sql, expression) = match tx.engine() {
        Engine::Sqlite => (sqlite::count(shelf), sqlite::alternative(alternative)),
        Engine::Postgres => (postgres::count(shelf), postgres::alternative(alternative, "")),
    };
    tx.one(&sql, (expression, COMMON), |row| row.get(0))
}

impl Parsed {
    fn of(query: &Query) -> Self {
        let groups = query
            .all
            .iter()
            .map(|group| group.any.iter().filter_map(Alternative::of).collect::<Vec<_>>());
        Self { groups: groups.filter(|group| !group.is_empty()).collect() }
    }
}

impl Alternative {
    fn of(term: &Term) -> Option<Self> {
        let lexemes: Vec<String> = if term.phrase.is_empty() {
            vec![lexeme::encode(&term.token)]
        } else {
            term.phrase.iter().map(|token| lexeme::encode(token)).collect()
        };
        let is_usable = lexemes.iter().all(|lexeme| !lexeme.is_empty());
        is_usable.then_some(Self { lexemes, prefix: term.prefix })
    }
}

impl Term {
    /// One whole token.
    #[must_use]
    pub fn word(token: &str) -> Self {
        Self { token: token.to_owned(), ..Self::default() }
    }

    /// Everything that begins like this.
    #[must_use]
    pub fn starting(token: &str) -> Self {
        Self { prefix: true, ..Self::word(token) }
    }

    /// Tokens in a row.
    #[must_use]
    pub fn in_a_row<S: Into<String>>(tokens: impl IntoIterator<Item = S>) -> Self {
        Self { phrase: tokens.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}
