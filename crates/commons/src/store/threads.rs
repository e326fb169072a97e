//! What stands above and below a status.

use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::Status;

use super::sight::{Viewer, within_sight};
use super::statuses::{Stored, columns, stored};
use crate::limits::{ANCESTORS_MAX, THREAD_ROWS_MAX};

const ABOVE: &str = concat!(
    "WITH RECURSIVE above (id, up, height) AS (
         SELECT p.id, p.in_reply_to, 1 FROM commons_status p WHERE p.id = $2
         UNION ALL
         SELECT p.id, p.in_reply_to, a.height + 1 FROM above a
         JOIN commons_status p ON p.id = a.up WHERE a.height < $3)
     SELECT ",
    columns!(),
    " FROM above a JOIN commons_status s ON s.id = a.id
     WHERE ",
    within_sight!(),
    " ORDER BY s.id"
);

const LATER: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM commons_status s WHERE s.thread = $2 AND s.id > $3 AND ",
    within_sight!(),
    " ORDER BY s.id LIMIT $4"
);

/// The parent of a status, its parent, and so on: oldest first, tombstones among them.
pub fn ancestors(tx: &mut Tx<'_>, viewer: Viewer, parent: Id<Status>) -> Result<Vec<Stored>> {
    tx.query(ABOVE, (viewer.bound(), parent, ANCESTORS_MAX), stored)
}

/// What was said in a thread after one of its statuses: oldest first, tombstones among them.
pub fn later(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    thread: Id<Status>,
    after: Id<Status>,
) -> Result<Vec<Stored>> {
    tx.query(LATER, (viewer.bound(), thread, after, THREAD_ROWS_MAX), stored)
}
