//! Search for people: by name, handle, field, language and the words of their intro.

use commonround_db::{Tx, search as shelf};
use commonround_kernel::{Error, Id, Invalid, Persona, Result, Slice};
use commonround_text::TextLang;
use commonround_web::Lang;

use super::limits::{QUERY_CHARS_MAX, SEARCH_ROUNDS_MAX};
use super::rows::People;
use super::store::{self, Listed, SHELF};

/// What somebody typed, read once.
#[derive(Debug, Clone)]
pub struct Query {
    /// The whole query as it would be a handle.
    handle: Option<String>,
    /// Absent where there is no word in it.
    words: Option<shelf::Query>,
}

impl Query {
    /// Reads the words as the reader's language stems them.
    ///
    /// # Errors
    /// `too_long`, and what `text` refuses in one line, on the field `q`.
    pub fn parse(raw: &str, lang: Lang) -> Result<Self, Invalid> {
        let line = super::model::parse_line("q", raw, QUERY_CHARS_MAX)?;
        let stem = match lang {
            Lang::En => TextLang::En,
            Lang::Fr => TextLang::Fr,
        };
        let word = line.strip_prefix('@').unwrap_or(&line);
        let one_word = !word.is_empty() && !word.contains(char::is_whitespace);
        let handle = one_word.then(|| word.to_owned());
        Ok(Self { handle, words: crate::search::shelf_query(word, Some(stem)) })
    }
}

/// People who chose to be found and are not parted from the viewer by a block. Whoever has exactly
/// the handle that was typed comes first, then the newest profiles.
pub fn search(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    query: &Query,
    slice: Slice,
) -> Result<People> {
    let exact = exact_handle(tx, viewer, query)?;
    let (mut listed, next) = by_words(tx, viewer, query, slice)?;
    listed.retain(|place| Some(place.persona) != exact.map(|exact| exact.persona));
    if slice.before.is_none() {
        listed.splice(0..0, exact);
    }
    let people = People::load(tx, viewer, &listed, slice)?;
    Ok(People { next, ..people })
}

fn exact_handle(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    query: &Query,
) -> Result<Option<Listed>> {
    let Some(handle) = &query.handle else { return Ok(None) };
    let persona = match commonround_identity::card_by_handle(tx, handle) {
        Ok(card) => card.persona,
        Err(Error::NotFound | Error::Gone(_) | Error::Invalid(_)) => return Ok(None),
        Err(other) => return Err(other),
    };
    let Some(entry) = store::profiles::entry(tx, persona)? else { return Ok(None) };
    Ok(store::profiles::showable(tx, viewer, &[entry])?.pop())
}

/// One page by words, with the cursor of the next. Goes back to the shelf where blocks hid what it
/// found, a bounded number of times: then the page is short and the cursor leads on.
fn by_words(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    query: &Query,
    slice: Slice,
) -> Result<(Vec<Listed>, Option<i64>)> {
    let mut listed = Vec::new();
    let mut before = slice.ceiling();
    let Some(words) = &query.words else { return Ok((listed, None)) };
    for _ in 0..SEARCH_ROUNDS_MAX {
        let found = shelf::find(tx, SHELF, words, before, slice.limit)?;
        let inside: Vec<i64> = found.iter().copied().filter(|id| *id > slice.floor()).collect();
        listed.extend(store::profiles::showable(tx, viewer, &inside)?);
        if inside.len() < slice.limit {
            return Ok(cut(listed, slice.limit, None));
        }
        before = inside.last().copied().unwrap_or(before);
        if listed.len() >= slice.limit {
            break;
        }
    }
    Ok(cut(listed, slice.limit, Some(before)))
}

/// The first `limit` of what was found; where that leaves some over, the next page begins there.
fn cut(mut listed: Vec<Listed>, limit: usize, next: Option<i64>) -> (Vec<Listed>, Option<i64>) {
    if listed.len() <= limit {
        return (listed, next);
    }
    listed.truncate(limit);
    let last = listed.last().map(|place| place.cursor);
    (listed, last)
}
