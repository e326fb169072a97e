use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use commonround_kernel::{Error, Result};
use parking_lot::Mutex;
use rusqlite::Connection;

use super::{connect, spawn, turned};
use crate::Config;
use crate::context::Context;
use crate::queue::{Queue, Turned};
use crate::tx::{Conn, Tx};
use crate::unit::{Unit, guarded};

/// How a read sees the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Each statement sees what was committed before it.
    Single,
    /// All statements see one moment.
    Snapshot,
}

/// Connections for reading, opened when needed and kept, the last used first; and the threads that
/// serve reads which may take long.
pub(crate) struct Readers {
    file: PathBuf,
    config: Config,
    context: Arc<Context>,
    idle: Mutex<Vec<Connection>>,
    queue: Queue<(Shape, Box<dyn Unit>)>,
}

impl Readers {
    pub(super) fn new(file: &Path, config: &Config, context: Arc<Context>) -> Self {
        let queue = Queue::new(config.queue_max);
        let (file, config, idle) = (file.to_owned(), config.clone(), Mutex::default());
        Self { file, config, context, idle, queue }
    }

    pub(super) fn start(self: &Arc<Self>, threads: usize) -> Result<Vec<JoinHandle<()>>> {
        let serve = |number| {
            let readers = Arc::clone(self);
            spawn(&format!("db-read-{number}"), move || readers.serve())
        };
        (0..threads.max(1)).map(serve).collect()
    }

    pub(crate) fn ask(&self, shape: Shape, unit: Box<dyn Unit>) -> Result<()> {
        self.queue.push((shape, unit)).map_err(turned)
    }

    /// Runs a bounded read on the calling thread.
    pub(crate) fn inline<T>(&self, read: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        if self.queue.is_closed() {
            return Err(turned(Turned::Closed));
        }
        let _reading = self.context.counters.reading();
        let conn = self.take()?;
        let answer = guarded(|| read(&mut Tx::reads(&self.context, Conn::Sqlite(&conn))));
        self.give_back(conn);
        answer
    }

    fn give_back(&self, conn: Connection) {
        let mut idle = self.idle.lock();
        if !self.queue.is_closed() {
            idle.push(conn);
        }
    }

    fn take(&self) -> Result<Connection> {
        let idle = self.idle.lock().pop();
        idle.map_or_else(|| connect::reader(&self.file, &self.config), Ok)
    }

    fn serve(&self) {
        while let Some((shape, mut unit)) = self.queue.pop() {
            if unit.is_abandoned() {
                continue;
            }
            let reading = self.context.counters.reading();
            match self.take() {
                Ok(conn) => {
                    self.run(shape, &conn, &mut *unit);
                    self.give_back(conn);
                }
                Err(error) => unit.refuse(error),
            }
            drop(reading);
            unit.answer();
        }
    }

    fn run(&self, shape: Shape, conn: &Connection, unit: &mut dyn Unit) {
        if shape == Shape::Single {
            unit.run(&mut Tx::reads(&self.context, Conn::Sqlite(conn)));
            return;
        }
        match conn.execute_batch("BEGIN") {
            Ok(()) => {
                unit.run(&mut Tx::unit(&self.context, Conn::Sqlite(conn)));
                if let Err(error) = conn.execute_batch("ROLLBACK") {
                    unit.refuse(Error::fault(error));
                }
            }
            Err(error) => unit.refuse(Error::fault(error)),
        }
    }

    pub(super) fn close(&self) {
        self.queue.close();
        self.idle.lock().clear();
    }
}
