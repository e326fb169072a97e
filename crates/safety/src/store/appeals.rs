use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::{Appeal, Case, Sanction};

use crate::model::AppealState;
use crate::policy::{MayAppeal, MayRule};

/// An appeal as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRow {
    pub id: Id<Appeal>,
    pub measure: Id<Sanction>,
    pub case: Id<Case>,
    pub words: String,
    pub state: AppealState,
    pub made_at: Timestamp,
    pub due_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub decided_by: Option<Id<Persona>>,
    pub answer: String,
}

const COLUMNS: &str =
    "id, measure, case_id, words, state, made_at, due_at, decided_at, decided_by, answer";

fn appeal(row: &Row<'_>) -> Result<AppealRow> {
    Ok(AppealRow {
        id: row.get(0)?,
        measure: row.get(1)?,
        case: row.get(2)?,
        words: row.get(3)?,
        state: row.get(4)?,
        made_at: row.get(5)?,
        due_at: row.get(6)?,
        decided_at: row.get(7)?,
        decided_by: row.get(8)?,
        answer: row.get(9)?,
    })
}

pub fn insert(
    tx: &mut Tx<'_>,
    permit: &MayAppeal,
    words: &str,
    due_at: Timestamp,
) -> Result<Id<Appeal>> {
    let (id, now) = (tx.env().new_id::<Appeal>(), tx.now());
    tx.exec(
        "INSERT INTO safety_appeal (id, measure, case_id, words, state, made_at, due_at, answer)
         VALUES ($1, $2, $3, $4, 'open', $5, $6, '')",
        (id, permit.measure(), permit.case(), words, now, due_at),
    )?;
    Ok(id)
}

pub fn get(tx: &mut Tx<'_>, id: Id<Appeal>) -> Result<AppealRow> {
    tx.one(&format!("SELECT {COLUMNS} FROM safety_appeal WHERE id = $1"), (id,), appeal)
}

pub fn of_measure(tx: &mut Tx<'_>, measure: Id<Sanction>) -> Result<Option<AppealRow>> {
    let sql = format!("SELECT {COLUMNS} FROM safety_appeal WHERE measure = $1");
    tx.maybe(&sql, (measure,), appeal)
}

/// Open appeals, the first due first.
pub fn queue(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<AppealRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM safety_appeal WHERE state = 'open' ORDER BY due_at, id LIMIT $1"
    );
    tx.query(&sql, (limit,), appeal)
}

pub fn decide(tx: &mut Tx<'_>, permit: &MayRule, state: AppealState, answer: &str) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE safety_appeal SET state = $2, decided_at = $3, decided_by = $4, answer = $5
         WHERE id = $1",
        (permit.appeal(), state, now, permit.by(), answer),
    )?;
    Ok(())
}
