use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::{Id, Timestamp};

const SEQUENCE_BITS: u32 = 12;
const NODE_BITS: u32 = 9;
pub(crate) const MILLIS_SHIFT: u32 = SEQUENCE_BITS + NODE_BITS;
const SEQUENCE_MASK: u64 = (1 << SEQUENCE_BITS) - 1;

pub trait Clock: Send + Sync + 'static {
    fn now(&self) -> Timestamp;
}

/// The machine's clock. The only place that reads it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock that Env wraps")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Timestamp::from_millis(since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(0)))
    }
}

/// A clock that can be moved: tests start it where they like, the demo adds an offset.
pub struct AdjustableClock {
    base: Option<Box<dyn Clock>>,
    offset_millis: AtomicI64,
}

impl AdjustableClock {
    /// Stands still at `start` until moved.
    #[must_use]
    pub fn fixed(start: Timestamp) -> Self {
        Self { base: None, offset_millis: AtomicI64::new(start.millis()) }
    }

    /// Runs with `base`, shifted by `offset_millis`.
    #[must_use]
    pub fn over(base: impl Clock, offset_millis: i64) -> Self {
        Self { base: Some(Box::new(base)), offset_millis: AtomicI64::new(offset_millis) }
    }

    /// Moves the clock forward and returns the whole offset, to be kept over a restart.
    pub fn advance(&self, by: Duration) -> i64 {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.offset_millis.fetch_add(by, Ordering::SeqCst).saturating_add(by)
    }

    /// Moves the clock back, which production clocks do too.
    pub fn rewind(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.offset_millis.fetch_sub(by, Ordering::SeqCst);
    }
}

impl Clock for AdjustableClock {
    fn now(&self) -> Timestamp {
        let base = self.base.as_ref().map_or(0, |c| c.now().millis());
        Timestamp::from_millis(base + self.offset_millis.load(Ordering::SeqCst))
    }
}

/// Random numbers, from a seed in tests and from the operating system otherwise.
pub type Dice = StdRng;

/// Makes time-sorted numbers: 42 bits of milliseconds, then node and sequence.
///
/// The millisecond is the later of now and the last one used, so a clock that moves back repeats
/// nothing; a sequence that overflows moves on to the next millisecond.
pub struct Sequence {
    node: AtomicU64,
    last: AtomicU64,
}

impl Sequence {
    #[must_use]
    pub const fn new() -> Self {
        Self { node: AtomicU64::new(0), last: AtomicU64::new(0) }
    }

    /// Takes the leased node number and the highest id known to be in use.
    ///
    /// # Panics
    /// Where the node number has more than nine bits: the lease table cannot hold one.
    pub fn join(&self, node: u16, high_water: i64) {
        assert!(u32::from(node) < (1 << NODE_BITS), "node numbers have {NODE_BITS} bits");
        self.node.store(u64::from(node), Ordering::SeqCst);
        let millis = u64::try_from(high_water >> MILLIS_SHIFT).unwrap_or(0);
        self.last.fetch_max((millis << SEQUENCE_BITS) | SEQUENCE_MASK, Ordering::SeqCst);
    }

    fn next(&self, now: Timestamp) -> i64 {
        let floor = u64::try_from(now.millis()).unwrap_or(0) << SEQUENCE_BITS;
        let step = |last: u64| floor.max(last + 1);
        let last = self
            .last
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(step(last)))
            .map_or(0, step);
        let node = self.node.load(Ordering::SeqCst) << SEQUENCE_BITS;
        let raw = ((last >> SEQUENCE_BITS) << MILLIS_SHIFT) | node | (last & SEQUENCE_MASK);
        i64::try_from(raw).unwrap_or(i64::MAX)
    }

    /// The highest id that may have been handed out so far.
    #[must_use]
    pub fn high_water(&self) -> i64 {
        let millis = self.last.load(Ordering::SeqCst) >> SEQUENCE_BITS;
        i64::try_from((millis + 1) << MILLIS_SHIFT).unwrap_or(i64::MAX)
    }
}

