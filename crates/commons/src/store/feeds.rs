//! Lists of statuses, newest first. Each picks its ids by index first and reads whole rows for
//! those only; the same text runs on both engines.

use commonround_db::{Tx, in_list, padded};
use commonround_kernel::{Id, Persona, Result, Slice};
use commonround_vocabulary::Status;

use super::sight::{Viewer, listed, seen, tag_listed, unlimited};
use super::statuses::{Stored, columns, stored};

/// Whole rows for the ids that a subquery picks.
macro_rules! rows_of {
    ($($ids:tt)*) => {
        concat!(
            "SELECT ", columns!(), " FROM (", $($ids)*, ") u JOIN commons_status s ON s.id = u.id
             ORDER BY u.id DESC"
        )
    };
}

/// Statuses above `$3` and below `$2` of whom `$1` follows and of `$1`, and public ones with a tag
/// `$1` follows. A reply stands here only where `$1` knows whom it answers.
const HOME: &str = rows_of!(
    "SELECT id FROM (
        SELECT * FROM (
            SELECT s.id FROM commons_follow w JOIN commons_status s ON s.author = w.followed
            WHERE w.follower = $1 AND s.id < $2 AND s.id > $3 AND ",
    listed!(),
    "
                AND (s.answered IS NULL OR s.answered = s.author OR s.answered = $1
                    OR EXISTS (SELECT 1 FROM commons_follow k
                        WHERE k.follower = $1 AND k.followed = s.answered))
            ORDER BY s.id DESC LIMIT $4) followed
        UNION SELECT * FROM (
            SELECT s.id FROM commons_status s
            WHERE s.author = $1 AND s.id < $2 AND s.id > $3 AND ",
    seen!(),
    "
            ORDER BY s.id DESC LIMIT $4) own
        UNION SELECT * FROM (
            SELECT t.status FROM commons_tag_follow w
            JOIN commons_status_tag t ON t.tag = w.tag AND t.status < $2 AND t.status > $3
            WHERE w.persona = $1 AND ",
    tag_listed!(),
    "
            ORDER BY t.status DESC LIMIT $4) tagged
     ) every ORDER BY id DESC LIMIT $4"
);

/// Public statuses that begin a conversation.
const LOCAL: &str = rows_of!(
    "SELECT s.id FROM commons_status s
     WHERE s.visibility = 'public' AND s.in_reply_to IS NULL AND s.id < $2 AND s.id > $3
         AND ",
    listed!(),
    " AND ",
    unlimited!("s.author"),
    "
     ORDER BY s.id DESC LIMIT $4"
);

/// Public statuses with the tag `$5`.
const TAG: &str = rows_of!(
    "SELECT t.status AS id FROM commons_status_tag t
     WHERE t.tag = $5 AND t.status < $2 AND t.status > $3 AND ",
    tag_listed!(),
    "
     ORDER BY t.status DESC LIMIT $4"
);

/// Statuses of the persona `$5`: whoever asks for one person gets that person, muted or not.
const AUTHOR: &str = rows_of!(
    "SELECT s.id FROM commons_status s
     WHERE s.author = $5 AND s.id < $2 AND s.id > $3 AND ",
    seen!(),
    "
     ORDER BY s.id DESC LIMIT $4"
);

/// `floor` is the lower end of the window; the slice's own lower end may be higher.
pub fn home(tx: &mut Tx<'_>, viewer: Viewer, slice: Slice, floor: i64) -> Result<Vec<Stored>> {
    let floor = floor.max(slice.floor());
    tx.query(HOME, (viewer.bound(), slice.ceiling(), floor, slice.limit), stored)
}

pub fn local(tx: &mut Tx<'_>, viewer: Viewer, slice: Slice) -> Result<Vec<Stored>> {
    tx.query(LOCAL, (viewer.bound(), slice.ceiling(), slice.floor(), slice.limit), stored)
}

pub fn tag(tx: &mut Tx<'_>, viewer: Viewer, folded: &str, slice: Slice) -> Result<Vec<Stored>> {
    tx.query(TAG, (viewer.bound(), slice.ceiling(), slice.floor(), slice.limit, folded), stored)
}

pub fn author(
    tx: &mut Tx<'_>,
    viewer: Viewer,
    author: Id<Persona>,
    slice: Slice,
) -> Result<Vec<Stored>> {
    tx.query(AUTHOR, (viewer.bound(), slice.ceiling(), slice.floor(), slice.limit, author), stored)
}

/// Those of the ids that the viewer finds by search: public, and the author lets search find them
/// at the time of asking. In no order.
pub fn findable(tx: &mut Tx<'_>, viewer: Viewer, ids: &[Id<Status>]) -> Result<Vec<Stored>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    const SQL: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM commons_status s
         LEFT JOIN commons_profile p ON p.persona = s.author
         WHERE s.visibility = 'public' AND COALESCE(p.indexable, s.indexed) AND ",
        listed!(),
        " AND ",
        unlimited!("s.author"),
        " AND s.id IN "
    );
    let mut values = vec![viewer.bound().into()];
    values.extend(padded(ids.iter().copied()));
    tx.query(&format!("{SQL}{}", in_list(2, ids.len())), values, stored)
}
