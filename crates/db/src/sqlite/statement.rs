use commonround_kernel::{Error, Result};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql, ffi};

use crate::Row;
use crate::tx::{Failure, Trouble};
use crate::value::{Cell, Inside};

pub(crate) fn exec(conn: &Connection, sql: &str, cells: &[Cell<'_>]) -> Result<u64, Failure> {
    let mut statement = prepare(conn, sql, cells)?;
    let changed = statement.raw_execute().map_err(|e| failure(&e, sql))?;
    Ok(changed as u64)
}

/// Visits rows until `visit` answers `false`. Answers whether the statement may have written.
pub(crate) fn each(
    conn: &Connection,
    sql: &str,
    cells: &[Cell<'_>],
    visit: &mut dyn FnMut(&Row<'_>) -> Result<bool>,
) -> Result<bool, Failure> {
    let mut statement = prepare(conn, sql, cells)?;
    let may_write = !statement.readonly();
    let mut rows = statement.raw_query();
    let mut goes_on = true;
    while let Some(row) = rows.next().map_err(|e| failure(&e, sql))? {
        if goes_on {
            goes_on = visit(&Row(Inside::Sqlite(row))).map_err(Failure::of_map)?;
        }
        // A statement that writes is run to its end, so that all its rows are changed.
        if !goes_on && !may_write {
            break;
        }
    }
    Ok(may_write)
}

pub(crate) fn batch(conn: &Connection, sql: &str) -> Result<(), Failure> {
    conn.execute_batch(sql).map_err(|e| failure(&e, sql))
}

/// SQLite takes `$1` as a *name* and numbers names as they appear, so each is looked up once here
/// and no statement text is ever rewritten.
fn prepare<'c>(
    conn: &'c Connection,
    sql: &str,
    cells: &[Cell<'_>],
) -> Result<CachedStatement<'c>, Failure> {
    let mut statement = conn.prepare_cached(sql).map_err(|e| failure(&e, sql))?;
    for index in 1..=statement.parameter_count() {
        let named = statement.parameter_name(index).and_then(|name| name.get(1..)?.parse().ok());
        let number: usize = named.unwrap_or(0);
        let Some(cell) = number.checked_sub(1).and_then(|at| cells.get(at)) else {
            return Err(fault(format!("parameter {index} has no value in: {sql}")));
        };
        statement.raw_bind_parameter(index, Bound(*cell)).map_err(|e| failure(&e, sql))?;
    }
    Ok(statement)
}

struct Bound<'a>(Cell<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Cell::Null => ValueRef::Null,
            Cell::Int(n) => ValueRef::Integer(n),
            Cell::Bool(b) => ValueRef::Integer(i64::from(b)),
            Cell::Real(x) => ValueRef::Real(x),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, index: usize) -> Result<Cell<'r>> {
    Ok(match row.get_ref(index).map_err(Error::fault)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(n) => Cell::Int(n),
        ValueRef::Real(x) => Cell::Real(x),
        ValueRef::Text(bytes) => Cell::Text(std::str::from_utf8(bytes).map_err(Error::fault)?),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    })
}

fn fault(cause: String) -> Failure {
    Failure { error: Error::fault(cause), trouble: Trouble::Failed }
}

fn failure(error: &rusqlite::Error, sql: &str) -> Failure {
    Failure { error: meaning(error, sql), trouble: Trouble::Failed }
}

/// What an error of the library means to a use case. Values never enter the message.
pub(super) fn meaning(error: &rusqlite::Error, sql: &str) -> Error {
    use rusqlite::ErrorCode as Code;
    let Some(cause) = error.sqlite_error() else {
        return Error::fault(format!("{error} in: {sql}"));
    };
    match (cause.extended_code, cause.code) {
        (
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID,
            _,
        ) => Error::Conflict("unique"),
        (ffi::SQLITE_CONSTRAINT_FOREIGNKEY, _) => Error::Conflict("reference"),
        (_, Code::DatabaseBusy | Code::DatabaseLocked) => Error::Unavailable("database_busy"),
        (_, Code::DiskFull) => Error::Unavailable("disk_full"),
        _ => Error::fault(format!("{error} in: {sql}")),
    }
}
