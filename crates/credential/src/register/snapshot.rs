use super::compact::{Compact, RowKey};
use super::diff::{Change, Known, Tally, step};
use super::row::Standing;

/// What is known of a register, held in memory while a new file of it is read: 20 bytes a row.
#[derive(Debug, Default)]
pub struct Snapshot {
    rows: Vec<Packed>,
}

/// In words of four bytes, because words of eight would leave gaps between the rows.
#[derive(Debug, Clone, Copy)]
struct Packed {
    key: [u32; 2],
    fingerprint: [u32; 2],
    missing: u8,
    standing: Standing,
    conditions: bool,
    seen: bool,
}

impl Packed {
    fn of(RowKey(key): RowKey, known: Known) -> Self {
        let Known { fingerprint, standing, conditions, missing } = known;
        let (key, fingerprint) = (halves(key), halves(fingerprint));
        Self { key, fingerprint, missing, standing, conditions, seen: false }
    }

    fn key(&self) -> RowKey {
        RowKey(whole(self.key))
    }

    fn known(&self) -> Known {
        let Self { standing, conditions, missing, .. } = *self;
        Known { fingerprint: whole(self.fingerprint), standing, conditions, missing }
    }
}

const fn halves(word: u64) -> [u32; 2] {
    [(word >> 32) as u32, (word & 0xffff_ffff) as u32]
}

fn whole([high, low]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

impl Snapshot {
    /// Takes what was remembered, in any order. An iterator that knows its length takes no more
    /// memory than the rows.
    #[must_use]
    pub fn new(known: impl IntoIterator<Item = (RowKey, Known)>) -> Self {
        let mut rows: Vec<_> =
            known.into_iter().map(|(key, known)| Packed::of(key, known)).collect();
        rows.sort_unstable_by_key(|row| row.key);
        rows.dedup_by_key(|row| row.key);
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
        let key = halves(row.key.0);
        let found = self.rows.binary_search_by_key(&key, |row| row.key).ok();
        let previous = found.and_then(|at| self.rows.get_mut(at)).map(|known| {
            known.seen = true;
            known.known()
        });
        let (change, next) = step(previous, Some(row));
        tally.count(previous.as_ref(), change);
        (change, next.unwrap_or_else(|| Known::from(row)))
    }

    /// Once the whole file is read: the rows that it did not have, counted.
    pub fn finish(self, tally: &mut Tally) -> impl Iterator<Item = (RowKey, Change, Known)> {
        let missed = self.rows.into_iter().filter(|row| !row.seen);
        missed.map(|row| {
            let known = row.known();
            let (change, next) = step(Some(known), None);
            tally.count(Some(&known), change);
            (row.key(), change, next.unwrap_or(known))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known() -> impl Strategy<Value = Known> {
        let standing = prop::sample::select(&Standing::ALL[..]);
        (any::<u64>(), standing, any::<bool>(), any::<u8>()).prop_map(
            |(fingerprint, standing, conditions, missing)| Known {
                fingerprint,
                standing,
                conditions,
                missing,
            },
        )
    }

    #[test]
    fn a_row_takes_twenty_bytes() {
        assert_eq!(size_of::<Packed>(), 20);
    }

    proptest! {
        #[test]
        fn a_row_is_unpacked_as_it_was_packed(key: u64, known in known()) {
            let packed = Packed::of(RowKey(key), known);
            prop_assert_eq!((packed.key(), packed.known()), (RowKey(key), known));
        }
    }
}
