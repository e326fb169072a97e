use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use std::time::Duration;

use commonround_kernel::Result;
use parking_lot::{Condvar, Mutex};
use rusqlite::Connection;

use super::spawn;
use crate::context::Context;
use crate::stats::Counters;

/// The log may grow to this many thresholds before the writer is made to wait for a restart of it.
const PATIENCE: usize = 8;
/// After a round that readers kept from finishing.
const PAUSE: Duration = Duration::from_millis(100);

/// The writer tells it how long the log is; the checkpointer waits on it.
pub(super) struct Bell {
    state: Mutex<State>,
    rung: Condvar,
    threshold_pages: usize,
}

#[derive(Default)]
struct State {
    log_pages: usize,
    is_rung: bool,
    is_closed: bool,
}

impl Bell {
    pub(super) fn new(threshold_pages: usize) -> Self {
        Self { state: Mutex::default(), rung: Condvar::new(), threshold_pages }
    }

    pub(super) fn committed(&self, log_pages: usize) {
        if log_pages >= self.threshold_pages {
            let mut state = self.state.lock();
            state.log_pages = log_pages;
            state.is_rung = true;
            self.rung.notify_one();
        }
    }

    pub(super) fn close(&self) {
        self.state.lock().is_closed = true;
        self.rung.notify_one();
    }

    /// Waits until there is something to do: the length of the log, or `None` at the end.
    fn wait(&self) -> Option<usize> {
        let mut state = self.state.lock();
        loop {
            if state.is_closed {
                return None;
            }
            if std::mem::take(&mut state.is_rung) {
                return Some(state.log_pages);
            }
            self.rung.wait(&mut state);
        }
    }

    /// Rests, but not past the end.
    fn pause(&self) {
        let mut state = self.state.lock();
        if !state.is_closed {
            self.rung.wait_for(&mut state, PAUSE);
        }
    }
}

pub(super) fn start(
    conn: Connection,
    bell: &Arc<Bell>,
    context: &Arc<Context>,
) -> Result<JoinHandle<()>> {
    let (bell, context) = (Arc::clone(bell), Arc::clone(context));
    spawn("db-checkpoint", move || {
        while let Some(log_pages) = bell.wait() {
            // A passive round never makes anybody wait. Where readers hold the log for long it
            // cannot start over, and grows: then the writer is stopped for a moment.
            let is_patient = log_pages < bell.threshold_pages * PATIENCE;
            round(&conn, if is_patient { "PASSIVE" } else { "RESTART" }, &context.counters);
            bell.pause();
        }
        round(&conn, "TRUNCATE", &context.counters);
    })
}

fn round(conn: &Connection, mode: &str, counters: &Counters) {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    match conn.query_row(&sql, (), |row| row.get::<_, i64>(0)) {
        Ok(_) => counters.checkpoints.fetch_add(1, Ordering::Relaxed),
        Err(error) => {
            tracing::warn!(%error, mode, "checkpoint failed");
            0
        }
    };
}
