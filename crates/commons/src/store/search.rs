//! The shelf of statuses: what search looks through.

use commonround_db::search::{Doc, put};
use commonround_db::{Tx, search};
use commonround_kernel::{Id, Result};
use commonround_text::{TextLang, tag_words, tokens};
use commonround_vocabulary::Status;

use super::schema::SHELF;
use crate::model::TagName;

/// Puts a status on the shelf: its words, then its warning, then its tags.
pub fn shelve(
    tx: &mut Tx<'_>,
    id: Id<Status>,
    plain: &str,
    warning: Option<&str>,
    tags: &[TagName],
    lang: Option<TextLang>,
) -> Result<()> {
    let (words, warning) = (tokens(plain, lang), tokens(warning.unwrap_or_default(), lang));
    let tags: Vec<_> = tags.iter().flat_map(|tag| tag_tokens(tag, lang)).collect();
    put(tx, SHELF, id.get(), &Doc { fields: &[&words, &warning, &tags] })
}

/// The tag as one word, and its words: `HeartFailure` is found by `heart`, too.
fn tag_tokens(tag: &TagName, lang: Option<TextLang>) -> Vec<String> {
    let mut found = vec![tag.folded.clone()];
    found.extend(tokens(&tag_words(&tag.shown), lang));
    found.dedup();
    found
}

pub fn unshelve(tx: &mut Tx<'_>, id: Id<Status>) -> Result<()> {
    search::remove(tx, SHELF, id.get())
}

/// Ids of statuses whose words match, newest first, whoever may read them.
pub fn candidates(
    tx: &mut Tx<'_>,
    query: &search::Query,
    before: i64,
    limit: usize,
) -> Result<Vec<Id<Status>>> {
    let ids = search::find(tx, SHELF, query, before, limit)?;
    Ok(ids.into_iter().map(Id::from_i64).collect())
}
