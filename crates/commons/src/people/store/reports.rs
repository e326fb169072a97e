use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{Report, Status};

use crate::people::policy::MayReport;
use crate::people::report::{Complaint, OpenReport, Subject};
use crate::store::sight::meant;

/// What a report of a status depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportedStatus {
    pub author: Id<Persona>,
    /// The reporter was among those it was meant for, blocks aside.
    pub meant_for_reporter: bool,
    pub deleted: bool,
}

/// The open report of the same thing by the same person.
pub fn find_open(tx: &mut Tx<'_>, permit: MayReport) -> Result<Option<OpenReport>> {
    let Subject { persona, status } = permit.subject();
    tx.maybe(
        "SELECT id, comment FROM commons_report
         WHERE reporter = $1 AND state = 'open' AND persona = $2 AND COALESCE(status, 0) = $3
         ORDER BY id LIMIT 1",
        (permit.reporter(), persona, status.map_or(0, Id::get)),
        |row| Ok(OpenReport { id: row.get(0)?, comment: row.get(1)? }),
    )
}

pub fn insert(tx: &mut Tx<'_>, permit: MayReport, complaint: &Complaint) -> Result<Id<Report>> {
    let id: Id<Report> = tx.env().new_id();
    let now = tx.now();
    let Subject { persona, status } = permit.subject();
    let Complaint { reason, comment } = complaint;
    tx.exec(
        "INSERT INTO commons_report
             (id, reporter, persona, status, reason, comment, state, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $7)",
        (id, permit.reporter(), persona, status, reason.as_str(), comment, now),
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
        "UPDATE commons_report SET reason = $3, comment = $4, updated_at = $5
         WHERE id = $1 AND reporter = $2",
        (open, permit.reporter(), complaint.reason.as_str(), &complaint.comment, now),
    )?;
    Ok(())
}

pub fn count_open(tx: &mut Tx<'_>, reporter: Id<Persona>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM commons_report WHERE reporter = $1 AND state = 'open'";
    tx.one(sql, (reporter,), |row| row.get(0))
}

/// Blocks are left out on purpose: see `reportable_author`.
pub fn find_status(
    tx: &mut Tx<'_>,
    reporter: Id<Persona>,
    status: Id<Status>,
) -> Result<ReportedStatus> {
    const SQL: &str = concat!(
        "SELECT s.author, s.deleted_at IS NOT NULL, ",
        meant!(),
        " FROM commons_status s WHERE s.id = $2"
    );
    tx.one(SQL, (reporter, status), |row| {
        Ok(ReportedStatus {
            author: row.get(0)?,
            deleted: row.get(1)?,
            meant_for_reporter: row.get(2)?,
        })
    })
}

/// Forgets what an erased persona wrote in reports, and closes reports about it: there is nothing
/// left to look at. That a report was made stays.
pub fn erase(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE commons_report SET comment = '' WHERE reporter = $1", (persona,))?;
    tx.exec(
        "UPDATE commons_report SET state = 'closed', comment = '', updated_at = $2
         WHERE persona = $1 AND state = 'open'",
        (persona, now),
    )?;
    Ok(())
}
