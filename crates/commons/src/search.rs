//! Finding statuses and tags by words. The same words find the same on both engines.

use std::collections::HashMap;
use std::time::Duration;

use commonround_db::Tx;
use commonround_db::search::{Any, Query, Term};
use commonround_kernel::{Result, Slice};
use commonround_text::{TextLang, fold};

use crate::beside::Neighbours;
use crate::limits::{QUERY_CHARS_MAX, SEARCH_ROUNDS_MAX, SEARCH_TAGS_MAX};
use crate::store::search::candidates;
use crate::store::sight::Viewer;
use crate::store::statuses::Stored;
use crate::store::{feeds, tags as store_tags};
use crate::timeline::Page;

/// What a query for words means to the shelves. `None` where it has no word.
#[must_use]
pub fn shelf_query(raw: &str, lang: Option<TextLang>) -> Option<Query> {
    let raw: String = raw.chars().take(QUERY_CHARS_MAX).collect();
    let groups = commonround_text::query(&raw, lang).into_iter().map(|group| Any {
        any: group.any.into_iter().filter_map(|way| term(way.tokens, way.prefix)).collect(),
    });
    let all: Vec<_> = groups.filter(|group: &Any| !group.any.is_empty()).collect();
    (!all.is_empty()).then_some(Query { all })
}

fn term(mut tokens: Vec<String>, prefix: bool) -> Option<Term> {
    match tokens.len() {
        0 => None,
        1 => Some(Term { token: tokens.remove(0), prefix, phrase: Vec::new() }),
        _ => Some(Term { token: String::new(), prefix, phrase: tokens }),
    }
}

/// Public statuses with the words, newest first. Of authors who let search find them, asked now
/// and not when they wrote; never across a block, and not of people the viewer muted. Where those
/// stand before all the rest, the page is short or empty and its cursor leads on.
pub fn statuses(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    query: &Query,
    slice: Slice,
) -> Result<Page> {
    let mut before = slice.ceiling();
    let mut found: Vec<Stored> = Vec::new();
    let mut next = None;
    for _ in 0..SEARCH_ROUNDS_MAX {
        let ids = candidates(tx, query, before, slice.limit)?;
        let last = ids.last().filter(|last| ids.len() >= slice.limit && last.get() > slice.floor());
        next = last.map(|last| last.get());
        let wanted: Vec<_> = ids.into_iter().filter(|id| id.get() > slice.floor()).collect();
        found.append(&mut in_order(feeds::findable(tx, viewer, &wanted)?));
        match next {
            Some(last) if found.len() < slice.limit => before = last,
            _ => break,
        }
    }
    if found.len() > slice.limit {
        found.truncate(slice.limit);
        next = found.last().map(|last| last.id.get());
    }
    Ok(Page { next, ..Page::load(tx, neighbours, viewer, found, slice)? })
}

fn in_order(mut rows: Vec<Stored>) -> Vec<Stored> {
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.id));
    rows
}

/// A tag that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagFound {
    /// Without `#`.
    pub shown: String,
    pub folded: String,
    /// Public statuses with it in the last 30 days.
    pub recent: u32,
}

/// Tags that begin with the words run together ("heart fail" finds #HeartFailure), the one that is
/// the words first, then the most used.
pub fn tags(tx: &mut Tx<'_>, raw: &str) -> Result<Vec<TagFound>> {
    let raw: String = raw.chars().take(QUERY_CHARS_MAX).collect();
    let joined: String = fold(&raw).chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    if joined.is_empty() {
        return Ok(Vec::new());
    }
    let names = store_tags::beginning_with(tx, &joined, SEARCH_TAGS_MAX)?;
    let folded: Vec<_> = names.iter().map(|tag| tag.folded.clone()).collect();
    let floor = (tx.now() - Duration::from_secs(30 * 86_400)).id_floor();
    let uses: HashMap<_, _> = store_tags::recent_uses(tx, &folded, floor)?.into_iter().collect();
    let mut found: Vec<_> = names
        .into_iter()
        .map(|tag| {
            let recent = uses.get(&tag.folded).copied().unwrap_or(0);
            TagFound { shown: tag.shown, folded: tag.folded, recent }
        })
        .collect();
    found.sort_by_key(|tag| (tag.folded != joined, std::cmp::Reverse(tag.recent)));
    Ok(found)
}
