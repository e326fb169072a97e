use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Status;

use crate::reportable::ReportableStatus;
use crate::store::sight::{meant, unmeasured};

/// A status and whether it may be reported.
pub struct Found {
    pub status: ReportableStatus,
    /// The viewer was among those it was meant for, blocks aside, and no measure hides it.
    pub meant_for_viewer: bool,
    pub deleted: bool,
}

/// Blocks are left out on purpose: see `reportable_status`.
pub fn find(tx: &mut Tx<'_>, viewer: Option<Id<Persona>>, status: Id<Status>) -> Result<Found> {
    const SQL: &str = concat!(
        "SELECT s.author, s.plain, s.warning, s.language, s.created_at, s.deleted_at IS NOT NULL, ",
        meant!(),
        " AND ",
        unmeasured!(),
        " FROM commons_status s WHERE s.id = $2"
    );
    tx.one(SQL, (viewer.map_or(0, Id::get), status), |row| {
        let (plain, warning): (String, Option<String>) = (row.get(1)?, row.get(2)?);
        let plain =
            warning.map_or_else(|| plain.clone(), |warning| format!("{warning}\n\n{plain}"));
        let (author, language, created_at) = (row.get(0)?, row.get(3)?, row.get(4)?);
        let status = ReportableStatus { author, plain, language, created_at };
        Ok(Found { status, deleted: row.get(5)?, meant_for_viewer: row.get(6)? })
    })
}
