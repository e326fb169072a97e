//! SQLite in the process: one writer thread with group commit, readers beside it, checkpoints from
//! a thread of their own.

mod backup;
mod checkpoint;
mod connect;
mod ddl;
mod readers;
mod statement;
mod writer;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use commonround_kernel::{Error, Result};
use parking_lot::Mutex;

use crate::Config;
use crate::context::Context;
use crate::queue::{Queue, Turned};
use crate::unit::Unit;

pub(crate) use ddl::translate;
pub(crate) use readers::Shape;
pub(crate) use statement::{batch, cell, each, exec};

/// The engine's threads. Dropping it closes the queues; `close` also waits for the threads.
pub(crate) struct Sqlite {
    file: PathBuf,
    writes: Arc<Queue<Box<dyn Unit>>>,
    pub(crate) readers: Arc<readers::Readers>,
    checkpointer: Arc<checkpoint::Bell>,
    /// Joined in this order. The checkpointer is last: the connection that is closed last, alone,
    /// empties the log and removes it.
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Sqlite {
    pub(crate) fn open(file: &Path, config: &Config, context: &Arc<Context>) -> Result<Self> {
        let lock = lock_directory(file)?;
        let writer = connect::writer(file, config)?;
        let writes = Arc::new(Queue::new(config.queue_max));
        let bell = Arc::new(checkpoint::Bell::new(config.checkpoint_pages));
        let readers = Arc::new(readers::Readers::new(file, config, Arc::clone(context)));
        let mut threads = readers.start(config.readers)?;
        let seat = writer::Seat {
            queue: Arc::clone(&writes),
            context: Arc::clone(context),
            group_units_max: config.group_units_max,
            bell: Arc::clone(&bell),
            _lock: lock,
        };
        threads.push(seat.start(writer)?);
        threads.push(checkpoint::start(connect::plain(file)?, &bell, context)?);
        let threads = Mutex::new(threads);
        Ok(Self { file: file.to_owned(), writes, readers, checkpointer: bell, threads })
    }

    pub(crate) fn write(&self, unit: Box<dyn Unit>) -> Result<()> {
        self.writes.push(unit).map_err(turned)
    }

    pub(crate) fn queue_depth(&self) -> usize {
        self.writes.len()
    }

    /// Copies the database into `target` while people write. Blocks until it is done.
    pub(crate) fn backup(&self, target: &Path) -> Result<()> {
        backup::copy(&self.file, target)
    }

    /// Serves what waits, then ends every thread. Blocks.
    pub(crate) fn close(&self) {
        self.writes.close();
        self.readers.close();
        let mut threads = self.threads.lock();
        while let Some(thread) = (!threads.is_empty()).then(|| threads.remove(0)) {
            if threads.is_empty() {
                self.checkpointer.close();
            }
            if thread.join().is_err() {
                tracing::error!("a storage thread had panicked");
            }
        }
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        self.writes.close();
        self.readers.close();
        self.checkpointer.close();
    }
}

pub(crate) fn turned(turned: Turned) -> Error {
    match turned {
        Turned::Full => Error::Unavailable("busy"),
        Turned::Closed => Error::Unavailable("shutting_down"),
    }
}

/// Holds the directory for this process: the lock ends with the file handle, so a crash leaves none.
fn lock_directory(file: &Path) -> Result<File> {
    let lock = file.with_extension("lock");
    let handle = File::options().create(true).truncate(false).write(true).open(&lock);
    let handle = handle.map_err(|e| Error::fault(format!("{}: {e}", lock.display())))?;
    match handle.try_lock() {
        Ok(()) => Ok(handle),
        Err(std::fs::TryLockError::WouldBlock) => Err(Error::Conflict("data_dir_in_use")),
        Err(std::fs::TryLockError::Error(e)) => Err(Error::fault(e)),
    }
}

pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(Error::fault)
}
