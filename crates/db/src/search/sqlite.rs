//! A shelf on SQLite: a plain table with what ranking reads, and a contentless FTS5 index.

use commonround_kernel::Result;

use super::lexeme::Stream;
use super::{Alternative, Parsed, Within, bm25};
use crate::Tx;

/// The `ascii` tokenizer splits only at ASCII characters that are no letter or digit, and encoded
/// tokens hold none.
pub(super) fn ddl(shelf: &str) -> String {
    format!(
        "-- retention: content
         CREATE TABLE search_{shelf} (id BIGINT PRIMARY KEY, body TEXT NOT NULL);
         CREATE VIRTUAL TABLE search_{shelf}_fts USING fts5(
             f0, f1, f2, f3, content='', contentless_delete=1, tokenize='ascii');"
    )
}

pub(super) fn put(tx: &mut Tx<'_>, shelf: &str, id: i64, stream: &Stream) -> Result<()> {
    tx.exec(
        &format!("INSERT OR REPLACE INTO search_{shelf} (id, body) VALUES ($1, $2)"),
        (id, stream.body(bm25::BODY_TOKENS_MAX)),
    )?;
    tx.exec(
        &format!(
            "INSERT OR REPLACE INTO search_{shelf}_fts (rowid, f0, f1, f2, f3)
             VALUES ($1, $2, $3, $4, $5)"
        ),
        (id, stream.text(0), stream.text(1), stream.text(2), stream.text(3)),
    )?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx<'_>, shelf: &str, id: i64) -> Result<()> {
    tx.exec(&format!("DELETE FROM search_{shelf}_fts WHERE rowid = $1"), (id,))?;
    Ok(())
}

pub(super) fn find(shelf: &str) -> String {
    format!(
        "SELECT rowid FROM search_{shelf}_fts WHERE search_{shelf}_fts MATCH $1 AND rowid < $2
         ORDER BY rowid DESC LIMIT $3"
    )
}

pub(super) fn count(shelf: &str) -> String {
    format!(
        "SELECT count(*) FROM (
             SELECT 1 FROM search_{shelf}_fts WHERE search_{shelf}_fts MATCH $1 LIMIT $2)"
    )
}

pub(super) fn expression(query: &Parsed, within: Within) -> String {
    let groups: Vec<_> = query
        .groups
        .iter()
        .map(|group| {
            let any: Vec<_> = group.iter().map(alternative).collect();
            format!("({})", any.join(" OR "))
        })
        .collect();
    let all = groups.join(" AND ");
    if within == Within::Top { format!("f0 : ({all})") } else { all }
}

pub(super) fn alternative(alternative: &Alternative) -> String {
    let star = if alternative.prefix { " *" } else { "" };
    format!("\"{}\"{star}", alternative.lexemes.join(" "))
}
