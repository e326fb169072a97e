use std::path::Path;
use std::time::Duration;

use commonround_kernel::{Error, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::Config;

/// Statements each connection keeps prepared.
const STATEMENTS_MAX: usize = 512;
/// The writer touches index pages all over the file and is alone: it gets more room.
const WRITER_CACHES: usize = 2;
const BUSY_WAIT: Duration = Duration::from_secs(10);

/// The one connection that writes. Its checkpoints are made elsewhere.
pub(super) fn writer(file: &Path, config: &Config) -> Result<Connection> {
    let conn = plain(file)?;
    settle(&conn, config, config.cache_bytes * WRITER_CACHES)?;
    pragma(&conn, "wal_autocheckpoint", 0)?;
    Ok(conn)
}

pub(super) fn reader(file: &Path, config: &Config) -> Result<Connection> {
    let conn = plain(file)?;
    settle(&conn, config, config.cache_bytes)?;
    pragma(&conn, "query_only", true)?;
    Ok(conn)
}

/// A connection with default caches, for checkpoints and backups.
///
/// The busy wait comes before the journal mode: changing that takes a lock.
pub(super) fn plain(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags).map_err(Error::fault)?;
    conn.busy_timeout(BUSY_WAIT).map_err(Error::fault)?;
    pragma(&conn, "journal_mode", "wal")?;
    pragma(&conn, "synchronous", "full")?;
    pragma(&conn, "foreign_keys", true)?;
    Ok(conn)
}

fn settle(conn: &Connection, config: &Config, cache_bytes: usize) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // Without this guarantee a kept statement is compiled anew whenever other values are bound to
    // it, in case they made another plan better: measured, that was two thirds of a point read.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(Error::fault)?;
    let cache_kib = i64::try_from(cache_bytes / 1024).unwrap_or(i64::MAX);
    pragma(conn, "cache_size", -cache_kib)?;
    pragma(conn, "temp_store", "memory")?;
    pragma(conn, "mmap_size", i64::try_from(config.mmap_bytes).unwrap_or(0))
}

fn pragma(conn: &Connection, name: &str, value: impl rusqlite::ToSql) -> Result<()> {
    conn.pragma_update(None, name, value).map_err(Error::fault)
}
