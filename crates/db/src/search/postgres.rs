//! A shelf on PostgreSQL: lexemes are written out as they are, so that no parser and no dictionary
//! touches them.

use std::fmt::Write as _;

use commonround_kernel::Result;

use super::lexeme::Stream;
use super::{Alternative, Parsed, Within, bm25};
use crate::Tx;

/// Labels of positions, by field.
const WEIGHTS: [char; super::FIELDS_MAX] = ['A', 'B', 'C', 'D'];

pub(super) fn ddl(shelf: &str) -> String {
    format!(
        "-- retention: content
         CREATE TABLE search_{shelf} (
             id BIGINT PRIMARY KEY, body TEXT NOT NULL, terms TSVECTOR NOT NULL);
         CREATE INDEX search_{shelf}_terms ON search_{shelf} USING gin (terms);"
    )
}

pub(super) fn put(tx: &mut Tx<'_>, shelf: &str, id: i64, stream: &Stream) -> Result<()> {
    tx.exec(
        &format!(
            "INSERT INTO search_{shelf} (id, body, terms) VALUES ($1, $2, $3::text::tsvector)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body, terms = excluded.terms"
        ),
        (id, stream.body(bm25::BODY_TOKENS_MAX), vector(stream)),
    )?;
    Ok(())
}

/// `'word':1A 'other':3B`: fields stand one place apart, so that no phrase runs over their border.
fn vector(stream: &Stream) -> String {
    let (mut vector, mut position) = (String::new(), 0);
    for (field, weight) in stream.fields.iter().zip(WEIGHTS) {
        for token in field {
            position += 1;
            if let Some(token) = token {
                let _ = write!(vector, "'{token}':{position}{weight} ");
            }
        }
        position += 1;
    }
    vector
}

pub(super) fn find(shelf: &str) -> String {
    format!(
        "SELECT id FROM search_{shelf} WHERE terms @@ $1::text::tsquery AND id < $2
         ORDER BY id DESC LIMIT $3"
    )
}

pub(super) fn count(shelf: &str) -> String {
    format!(
        "SELECT count(*) FROM (
             SELECT 1 FROM search_{shelf} WHERE terms @@ $1::text::tsquery LIMIT $2) AS counted"
    )
}

pub(super) fn expression(query: &Parsed, within: Within) -> String {
    let label = if within == Within::Top { "A" } else { "" };
    let groups: Vec<_> = query
        .groups
        .iter()
        .map(|group| {
            let any: Vec<_> = group.iter().map(|one| alternative(one, label)).collect();
            format!("({})", any.join(" | "))
        })
        .collect();
    groups.join(" & ")
}

pub(super) fn alternative(alternative: &Alternative, label: &str) -> String {
    let last = alternative.lexemes.len() - 1;
    let words: Vec<_> = alternative
        .lexemes
        .iter()
        .enumerate()
        .map(|(at, lexeme)| {
            let star = if alternative.prefix && at == last { "*" } else { "" };
            let colon = if star.is_empty() && label.is_empty() { "" } else { ":" };
            format!("'{lexeme}'{colon}{star}{label}")
        })
        .collect();
    format!("({})", words.join(" <-> "))
}
