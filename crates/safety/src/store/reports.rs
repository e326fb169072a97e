use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::{Case, Report};

use crate::limits::CASE_REPORTS_MAX;
use crate::model::{Complaint, OpenReport, Reason};
use crate::policy::MayReport;

/// The open report of the same thing by the same person.
pub fn find_open(tx: &mut Tx<'_>, permit: MayReport) -> Result<Option<OpenReport>> {
    let about = permit.subject().about;
    tx.maybe(
        "SELECT id, comment FROM safety_report
         WHERE reporter = $1 AND state = 'open' AND subject = $2 AND kind = $3 ORDER BY id LIMIT 1",
        (permit.reporter(), about.id, about.kind.as_str()),
        |row| Ok(OpenReport { id: row.get(0)?, comment: row.get(1)? }),
    )
}

pub fn insert(
    tx: &mut Tx<'_>,
    permit: MayReport,
    case: Id<Case>,
    complaint: &Complaint,
) -> Result<Id<Report>> {
    let (id, now) = (tx.env().new_id::<Report>(), tx.now());
    let (persona, about) = (permit.subject().persona, permit.subject().about);
    let Complaint { reason, comment } = complaint;
    let kind = about.kind.as_str();
    tx.exec(
        "INSERT INTO safety_report (id, case_id, reporter, persona, kind, subject, reason, comment,
             state, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $9)",
        (id, case, permit.reporter(), persona, kind, about.id, *reason, comment, now),
    )?;
    Ok(id)
}

/// Writes the reason and the joined comment into the report that is open.
pub fn join(
    tx: &mut Tx<'_>,
    permit: MayReport,
    open: Id<Report>,
    complaint: &Complaint,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE safety_report SET reason = $3, comment = $4, updated_at = $5
         WHERE id = $1 AND reporter = $2",
        (open, permit.reporter(), complaint.reason, &complaint.comment, now),
    )?;
    Ok(())
}

pub fn count_open(tx: &mut Tx<'_>, reporter: Id<Persona>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM safety_report WHERE reporter = $1 AND state = 'open'";
    tx.one(sql, (reporter,), |row| row.get(0))
}

pub fn count_since(tx: &mut Tx<'_>, case: Id<Case>, since: Timestamp) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM safety_report WHERE case_id = $1 AND created_at > $2";
    tx.one(sql, (case, since), |row| row.get(0))
}

pub fn count_of(tx: &mut Tx<'_>, case: Id<Case>) -> Result<u64> {
    tx.one("SELECT COUNT(*) FROM safety_report WHERE case_id = $1", (case,), |row| row.get(0))
}

/// A report as a moderator reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    pub id: Id<Report>,
    pub reporter: Id<Persona>,
    pub reason: Reason,
    pub comment: String,
    pub created_at: Timestamp,
}

/// The first reports of a case.
pub fn of_case(tx: &mut Tx<'_>, case: Id<Case>) -> Result<Vec<ReportRow>> {
    tx.query(
        "SELECT id, reporter, reason, comment, created_at FROM safety_report WHERE case_id = $1
         ORDER BY id LIMIT $2",
        (case, CASE_REPORTS_MAX),
        |row| {
            let (id, reporter, reason) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(ReportRow { id, reporter, reason, comment: row.get(3)?, created_at: row.get(4)? })
        },
    )
}

/// Ends the open reports of a case and answers whose they were.
pub fn close_of(tx: &mut Tx<'_>, case: Id<Case>) -> Result<Vec<(Id<Report>, Id<Persona>)>> {
    let now = tx.now();
    tx.query(
        "UPDATE safety_report SET state = 'closed', updated_at = $2
         WHERE case_id = $1 AND state = 'open' RETURNING id, reporter",
        (case, now),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Whether an own report is closed, and whether anything was done in its case.
pub fn outcome(tx: &mut Tx<'_>, id: Id<Report>, reporter: Id<Persona>) -> Result<(bool, bool)> {
    tx.one(
        "SELECT r.state = 'closed', EXISTS (SELECT 1 FROM safety_measure m
             WHERE m.case_id = r.case_id AND m.began_at IS NOT NULL)
         FROM safety_report r WHERE r.id = $1 AND r.reporter = $2",
        (id, reporter),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