impl Default for Sequence {
    fn default() -> Self {
        Self::new()
    }
}

/// Time, ids and dice. Domain code takes it as its first argument and asks nothing ambient.
#[derive(Clone)]
pub struct Env(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    dice: Mutex<Dice>,
    sequence: Sequence,
}

impl Env {
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, dice: Dice) -> Self {
        Self(Arc::new(Inner { clock, dice: Mutex::new(dice), sequence: Sequence::new() }))
    }

    /// The machine's clock and dice from the operating system.
    #[must_use]
    pub fn system() -> Self {
        Self::with_clock(Arc::new(SystemClock))
    }

    /// The given clock and dice from the operating system.
    #[must_use]
    pub fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self::new(clock, rand::make_rng())
    }

    /// A clock that stands still and dice from a seed, for tests.
    #[must_use]
    pub fn seeded(start: Timestamp, seed: u64) -> Self {
        Self::new(Arc::new(AdjustableClock::fixed(start)), Dice::seed_from_u64(seed))
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// A time-sorted id, for content.
    #[must_use]
    pub fn new_id<K>(&self) -> Id<K> {
        Id::from_i64(self.0.sequence.next(self.now()))
    }

    /// A random id, for accounts and personas: it tells nothing of when it was made.
    #[must_use]
    pub fn random_id<K>(&self) -> Id<K> {
        let raw = self.0.dice.lock().next_u64() >> 1;
        Id::from_i64(i64::try_from(raw.max(1)).unwrap_or(1))
    }

    /// Bytes for secrets, nonces and salts.
    #[must_use]
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.dice.lock().fill_bytes(&mut bytes);
        bytes
    }

    #[must_use]
    pub fn sequence(&self) -> &Sequence {
        &self.0.sequence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Thing;

    fn env_at(millis: i64) -> (Arc<AdjustableClock>, Env) {
        let clock = Arc::new(AdjustableClock::fixed(Timestamp::from_millis(millis)));
        let env = Env::new(Arc::clone(&clock) as Arc<dyn Clock>, Dice::seed_from_u64(1));
        (clock, env)
    }

    #[test]
    fn ids_stay_unique_and_sorted_when_the_clock_moves_back_an_hour() {
        let (clock, env) = env_at(1_795_000_000_000);
        let before: Vec<Id<Thing>> = (0..1_000).map(|_| env.new_id()).collect();
        clock.rewind(Duration::from_secs(3_600));
        let after: Vec<Id<Thing>> = (0..1_000).map(|_| env.new_id()).collect();
        let all: Vec<_> = before.iter().chain(&after).collect();
        assert!(all.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn a_full_millisecond_moves_on_to_the_next() {
        let (_, env) = env_at(1_795_000_000_000);
        let ids: Vec<Id<Thing>> = (0..10_000).map(|_| env.new_id()).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(ids[0].millis(), 1_795_000_000_000);
        assert_eq!(ids[9_999].millis(), 1_795_000_000_002);
    }

    #[test]
    fn a_restart_on_an_earlier_clock_starts_above_the_high_water_mark() {
        let (_, env) = env_at(1_795_000_000_000);
        let last: Id<Thing> = env.new_id();
        let (_, restarted) = env_at(1_794_000_000_000);
        restarted.sequence().join(3, env.sequence().high_water().max(last.get()));
        assert!(restarted.new_id::<Thing>() > last);
    }

    proptest! {
        #[test]
        fn any_walk_of_the_clock_keeps_order(steps in prop::collection::vec(-5_000_i64..5_000, 1..200)) {
            let (clock, env) = env_at(1_795_000_000_000);
            let mut last = env.new_id::<Thing>();
            for step in steps {
                let by = Duration::from_millis(step.unsigned_abs());
                if step < 0 { clock.rewind(by) } else { clock.advance(by); }
                let next = env.new_id::<Thing>();
                prop_assert!(next > last);
                last = next;
            }
        }
    }
}
