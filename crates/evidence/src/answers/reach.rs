use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use commonround_db::Db;
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::AnswerCard;

use super::store;
use crate::limits::{REACH_FLUSH_SECS, REACH_HELD_MAX};

/// Counts views of answers: how many a day, never whose. Held in memory for a moment, so that a
/// thousand readers at once cost one write; what a crash takes is a moment's count.
#[derive(Debug, Clone, Default)]
pub struct Reach(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    since: Option<Timestamp>,
    views: HashMap<Id<AnswerCard>, u64>,
    total: u64,
}

impl Reach {
    /// One view more. Writes what is held where it is old enough or much.
    ///
    /// # Errors
    /// What the database says.
    pub async fn viewed(&self, db: &Db, answer: Id<AnswerCard>, now: Timestamp) -> Result<()> {
        let due = self.count(answer, now);
        if due.is_empty() {
            return Ok(());
        }
        let day = now.to_string().chars().take(10).collect::<String>();
        db.write(move |tx| due.iter().try_for_each(|(id, n)| store::add_views(tx, *id, &day, *n)))
            .await
    }

    fn count(&self, answer: Id<AnswerCard>, now: Timestamp) -> HashMap<Id<AnswerCard>, u64> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held.views.entry(answer).or_default() += 1;
        held.total += 1;
        let since = *held.since.get_or_insert(now);
        let is_old = now.millis().abs_diff(since.millis()) >= REACH_FLUSH_SECS * 1_000;
        if !is_old && held.total < REACH_HELD_MAX {
            return HashMap::new();
        }
        mem::take(&mut *held).views
    }
}

/// A count as it is told: its first digit, and nothing of small ones.
#[must_use]
pub fn rounded(views: u64) -> Option<u64> {
    if views < 10 {
        return None;
    }
    let scale = 10_u64.pow(views.ilog10());
    Some(views / scale * scale)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn a_reach_is_told_by_its_first_digit() {
        for (views, told) in [
            (0, None),
            (9, None),
            (10, Some(10)),
            (19, Some(10)),
            (287, Some(200)),
            (5_999, Some(5_000)),
        ] {
            assert_eq!(rounded(views), told, "{views}");
        }
    }
}
