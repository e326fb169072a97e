//! What moderators hid of this room: notes, answers, claims. Its author and moderators still see
//! it on its own page; nothing else shows it.

use commonround_db::{Delivered, Migration, Step, Tx};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, Event as _, SanctionAct, SanctionChanged};

pub const HIDING_TOPICS: &[&str] = &[SanctionChanged::TOPIC];

pub const MIGRATION: Migration =
    Migration { name: "0340_evidence_hidden", steps: &[Step::Sql(TABLES)] };

const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_hidden (
    sanction BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    thing BIGINT NOT NULL
);
CREATE INDEX evidence_hidden_thing ON evidence_hidden (kind, thing);
";

/// A condition for a `WHERE`: the thing whose id stands in `column` is not hidden.
pub fn unless_hidden(kind: AboutKind, column: &str) -> String {
    let kind = kind.as_str();
    format!(
        "NOT EXISTS (SELECT 1 FROM evidence_hidden h WHERE h.kind = '{kind}' AND h.thing = {column})"
    )
}

/// Moderators hid a thing, or gave it back. Of two measures on one thing the last to end gives it
/// back.
///
/// # Errors
/// What the database says.
pub fn hide_thing(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    let Some(changed) = delivered.read::<SanctionChanged>()? else { return Ok(()) };
    let Some(thing) = changed.thing.filter(|_| changed.act == SanctionAct::Hide) else {
        return Ok(());
    };
    if changed.active {
        let sql = "INSERT INTO evidence_hidden (sanction, kind, thing) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING";
        tx.exec(sql, (changed.sanction, thing.kind.as_str(), thing.id))?;
    } else {
        tx.exec("DELETE FROM evidence_hidden WHERE sanction = $1", (changed.sanction,))?;
    }
    Ok(())
}

/// # Errors
/// `NotFound` where it is hidden from this viewer.
pub fn must_see(
    tx: &mut Tx<'_>,
    about: About,
    author: Id<Persona>,
    viewer: Option<&Actor>,
) -> Result<()> {
    if viewer.is_some_and(|actor| actor.moderator || actor.persona == author) {
        return Ok(());
    }
    let sql = "SELECT COUNT(*) FROM evidence_hidden WHERE kind = $1 AND thing = $2";
    let measures: i64 = tx.one(sql, (about.kind.as_str(), about.id), |row| row.get(0))?;
    if measures == 0 { Ok(()) } else { Err(Error::NotFound) }
}
