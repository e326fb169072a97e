use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::{About, Case, Proposal};

use super::about;
use crate::limits::{CASE_QUOTES_MAX, HISTORY_MAX};
use crate::model::{CaseState, Happening, Level, Outcome, Subject};
use crate::policy::{MayLook, MaySetLevel, MayWork};

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    pub id: Id<Case>,
    pub subject: Subject,
    /// The code of the first reason or rule.
    pub topic: String,
    pub level: Level,
    pub state: CaseState,
    pub due_at: Timestamp,
    pub assignee: Option<Id<Persona>>,
    /// A lower level waits for a second moderator.
    pub lower: Option<Lower>,
    pub raided: bool,
    pub opened_at: Timestamp,
    /// Since when the ladder pages.
    pub paged_at: Option<Timestamp>,
    pub seen_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub outcome: Option<Outcome>,
}

/// A proposal to lower the level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lower {
    pub level: Level,
    pub by: Id<Persona>,
    pub proposal: Id<Proposal>,
}

const COLUMNS: &str =
    "id, persona, kind, subject, topic, level, state, due_at, assignee, lower_level,
     lower_by, lower_proposal, raided, opened_at, paged_at, seen_at, closed_at, outcome";

fn case(row: &Row<'_>) -> Result<CaseRow> {
    let lower = match (row.get(9)?, row.get(10)?, row.get(11)?) {
        (Some(level), Some(by), Some(proposal)) => Some(Lower { level, by, proposal }),
        _ => None,
    };
    Ok(CaseRow {
        id: row.get(0)?,
        subject: Subject { persona: row.get(1)?, about: about(row, 2, 3)? },
        topic: row.get(4)?,
        level: row.get(5)?,
        state: row.get(6)?,
        due_at: row.get(7)?,
        assignee: row.get(8)?,
        lower,
        raided: row.get(12)?,
        opened_at: row.get(13)?,
        paged_at: row.get(14)?,
        seen_at: row.get(15)?,
        closed_at: row.get(16)?,
        outcome: row.get(17)?,
    })
}

pub fn get(tx: &mut Tx<'_>, id: Id<Case>) -> Result<CaseRow> {
    tx.one(&format!("SELECT {COLUMNS} FROM safety_case WHERE id = $1"), (id,), case)
}

/// The case about a thing that is not closed.
pub fn find_open(tx: &mut Tx<'_>, about: About) -> Result<Option<CaseRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM safety_case
         WHERE subject = $1 AND kind = $2 AND state <> 'closed' ORDER BY id LIMIT 1"
    );
    tx.maybe(&sql, (about.id, about.kind.as_str()), case)
}

pub fn insert(
    tx: &mut Tx<'_>,
    subject: Subject,
    topic: &str,
    level: Level,
    due_at: Timestamp,
) -> Result<Id<Case>> {
    let (id, now) = (tx.env().new_id::<Case>(), tx.now());
    let Subject { persona, about } = subject;
    tx.exec(
        "INSERT INTO safety_case
             (id, persona, kind, subject, topic, level, state, due_at, raided, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, FALSE, $8)",
        (id, persona, about.kind.as_str(), about.id, topic, level, due_at, now),
    )?;
    Ok(id)
}

/// A hit of a rule or a report made it more urgent. No permit: no human moved it.
pub fn raise(tx: &mut Tx<'_>, id: Id<Case>, level: Level, due_at: Timestamp) -> Result<()> {
    tx.exec("UPDATE safety_case SET level = $2, due_at = $3 WHERE id = $1", (id, level, due_at))?;
    Ok(())
}

pub fn mark_raided(tx: &mut Tx<'_>, id: Id<Case>) -> Result<()> {
    tx.exec("UPDATE safety_case SET raided = TRUE WHERE id = $1", (id,))?;
    Ok(())
}

pub fn mark_paged(tx: &mut Tx<'_>, id: Id<Case>, since: Timestamp) -> Result<()> {
    tx.exec("UPDATE safety_case SET paged_at = $2 WHERE id = $1", (id, since))?;
    Ok(())
}

/// The first human who opened it. `false`: somebody did before.
pub fn mark_seen(tx: &mut Tx<'_>, permit: &MayLook) -> Result<bool> {
    let now = tx.now();
    let sql = "UPDATE safety_case SET seen_at = $2 WHERE id = $1 AND seen_at IS NULL";
    Ok(tx.exec(sql, (permit.case(), now))? == 1)
}

pub fn set_level(
    tx: &mut Tx<'_>,
    permit: &MaySetLevel,
    level: Level,
    due_at: Timestamp,
) -> Result<()> {
    tx.exec(
        "UPDATE safety_case SET level = $2, due_at = $3, lower_level = NULL, lower_by = NULL,
             lower_proposal = NULL WHERE id = $1",
        (permit.case(), level, due_at),
    )?;
    Ok(())
}

