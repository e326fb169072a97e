//! The shelf of statuses: what search looks through.

use commonround_db::search::{Doc, put};
use commonround_db::{Tx, search};
use commonround_kernel::{Id, Result};
use commonround_text::{TextLang, tokens};
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
    let tags: Vec<_> = tags.iter().map(|t| t.folded.clone()).collect();
    let fields = [tokens(plain, lang), tokens(warning.unwrap_or_default(), lang), tags];
    put(tx, SHELF, id.get(), &Doc { fields: &fields })
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
