use std::collections::HashMap;

use commonround_db::{Tx, Value, in_list, padded};
use commonround_kernel::{Id, Persona, Result, Timestamp};

use crate::people::policy::Relation;

/// What stands between the viewer and each of the others. Others without a relation are absent.
pub fn of_each(
    tx: &mut Tx<'_>,
    viewer: Id<Persona>,
    others: &[Id<Persona>],
) -> Result<HashMap<Id<Persona>, Relation>> {
    let mut relations: HashMap<Id<Persona>, Relation> = HashMap::new();
    if others.is_empty() {
        return Ok(relations);
    }
    let mut params = vec![Value::from(viewer)];
    params.extend(padded(others.iter().copied()));
    tx.query(&union(others.len()), params, |row| {
        let relation = relations.entry(row.get(1)?).or_default();
        note(relation, row.get(0)?, row.get(2)?);
        Ok(())
    })?;
    Ok(relations)
}

fn note(relation: &mut Relation, kind: i64, until: Option<Timestamp>) {
    match kind {
        1 => relation.following = true,
        2 => relation.followed_by = true,
        3 => relation.requested = true,
        4 => relation.requested_by = true,
        5 => relation.blocking = true,
        6 => relation.blocked_by = true,
        _ => {
            relation.muting = true;
            relation.muting_until = until;
        }
    }
}

/// One statement for seven look-ups, each by primary key or index.
fn union(others: usize) -> String {
    let among = in_list(2, others);
    format!(
        "SELECT CAST(1 AS BIGINT), followed, CAST(NULL AS BIGINT) FROM commons_follow
         WHERE follower = $1 AND followed IN {among}
         UNION ALL SELECT 2, follower, NULL FROM commons_follow
         WHERE followed = $1 AND follower IN {among}
         UNION ALL SELECT 3, followed, NULL FROM commons_follow_request
         WHERE follower = $1 AND answer IS NULL AND followed IN {among}
         UNION ALL SELECT 4, follower, NULL FROM commons_follow_request
         WHERE followed = $1 AND answer IS NULL AND follower IN {among}
         UNION ALL SELECT 5, blocked, NULL FROM commons_block
         WHERE blocker = $1 AND blocked IN {among}
         UNION ALL SELECT 6, blocker, NULL FROM commons_block
         WHERE blocked = $1 AND blocker IN {among}
         UNION ALL SELECT 7, muted, expires_at FROM commons_mute
         WHERE muter = $1 AND muted IN {among}"
    )
}

/// SQL condition: no block stands between `author` (a qualified column) and `viewer` (a
/// placeholder whose parameter is 0 for nobody).
#[must_use]
pub fn unblocked_sql(author: &str, viewer: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM commons_block b WHERE b.blocker = {viewer} AND b.blocked = {author})
         AND NOT EXISTS (SELECT 1 FROM commons_block b WHERE b.blocked = {viewer} AND b.blocker = {author})"
    )
}