/// Keeps which proposal waits to lower the level.
pub fn propose_lower(
    tx: &mut Tx<'_>,
    permit: &MayWork,
    level: Level,
    proposal: Id<Proposal>,
) -> Result<()> {
    tx.exec(
        "UPDATE safety_case SET lower_level = $2, lower_by = $3, lower_proposal = $4 WHERE id = $1",
        (permit.case(), level, permit.by(), proposal),
    )?;
    Ok(())
}

/// The proposal to lower the level came to nothing.
pub fn forget_lower(tx: &mut Tx<'_>, id: Id<Case>) -> Result<()> {
    tx.exec(
        "UPDATE safety_case SET lower_level = NULL, lower_by = NULL, lower_proposal = NULL
         WHERE id = $1",
        (id,),
    )?;
    Ok(())
}

pub fn assign(tx: &mut Tx<'_>, permit: &MayWork) -> Result<()> {
    tx.exec(
        "UPDATE safety_case SET state = 'taken', assignee = $2 WHERE id = $1",
        (permit.case(), permit.by()),
    )?;
    Ok(())
}

pub fn release(tx: &mut Tx<'_>, permit: &MayWork) -> Result<()> {
    tx.exec(
        "UPDATE safety_case SET state = 'open', assignee = NULL WHERE id = $1",
        (permit.case(),),
    )?;
    Ok(())
}

pub fn close(tx: &mut Tx<'_>, permit: &MayWork, outcome: Option<Outcome>) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE safety_case SET state = 'closed', closed_at = $2, outcome = $3, lower_level = NULL,
             lower_by = NULL, lower_proposal = NULL WHERE id = $1",
        (permit.case(), now, outcome),
    )?;
    Ok(())
}

/// The queue: what is due first, first. `after` is the (due time, id) of the last one shown.
pub fn queue(tx: &mut Tx<'_>, after: (Timestamp, i64), limit: usize) -> Result<Vec<CaseRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM safety_case WHERE state <> 'closed' AND (due_at, id) > ($1, $2)
         ORDER BY due_at, id LIMIT $3"
    );
    tx.query(&sql, (after.0, after.1, limit), case)
}

/// The next case that nobody has, leaving out those about `own`.
pub fn next_open(tx: &mut Tx<'_>, own: Id<Persona>) -> Result<Option<Id<Case>>> {
    tx.maybe(
        "SELECT id FROM safety_case WHERE state = 'open' AND persona <> $1
         ORDER BY due_at, id LIMIT 1",
        (own,),
        |row| row.get(0),
    )
}

/// Other cases about the same persona, newest first.
pub fn others(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    but: Id<Case>,
    limit: usize,
) -> Result<Vec<CaseRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM safety_case WHERE persona = $1 AND id <> $2 ORDER BY id DESC LIMIT $3"
    );
    tx.query(&sql, (persona, but, limit), case)
}

/// Words of a text that a rule matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub rule: String,
    pub words: String,
    pub level: Level,
}

/// Keeps a quote once. `false`: it was there.
pub fn add_quote(tx: &mut Tx<'_>, case: Id<Case>, quote: &Quote) -> Result<bool> {
    let now = tx.now();
    let added = tx.exec(
        "INSERT INTO safety_quote (case_id, rule, words, level, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, rule, words) DO NOTHING",
        (case, &quote.rule, &quote.words, quote.level, now),
    )?;
    Ok(added == 1)
}

pub fn quotes(tx: &mut Tx<'_>, case: Id<Case>) -> Result<Vec<Quote>> {
    tx.query(
        "SELECT rule, words, level FROM safety_quote WHERE case_id = $1 ORDER BY at, rule, words LIMIT $2",
        (case, CASE_QUOTES_MAX),
        |row| Ok(Quote { rule: row.get(0)?, words: row.get(1)?, level: row.get(2)? }),
    )
}

/// One line of a case's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `None`: a rule or a timer.
    pub by: Option<Id<Persona>>,
    pub what: Happening,
    /// A code, a number, or what a moderator wrote.
    pub detail: String,
    pub at: Timestamp,
}

pub fn add_history(
    tx: &mut Tx<'_>,
    case: Id<Case>,
    by: Option<Id<Persona>>,
    what: Happening,
    detail: &str,
) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Entry>(), tx.now());
    tx.exec(
        "INSERT INTO safety_history (id, case_id, by_persona, what, detail, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, case, by, what, detail, now),
    )?;
    Ok(())
}

/// The latest entries, oldest of them first.
pub fn history(tx: &mut Tx<'_>, case: Id<Case>) -> Result<Vec<Entry>> {
    let mut entries = tx.query(
        "SELECT by_persona, what, detail, at FROM safety_history WHERE case_id = $1
         ORDER BY id DESC LIMIT $2",
        (case, HISTORY_MAX),
        |row| {
            let (by, what) = (row.get(0)?, row.get(1)?);
            Ok(Entry { by, what, detail: row.get(2)?, at: row.get(3)? })
        },
    )?;
    entries.reverse();
    Ok(entries)
}
