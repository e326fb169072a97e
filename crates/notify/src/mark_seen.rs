use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Notification;
use commonround_web::BELL_SHOWN_MAX;

use crate::policy;
use crate::store::seen;

/// Marks what stands at `up_to` and below as seen; without it, everything. Answers what is still
/// new. What comes later than the newest row stays new, whatever was asked.
pub fn mark_seen(tx: &mut Tx<'_>, actor: &Actor, up_to: Option<Id<Notification>>) -> Result<usize> {
    let permit = policy::may_change_own(actor);
    let up_to = up_to.map_or(i64::MAX, Id::get);
    if let Some(newest) = seen::newest(tx, permit.persona(), up_to)? {
        seen::set(tx, permit, Id::from_i64(newest))?;
    }
    count_unread(tx, actor)
}

/// How many rows are new, counted no further than the bell shows.
pub fn count_unread(tx: &mut Tx<'_>, actor: &Actor) -> Result<usize> {
    seen::unread(tx, actor.persona, BELL_SHOWN_MAX + 1)
}
