use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use commonround_kernel::Result;
use parking_lot::{Condvar, Mutex};
use rusqlite::Connection;

use super::spawn;
use crate::context::Context;
use crate::stats::Counters;

/// Between two rounds: what readers kept from being copied waits for the next.
const PAUSE: Duration = Duration::from_millis(100);

/// The writer tells it how long the log is; the checkpointer waits on it.
pub(super) struct Bell {
    state: Mutex<State>,
    rung: Condvar,
    threshold_pages: usize,
    has_remainder: AtomicBool,
}

#[derive(Default)]
struct State {
    is_rung: bool,
    is_closed: bool,
}

impl Bell {
    pub(super) fn new(threshold_pages: usize) -> Self {
        let (state, rung, has_remainder) = (Mutex::default(), Condvar::new(), false.into());
        Self { state, rung, threshold_pages, has_remainder }
    }

    /// A commit left the log this long.
    pub(super) fn committed(&self, log_pages: usize) {
        if log_pages < self.threshold_pages {
            return;
        }
        let mut state = self.state.lock();
        if !std::mem::replace(&mut state.is_rung, true) {
            self.rung.notify_one();
        }
    }

    /// Whether the writer should copy what was written while the last round ran. The log starts
    /// over only when all of it is copied, and under load that moment never comes by itself.
    pub(super) fn take_remainder(&self) -> bool {
        self.has_remainder.load(Ordering::Relaxed)
            && self.has_remainder.swap(false, Ordering::Relaxed)
    }

    pub(super) fn close(&self) {
        self.state.lock().is_closed = true;
        self.rung.notify_one();
    }

    /// Waits until there is something to do; `false` at the end.
    fn wait(&self) -> bool {
        let mut state = self.state.lock();
        while !state.is_closed && !state.is_rung {
            self.rung.wait(&mut state);
        }
        state.is_rung = false;
        !state.is_closed
    }

    /// Rests, but not past the end.
    fn pause(&self) {
        let mut state = self.state.lock();
        while !state.is_closed && !self.rung.wait_for(&mut state, PAUSE).timed_out() {}
    }
}

/// Copies the log into the database file on a thread of its own. Every round is passive: nobody
/// waits for it.
pub(super) fn start(
    conn: Connection,
    bell: &Arc<Bell>,
    context: &Arc<Context>,
) -> Result<JoinHandle<()>> {
    let (bell, context) = (Arc::clone(bell), Arc::clone(context));
    spawn("db-checkpoint", move || {
        while bell.wait() {
            round(&conn, &context.counters);
            bell.has_remainder.store(true, Ordering::Relaxed);
            bell.pause();
        }
    })
}

/// One round. (The last one, and the removal of the log, is made by whichever connection is closed
/// last.)
pub(super) fn round(conn: &Connection, counters: &Counters) {
    match conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", (), |_| Ok(())) {
        Ok(()) => Counters::add(&counters.checkpoints, 1),
        Err(error) => tracing::warn!(%error, "checkpoint failed"),
    }
}
