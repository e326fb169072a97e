//! Brings a library of answers in: JSON lines, packed or not, as many as come.
//!
//! One thread unpacks, parses and checks; one tokenises what is new; the database writes. Batches
//! are whole write units, so an import that is killed leaves whole facts, and the next run of the
//! same file finds them and goes on. A fact whose checksum is stored already is not written again.

mod batch;
mod lines;
mod report;
mod scan;
mod withdraw;

use std::io::Read;
use std::sync::Arc;

use commonround_db::Db;
use commonround_kernel::{Env, Error, Result};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::model::Registry;
use batch::Changes;
#[cfg(test)]
pub(crate) use lines::Lines;
pub use report::{Counts, ImportReport, Progress, Stopped};
use scan::{Batch, Scanned};

/// Batches that may wait between the reading thread and the database.
const BATCHES_WAITING: usize = 2;

/// What an import brings and what it may touch.
#[derive(Debug, Clone)]
pub struct Options {
    /// The publishers it may bring.
    pub registry: Registry,
    /// The file is the whole library of the publishers in it: what it no longer holds is withdrawn,
    /// if the file could be read to its end.
    pub is_complete: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { registry: Registry::bundled(), is_complete: false }
    }
}

/// Imports a library. `progress` hears of each batch and each line that was left out.
///
/// A file that breaks off, or a line that is no fact, ends or thins the import without undoing it:
/// the report says so.
///
/// # Errors
/// What the database ends with. Batches written so far stay.
pub async fn run(
    db: &Db,
    env: &Env,
    reader: impl Read + Send + 'static,
    options: Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<ImportReport> {
    let began = env.now();
    let (send, mut batches) = mpsc::channel(BATCHES_WAITING);
    let registry = options.registry.clone();
    let scanning = spawn_blocking(move || scan::scan(reader, &registry, &send));
    let mut report = ImportReport::default();
    let mut writing = Writing::default();
    while let Some(batch) = batches.recv().await {
        report.note(&batch, progress);
        let prepared = batch::prepare(db, batch).await?;
        report.add(writing.finish().await?, progress);
        writing.begin(db, prepared);
    }
    report.add(writing.finish().await?, progress);
    let scanned = scanning.await.map_err(Error::fault)?;
    finish(db, &scanned, &options, &mut report).await?;
    report.stopped = scanned.stopped;
    progress(Progress::Counts(report.counts));
    let took = env.now().since(began);
    tracing::info!(?took, counts = ?report.counts, "facts were imported");
    Ok(report)
}

async fn finish(
    db: &Db,
    scanned: &Scanned,
    options: &Options,
    report: &mut ImportReport,
) -> Result<()> {
    batch::refresh_publishers(db, &scanned.publishers).await?;
    if options.is_complete && scanned.stopped.is_none() {
        report.counts.withdrawn = withdraw::withdraw_missing(db, scanned).await?;
    }
    Ok(())
}

/// The write unit under way. The next batch is prepared beside it.
#[derive(Default)]
struct Writing(Option<JoinHandle<Result<Changes>>>);

impl Writing {
    fn begin(&mut self, db: &Db, prepared: batch::Prepared) {
        let (db, prepared) = (db.clone(), Arc::new(prepared));
        self.0 = Some(tokio::spawn(async move { batch::write(&db, &prepared).await }));
    }

    async fn finish(&mut self) -> Result<Changes> {
        match self.0.take() {
            Some(task) => task.await.map_err(Error::fault)?,
            None => Ok(Changes::default()),
        }
    }
}
