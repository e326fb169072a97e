use super::compact::{Compact, RowKey};
use super::diff::{Change, Known, Tally, step};

/// What is known of a register, held in memory while a new file of it is read: 32 bytes a row.
#[derive(Debug, Default)]
pub struct Snapshot {
    rows: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: RowKey,
    known: Known,
    seen: bool,
}

impl Snapshot {
    #[must_use]
    pub fn new(known: impl IntoIterator<Item = (RowKey, Known)>) -> Self {
        let entry = |(key, known)| Entry { key, known, seen: false };
        let mut rows: Vec<_> = known.into_iter().map(entry).collect();
        rows.sort_unstable_by_key(|entry| entry.key);
        rows.dedup_by_key(|entry| entry.key);
        Self { rows }
    }

    #[must_use]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What the new file says of a row, counted, with what to remember of it.
    pub fn compare(&mut self, row: &Compact, tally: &mut Tally) -> (Change, Known) {
        let found = self.rows.binary_search_by_key(&row.key, |entry| entry.key).ok();
        let entry = found.and_then(|at| self.rows.get_mut(at));
        let previous = entry.map(|entry| {
            entry.seen = true;
            entry.known
        });
        let (change, next) = step(previous, Some(row));
        tally.count(previous.as_ref(), change);
        (change, next.unwrap_or_else(|| Known::from(row)))
    }

    /// Once the whole file is read: the rows that it did not have, counted.
    pub fn finish(self, tally: &mut Tally) -> impl Iterator<Item = (RowKey, Change, Known)> {
        let missed = self.rows.into_iter().filter(|entry| !entry.seen);
        missed.map(|entry| {
            let (change, next) = step(Some(entry.known), None);
            tally.count(Some(&entry.known), change);
            (entry.key, change, next.unwrap_or(entry.known))
        })
    }
}
