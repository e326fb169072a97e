//! What other rooms may know of a status that somebody reports or a moderator looks at.

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::Status;

use crate::store;

/// A status as a case needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportableStatus {
    pub author: Id<Persona>,
    /// The words without markup, the warning included.
    pub plain: String,
    /// ISO 639-1, where it is known.
    pub language: Option<String>,
    pub created_at: Timestamp,
}

/// A status that `viewer` may report. A block hides nothing here: whoever hurts others would only
/// have to block them first. What was for followers stays for followers; without a viewer a
/// moderator looks, who sees all.
///
/// # Errors
/// `NotFound` where it was not meant for the viewer, `Gone("status_deleted")`.
pub fn reportable_status(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    status: Id<Status>,
) -> Result<ReportableStatus> {
    let found = store::reportable::find(tx, viewer, status)?;
    if viewer.is_some() && !found.meant_for_viewer {
        return Err(Error::NotFound);
    }
    if found.deleted { Err(Error::Gone("status_deleted")) } else { Ok(found.status) }
}
