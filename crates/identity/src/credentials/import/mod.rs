//! Brings a register's file in: what it changes is staged while it is read, and taken over, with
//! the claims that it touches, once the whole file was read and found good.
//!
//! Whatever stops an import before that leaves what is known as it was; whatever stops it after
//! that is caught up on by the next one.

mod apply;
mod report;
mod scan;

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use commonround_credential::{Layout, Snapshot};
use commonround_db::Db;
use commonround_kernel::{Error, Id, KeyRing, Result};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::limits::IMPORT_ROWS;
use super::store;
use super::store::staging::{Import, Staged};
pub use report::{RegisterEnd, RegisterOptions, RegisterProgress, RegisterReport};
use scan::Scanned;

/// Batches that may wait between the reading thread and the database.
const BATCHES_WAITING: usize = 2;

/// Imports a file of a register. The same file again changes nothing.
///
/// # Errors
/// What the database ends with. What is wrong with the file stands in the report.
pub async fn import_register(
    db: &Db,
    keys: &Arc<KeyRing>,
    reader: impl Read + Send + 'static,
    layout: Layout,
    options: RegisterOptions,
    progress: &mut (dyn FnMut(RegisterProgress) + Send),
) -> Result<RegisterReport> {
    let register: Arc<str> = options.register.as_str().into();
    apply::catch_up(db, &register, progress).await?;
    let import = begin(db, &register).await?;
    let snapshot = known(db, &register).await?;
    let job = scan::Job {
        register: Arc::clone(&register),
        keys: Arc::clone(keys),
        env: db.env().clone(),
        snapshot,
    };
    let (send, mut batches) = mpsc::channel(BATCHES_WAITING);
    let scanning = spawn_blocking(move || scan::scan(reader, &layout, job, &send));
    let mut place = 0;
    while let Some(batch) = batches.recv().await {
        progress(RegisterProgress::Read(batch.rows_read));
        place = stage(db, import, place, batch.staged).await?;
    }
    let scanned = scanning.await.map_err(Error::fault)?;
    let (report, as_of) = conclude(db, &register, import, place, scanned, &options).await?;
    match report.end {
        RegisterEnd::Done => apply::take_over(db, &register, import, as_of, report, progress).await,
        _ => Ok(report),
    }
}

/// Also clears the stage of what imports left behind that never became whole.
async fn begin(db: &Db, register: &Arc<str>) -> Result<Id<Import>> {
    let code = Arc::clone(register);
    let import = db.write(move |tx| store::staging::begin(tx, &code)).await?;
    while db.write(move |tx| store::staging::sweep(tx, import, IMPORT_ROWS)).await? {}
    Ok(import)
}

async fn known(db: &Db, register: &Arc<str>) -> Result<Snapshot> {
    let code = Arc::clone(register);
    db.read(move |tx| store::registers::known(tx, &code).map(Snapshot::new)).await
}

async fn stage(db: &Db, import: Id<Import>, place: i64, staged: Vec<Staged>) -> Result<i64> {
    let next = place.saturating_add(i64::try_from(staged.len()).map_err(Error::fault)?);
    if !staged.is_empty() {
        let staged = Arc::new(staged);
        db.write(move |tx| store::staging::insert(tx, import, place, &staged)).await?;
    }
    Ok(next)
}

/// Decides whether the file is good, and stages what it no longer has.
async fn conclude(
    db: &Db,
    register: &Arc<str>,
    import: Id<Import>,
    place: i64,
    scanned: Scanned,
    options: &RegisterOptions,
) -> Result<(RegisterReport, Option<jiff::civil::Date>)> {
    let Scanned { rows, troubles, mut tally, snapshot, as_of } = scanned;
    let gone: HashMap<u64, u8> = scan::gone(snapshot, &mut tally);
    let end = match tally.brake() {
        _ if !troubles.is_empty() => RegisterEnd::Refused(troubles),
        Err(brake) if !options.accept_vanished => RegisterEnd::Braked(brake),
        _ => RegisterEnd::Done,
    };
    let report = RegisterReport { rows, tally, claims_changed: 0, end };
    if report.end == RegisterEnd::Done && !gone.is_empty() {
        stage_gone(db, register, import, place, gone).await?;
    }
    Ok((report, as_of))
}

async fn stage_gone(
    db: &Db,
    register: &Arc<str>,
    import: Id<Import>,
    place: i64,
    gone: HashMap<u64, u8>,
) -> Result<()> {
    let code = Arc::clone(register);
    let numbers = db.read(move |tx| {
        let mut numbers = Vec::with_capacity(gone.len());
        store::registers::each_mark(tx, &code, |mark, number| {
            numbers.extend(gone.get(&mark).map(|missing| (number.to_owned(), *missing)));
            Ok(())
        })?;
        Ok(numbers)
    });
    let numbers = numbers.await?;
    let mut place = place;
    for some in numbers.chunks(IMPORT_ROWS) {
        let (code, rows) = (Arc::clone(register), Arc::new(some.to_vec()));
        let first = place;
        let insert = move |tx: &mut commonround_db::Tx<'_>| {
            for (at, row) in (first..).zip(rows.iter()) {
                store::staging::insert_gone(tx, import, at, &code, row)?;
            }
            Ok(())
        };
        db.write(insert).await?;
        place = place.saturating_add(i64::try_from(some.len()).map_err(Error::fault)?);
    }
    Ok(())
}
