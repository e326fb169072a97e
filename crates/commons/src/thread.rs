//! A status with what stands above and below it.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::Status;

use crate::beside::Neighbours;
use crate::cards::{StatusCard, complete};
use crate::limits::THREAD_ROWS_MAX;
use crate::store::sight::Viewer;
use crate::store::statuses::Stored;
use crate::store::{statuses, threads};

/// One page of a conversation.
#[derive(Debug, Clone)]
pub struct Thread {
    pub focus: StatusCard,
    /// From where it began down to what the focus answers. Deleted ones keep their place.
    pub above: Vec<StatusCard>,
    /// Replies in reading order: each below what it answers.
    pub below: Vec<Branch>,
    /// There is more below than one page reads.
    pub more: bool,
}

/// A reply and how far below the focus it stands, counted from 1.
#[derive(Debug, Clone)]
pub struct Branch {
    pub card: StatusCard,
    pub depth: usize,
}

/// The status with its conversation.
///
/// Refusals: not found where the viewer may not see it, gone where it was deleted.
pub fn thread(
    tx: &mut Tx<'_>,
    neighbours: &Neighbours,
    viewer: Viewer,
    id: Id<Status>,
) -> Result<Thread> {
    let focus = statuses::seen(tx, viewer, id)?;
    let above = match focus.in_reply_to {
        Some(parent) => threads::ancestors(tx, viewer, parent)?,
        None => Vec::new(),
    };
    let later = threads::later(tx, viewer, focus.thread, focus.id)?;
    let more = later.len() >= THREAD_ROWS_MAX;
    let below = arrange(&focus, &later);

    let order: Vec<_> = below.iter().map(|(id, _)| *id).collect();
    let depths: HashMap<_, _> = below.into_iter().collect();
    let mut rows = above;
    let focus_id = focus.id;
    rows.push(focus);
    let mut replies: HashMap<_, _> = later.into_iter().map(|row| (row.id, row)).collect();
    rows.extend(order.iter().filter_map(|id| replies.remove(id)));
    split(complete(tx, neighbours, viewer, rows)?, focus_id, &depths, more)
}

/// Takes the completed cards apart again.
fn split(
    cards: Vec<StatusCard>,
    focus: Id<Status>,
    depths: &HashMap<Id<Status>, usize>,
    more: bool,
) -> Result<Thread> {
    let at = cards.iter().position(|card| card.id == focus);
    let at = at.ok_or(commonround_kernel::Error::NotFound)?;
    let mut above = cards;
    let below = above.split_off(at + 1);
    let focus = above.remove(at);
    let below = below.into_iter().map(|card| {
        let depth = depths.get(&card.id).copied().unwrap_or(1);
        Branch { card, depth }
    });
    Ok(Thread { focus, above, below: below.collect(), more })
}

/// The replies below the focus in reading order, with their depth. A reply to something the reader
/// may not see stands below the focus itself where that began the thread; elsewhere nobody can
/// tell whether it belongs here. Tombstones stay only where something stands below them.
fn arrange(focus: &Stored, later: &[Stored]) -> Vec<(Id<Status>, usize)> {
    let known: HashMap<_, _> = later.iter().map(|row| (row.id, row)).collect();
    let mut children: HashMap<Id<Status>, Vec<&Stored>> = HashMap::new();
    for row in later {
        let parent = row.in_reply_to.filter(|id| *id == focus.id || known.contains_key(id));
        let orphan = (focus.id == focus.thread).then_some(focus.id);
        if let Some(parent) = parent.or(orphan) {
            children.entry(parent).or_default().push(row);
        }
    }
    let mut order = Vec::with_capacity(later.len());
    let mut stack: Vec<(&Stored, usize)> = Vec::new();
    let below = |id: &Id<Status>| children.get(id).into_iter().flatten().rev();
    stack.extend(below(&focus.id).map(|row| (*row, 1)));
    while let Some((row, depth)) = stack.pop() {
        order.push((row.id, depth, row.deleted));
        stack.extend(below(&row.id).map(|child| (*child, depth + 1)));
    }
    without_bare_tombstones(order)
}

/// Walks backwards, so that a tombstone above another that goes goes too.
fn without_bare_tombstones(order: Vec<(Id<Status>, usize, bool)>) -> Vec<(Id<Status>, usize)> {
    let mut kept: Vec<(Id<Status>, usize)> = Vec::with_capacity(order.len());
    for (id, depth, deleted) in order.into_iter().rev() {
        let has_replies = kept.last().is_some_and(|(_, next)| *next > depth);
        if !deleted || has_replies {
            kept.push((id, depth));
        }
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::stored;

    /// `id<parent` with `x` after the id for a tombstone; answers `id@depth`.
    fn check(focus: i64, root: i64, rows: &str, expected: &str) {
        let parse = |word: &str| {
            let (id, parent) = word.split_once('<').unwrap();
            let deleted = id.ends_with('x');
            let id = id.trim_end_matches('x').parse().unwrap();
            stored(id, root, Some(parent.parse().unwrap()), deleted)
        };
        let later: Vec<_> = rows.split_whitespace().map(parse).collect();
        let shown = arrange(&stored(focus, root, None, false), &later);
        let shown: Vec<_> = shown.iter().map(|(id, depth)| format!("{id}@{depth}")).collect();
        assert_eq!(shown.join(" "), expected, "{rows}");
    }

    #[test]
    fn replies_stand_below_what_they_answer() {
        check(1, 1, "2<1 3<1 4<2 5<4 6<3", "2@1 4@2 5@3 3@1 6@2");
    }

    #[test]
    fn a_reply_to_something_unseen_stands_below_the_root() {
        check(1, 1, "3<1 4<2", "3@1 4@1");
    }

    #[test]
    fn a_page_further_down_shows_its_own_replies_only() {
        check(5, 1, "6<1 7<5 8<7 9<4", "7@1 8@2");
    }

    #[test]
    fn tombstones_stay_where_something_stands_below_them() {
        check(1, 1, "2x<1 3<2 4x<1 5x<4 6<1", "2x@1 3@2 6@1".replace('x', "").as_str());
    }
}
