use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Status;

use crate::model::Disclosure;
use crate::policy;
use crate::present::present;
use crate::store::sight::Viewer;
use crate::store::statuses;

/// Says better what a status is, after it was published with a suggestion that does not fit.
///
/// Refusals: not found where the actor may not see it, gone where it was deleted, `not_author`.
pub fn change_disclosure(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: Id<Status>,
    disclosure: &Disclosure,
) -> Result<()> {
    present(tx, actor)?;
    let status = statuses::seen(tx, Viewer::of(Some(actor)), id)?;
    let permit = policy::may_change_disclosure(actor, status.id, status.author)?;
    statuses::set_disclosure(tx, permit, disclosure)
}
