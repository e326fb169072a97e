use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Counted by the engines while they work.
#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) commits: AtomicU64,
    pub(crate) units: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) retries: AtomicU64,
    pub(crate) group_max: AtomicUsize,
    pub(crate) reads: AtomicU64,
    pub(crate) busy_readers: AtomicUsize,
    pub(crate) checkpoints: AtomicU64,
}

/// A look at the storage layer, for `/metrics`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Write units that wait for a turn.
    pub queue_depth: usize,
    /// Transactions committed; on SQLite each holds a group of units.
    pub commits: u64,
    /// Write units committed.
    pub units: u64,
    /// Write units that ended in an error and left nothing behind.
    pub refused: u64,
    /// Write units run again after a serialization conflict or a lost connection.
    pub retries: u64,
    /// The largest group committed so far.
    pub group_max: usize,
    /// Reads answered.
    pub reads: u64,
    pub busy_readers: usize,
    pub checkpoints: u64,
}

impl Counters {
    pub(crate) fn look(&self, queue_depth: usize) -> Stats {
        Stats {
            queue_depth,
            commits: self.commits.load(Ordering::Relaxed),
            units: self.units.load(Ordering::Relaxed),
            refused: self.refused.load(Ordering::Relaxed),
            retries: self.retries.load(Ordering::Relaxed),
            group_max: self.group_max.load(Ordering::Relaxed),
            reads: self.reads.load(Ordering::Relaxed),
            busy_readers: self.busy_readers.load(Ordering::Relaxed),
            checkpoints: self.checkpoints.load(Ordering::Relaxed),
        }
    }

    pub(crate) fn add(counter: &AtomicU64, n: u64) {
        counter.fetch_add(n, Ordering::Relaxed);
    }

    /// Counts a read and marks a reader busy until the guard falls.
    pub(crate) fn reading(&self) -> Reading<'_> {
        self.busy_readers.fetch_add(1, Ordering::Relaxed);
        Reading(self)
    }
}

pub(crate) struct Reading<'a>(&'a Counters);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.busy_readers.fetch_sub(1, Ordering::Relaxed);
        self.0.reads.fetch_add(1, Ordering::Relaxed);
    }
}

impl Stats {
    /// Hands the figures to the process-wide metrics recorder.
    #[expect(clippy::cast_precision_loss, reason = "gauges are floating point; counts stay small")]
    pub fn publish(&self) {
        metrics::gauge!("db_write_queue_depth").set(self.queue_depth as f64);
        metrics::gauge!("db_busy_readers").set(self.busy_readers as f64);
        metrics::gauge!("db_group_units_max").set(self.group_max as f64);
        metrics::counter!("db_commits_total").absolute(self.commits);
        metrics::counter!("db_write_units_total").absolute(self.units);
        metrics::counter!("db_write_units_refused_total").absolute(self.refused);
        metrics::counter!("db_write_retries_total").absolute(self.retries);
        metrics::counter!("db_reads_total").absolute(self.reads);
        metrics::counter!("db_checkpoints_total").absolute(self.checkpoints);
    }
}
