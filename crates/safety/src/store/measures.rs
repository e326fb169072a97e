use commonround_db::{Row, Tx, Value, in_list, padded};
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::{Case, Proposal, Sanction, SanctionAct, Status};

use super::{about, act};
use crate::labels::Label;
use crate::limits::MEASURES_MAX;
use crate::model::{Cause, Measure, MeasureState, Subject};
use crate::policy::MayWork;

/// A measure as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRow {
    pub id: Id<Sanction>,
    pub case: Id<Case>,
    pub subject: Subject,
    pub act: SanctionAct,
    pub cause: Cause,
    pub words: String,
    pub state: MeasureState,
    /// `None`: a rule.
    pub by: Option<Id<Persona>>,
    pub by_key: Option<Vec<u8>>,
    pub second_key: Option<Vec<u8>>,
    /// What waits, or waited, for a second moderator.
    pub proposal: Option<Id<Proposal>>,
    pub made_at: Timestamp,
    pub began_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub over_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, case_id, persona, kind, subject, act, cause, words, state, by_persona,
     by_key, second_key, proposal, made_at, began_at, ends_at, over_at";

fn measure(row: &Row<'_>) -> Result<MeasureRow> {
    Ok(MeasureRow {
        id: row.get(0)?,
        case: row.get(1)?,
        subject: Subject { persona: row.get(2)?, about: about(row, 3, 4)? },
        act: act(row, 5)?,
        cause: row.get(6)?,
        words: row.get(7)?,
        state: row.get(8)?,
        by: row.get(9)?,
        by_key: row.get(10)?,
        second_key: row.get(11)?,
        proposal: row.get(12)?,
        made_at: row.get(13)?,
        began_at: row.get(14)?,
        ends_at: row.get(15)?,
        over_at: row.get(16)?,
    })
}

/// Who makes a measure: a moderator, or a rule.
pub enum Maker<'a> {
    Moderator(&'a MayWork),
    Rule,
}

/// Writes a measure down as proposed. Nothing begins before `begin`.
pub fn insert(
    tx: &mut Tx<'_>,
    maker: &Maker<'_>,
    case: Id<Case>,
    subject: Subject,
    made: &Measure,
) -> Result<Id<Sanction>> {
    let (id, now) = (tx.env().new_id::<Sanction>(), tx.now());
    let Subject { persona, about } = subject;
    let (by, key) = match maker {
        Maker::Moderator(permit) => (Some(permit.by()), Some(permit.key())),
        Maker::Rule => (None, None),
    };
    tx.exec(
        "INSERT INTO safety_measure (id, case_id, persona, kind, subject, act, cause, words, state,
             by_persona, by_key, made_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, $11, $12)",
        (
            id,
            case,
            persona,
            about.kind.as_str(),
            about.id,
            made.act.as_str(),
            made.cause,
            &made.words,
            by,
            key,
            now,
            made.ends_at,
        ),
    )?;
    Ok(id)
}

pub fn begin(tx: &mut Tx<'_>, id: Id<Sanction>) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE safety_measure SET state = 'active', began_at = $2 WHERE id = $1", (id, now))?;
    Ok(())
}

/// Keeps which proposal a measure waits for.
pub fn set_proposal(tx: &mut Tx<'_>, id: Id<Sanction>, proposal: Id<Proposal>) -> Result<()> {
    tx.exec("UPDATE safety_measure SET proposal = $2 WHERE id = $1", (id, proposal))?;
    Ok(())
}

/// Keeps who agreed, so that they do not decide an appeal.
pub fn set_second(tx: &mut Tx<'_>, id: Id<Sanction>, key: &[u8]) -> Result<()> {
    tx.exec("UPDATE safety_measure SET second_key = $2 WHERE id = $1", (id, key))?;
    Ok(())
}

pub fn finish(tx: &mut Tx<'_>, id: Id<Sanction>, state: MeasureState) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE safety_measure SET state = $2, over_at = $3 WHERE id = $1", (id, state, now))?;
    Ok(())
}

pub fn get(tx: &mut Tx<'_>, id: Id<Sanction>) -> Result<MeasureRow> {
    tx.one(&format!("SELECT {COLUMNS} FROM safety_measure WHERE id = $1"), (id,), measure)
}

/// What was done in a case, oldest first.
pub fn of_case(tx: &mut Tx<'_>, case: Id<Case>) -> Result<Vec<MeasureRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM safety_measure WHERE case_id = $1 ORDER BY id LIMIT $2");
    tx.query(&sql, (case, MEASURES_MAX), measure)
}

/// What was done to a persona and its statuses, newest first.
pub fn of_persona(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<MeasureRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM safety_measure WHERE persona = $1 ORDER BY id DESC LIMIT $2"
    );
    tx.query(&sql, (persona, MEASURES_MAX), measure)
}

/// The active measure of this act on this thing.
pub fn active(tx: &mut Tx<'_>, subject: Subject, act: SanctionAct) -> Result<Option<Id<Sanction>>> {
    tx.maybe(
        "SELECT id FROM safety_measure
         WHERE subject = $1 AND kind = $2 AND state = 'active' AND act = $3 ORDER BY id LIMIT 1",
        (subject.about.id, subject.about.kind.as_str(), act.as_str()),
        |row| row.get(0),
    )
}

/// Active labels on statuses, each with the status it is on.
pub fn labels_on(tx: &mut Tx<'_>, statuses: &[Id<Status>]) -> Result<Vec<(Id<Status>, Label)>> {
    let sql = format!(
        "SELECT subject, id, cause, by_persona IS NULL FROM safety_measure
         WHERE kind = 'status' AND state = 'active' AND act = 'label' AND subject IN {} ORDER BY id",
        in_list(1, statuses.len())
    );
    let params: Vec<Value> = padded(statuses.iter().copied());
    tx.query(&sql, params, |row| {
        let (sanction, cause, is_by_rule) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, Label { sanction, cause, is_by_rule }))
    })
}
