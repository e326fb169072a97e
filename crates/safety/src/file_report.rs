use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::{Case, Report, ReportFiled};

use crate::duty;
use crate::limits::{RAID_REPORTS, REPORTS_OPEN_MAX};
use crate::model::{Complaint, Happening, OpenReport, Reason, Subject, joined_comment};
use crate::open_case::{Alarm, open_case};
use crate::policy::{self, MayReport};
use crate::present::present;
use crate::store::{cases, reports};

/// Within so long many reports of one thing are a raid.
const RAID: Duration = Duration::from_secs(3_600);

/// A report as its reporter gets it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    pub report: Id<Report>,
    /// It joined a report of the same thing by the same person that is still open.
    pub joined: bool,
}

/// Asks for a look at a thing that the reporter was found to see.
///
/// Refusals: `report_self`, `too_many_reports`, `email_unconfirmed`.
pub fn file_report(
    tx: &mut Tx<'_>,
    actor: &Actor,
    subject: Subject,
    complaint: &Complaint,
) -> Result<Filed> {
    present(tx, actor)?;
    let permit = policy::may_report(actor, subject)?;
    if let Some(open) = reports::find_open(tx, permit)? {
        return join(tx, permit, &open, complaint);
    }
    if reports::count_open(tx, permit.reporter())? >= REPORTS_OPEN_MAX {
        return Err(Error::Conflict("too_many_reports"));
    }
    let alarm = alarm(tx, subject, complaint.reason)?;
    let case = open_case(tx, alarm)?;
    let report = reports::insert(tx, permit, case, complaint)?;
    let reason = complaint.reason.as_str().to_owned();
    cases::add_history(tx, case, None, Happening::Reported, &reason)?;
    mark_raid(tx, case)?;
    let (persona, status) = (subject.persona, subject.as_status());
    outbox::emit(tx, &ReportFiled { report, persona, status, reason })?;
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
    reports::join(tx, permit, open.id, &joined)?;
    let alarm = alarm(tx, permit.subject(), complaint.reason)?;
    open_case(tx, alarm)?;
    Ok(Filed { report: open.id, joined: true })
}

fn alarm(tx: &mut Tx<'_>, subject: Subject, reason: Reason) -> Result<Alarm<'static>> {
    let (level, now) = (reason.level(), tx.now());
    let due_at = match reason {
        Reason::DangerToSelf => level.worry_due_at(now, duty::is_staffed(tx)?),
        _ => level.due_at(now),
    };
    Ok(Alarm { subject, topic: reason.as_str(), level, due_at })
}

/// Many reports in a short time say something about the reporters, too: the case is marked, once,
/// and nothing else follows from a count.
fn mark_raid(tx: &mut Tx<'_>, case: Id<Case>) -> Result<()> {
    let since = tx.now() - RAID;
    if reports::count_since(tx, case, since)? < RAID_REPORTS || cases::get(tx, case)?.raided {
        return Ok(());
    }
    cases::mark_raided(tx, case)?;
    cases::add_history(tx, case, None, Happening::Raid, "")
}
