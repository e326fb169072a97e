use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{Report, ReportFiled, Status};

use super::limits::REPORTS_OPEN_MAX;
use super::policy::{self, MayReport};
use super::report::{Complaint, OpenReport, Subject, joined_comment};
use super::store::{self, reports::ReportedStatus};
use crate::present::present;

/// A report as its reporter gets it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    pub report: Id<Report>,
    /// It joined a report of the same thing by the same person that is still open.
    pub joined: bool,
}

/// Asks for a look at a persona.
///
/// Refusals: `report_self`, `too_many_reports`.
pub fn report_persona(
    tx: &mut Tx<'_>,
    actor: &Actor,
    persona: Id<Persona>,
    complaint: &Complaint,
) -> Result<Filed> {
    present(tx, actor)?;
    let permit = policy::may_report(actor, Subject { persona, status: None })?;
    file(tx, permit, complaint)
}

/// Asks for a look at a status.
///
/// Refusals: not found where the reporter may not see it, `status_deleted`, `report_self`,
/// `too_many_reports`.
pub fn report_status(
    tx: &mut Tx<'_>,
    actor: &Actor,
    status: Id<Status>,
    complaint: &Complaint,
) -> Result<Filed> {
    present(tx, actor)?;
    let author = reportable_author(tx, actor, status)?;
    let permit = policy::may_report(actor, Subject { persona: author, status: Some(status) })?;
    file(tx, permit, complaint)
}

/// Who wrote a status that the actor may report. A block hides nothing here: whoever hurts
/// others would only have to block them first. What was for followers stays for followers.
pub fn reportable_author(
    tx: &mut Tx<'_>,
    actor: &Actor,
    status: Id<Status>,
) -> Result<Id<Persona>> {
    let found = store::reports::find_status(tx, actor.persona, status)?;
    let ReportedStatus { author, meant_for_reporter, deleted } = found;
    if !meant_for_reporter {
        return Err(Error::NotFound);
    }
    if deleted { Err(Error::Gone("status_deleted")) } else { Ok(author) }
}

fn file(tx: &mut Tx<'_>, permit: MayReport, complaint: &Complaint) -> Result<Filed> {
    if let Some(open) = store::reports::find_open(tx, permit)? {
        return join(tx, permit, &open, complaint);
    }
    if store::reports::count_open(tx, permit.reporter())? >= REPORTS_OPEN_MAX {
        return Err(Error::Conflict("too_many_reports"));
    }
    let report = store::reports::insert(tx, permit, complaint)?;
    outbox::emit(tx, &ReportFiled { report })?;
    Ok(Filed { report, joined: false })
}

fn join(
    tx: &mut Tx<'_>,
    permit: MayReport,
    open: &OpenReport,
    complaint: &Complaint,
) -> Result<Filed> {
    let comment = joined_comment(&open.comment, &complaint.comment);
    let joined = Complaint { reason: complaint.reason, comment };
    store::reports::join(tx, permit, open.id, &joined)?;
    Ok(Filed { report: open.id, joined: true })
}
