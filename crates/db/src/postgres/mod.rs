//! PostgreSQL over blocking connections, each on a thread of its own: its client must never be
//! used or dropped inside an async runtime.

mod session;
mod target;
mod value;
mod worker;

use std::sync::Arc;
use std::thread::JoinHandle;

use commonround_kernel::{Error, Result};
use parking_lot::Mutex;

use crate::Config;
use crate::context::Context;
use crate::queue::Queue;
use crate::sqlite::{Shape, spawn, turned};
use crate::unit::Unit;

pub(crate) use session::Session;
pub(crate) use value::cell;

/// The engine's threads. Dropping it closes the queues; `close` also waits for the threads.
pub(crate) struct Postgres {
    reads: Arc<Queue<(Shape, Box<dyn Unit>)>>,
    writes: Arc<Queue<Box<dyn Unit>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Postgres {
    /// Waits until the server answers, then starts the threads. Blocks.
    pub(crate) fn open(url: &str, config: &Config, context: &Arc<Context>) -> Result<Self> {
        let target = Arc::new(target::Target::parse(url)?);
        target.wait()?;
        let reads = Arc::new(Queue::new(config.queue_max));
        let writes = Arc::new(Queue::new(config.queue_max));
        let mut threads = Vec::new();
        for number in 0..config.readers.max(1) {
            let session = Session::reader(Arc::clone(&target), Arc::clone(context));
            let queue = Arc::clone(&reads);
            let serve = move || worker::serve_reads(session, &queue);
            threads.push(spawn(&format!("db-read-{number}"), serve)?);
        }
        for number in 0..config.writers.max(1) {
            let session = Session::writer(Arc::clone(&target), Arc::clone(context));
            let queue = Arc::clone(&writes);
            let serve = move || worker::serve_writes(session, &queue);
            threads.push(spawn(&format!("db-write-{number}"), serve)?);
        }
        Ok(Self { reads, writes, threads: Mutex::new(threads) })
    }

    pub(crate) fn read(&self, shape: Shape, unit: Box<dyn Unit>) -> Result<()> {
        self.reads.push((shape, unit)).map_err(turned)
    }

    pub(crate) fn write(&self, unit: Box<dyn Unit>) -> Result<()> {
        self.writes.push(unit).map_err(turned)
    }

    pub(crate) fn queue_depth(&self) -> usize {
        self.writes.len()
    }

    fn shut(&self) {
        self.reads.close();
        self.writes.close();
    }

    /// Serves what waits, then ends every thread. Blocks.
    pub(crate) fn close(&self) {
        self.shut();
        for thread in self.threads.lock().drain(..) {
            if thread.join().is_err() {
                tracing::error!("a storage thread had panicked");
            }
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.shut();
    }
}

/// The server's own words and code; never the values of a statement.
pub(crate) fn describe(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(said) => format!("{} {}", said.code().code(), said.message()),
        None => {
            let cause = std::error::Error::source(error).map(|c| format!(": {c}"));
            format!("{error}{}", cause.unwrap_or_default())
        }
    }
}

pub(crate) fn lost() -> Error {
    Error::Unavailable("database_lost")
}
