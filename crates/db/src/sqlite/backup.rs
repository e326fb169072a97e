use std::fs::File;
use std::path::Path;

use commonround_kernel::{Error, Result};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::connect;

/// Copies in one step under one read mark: consistent, and writers go on meanwhile.
pub(super) fn copy(source: &Path, target: &Path) -> Result<()> {
    if target.exists() {
        return Err(Error::Conflict("backup_exists"));
    }
    let from = connect::plain(source)?;
    let mut to = Connection::open(target).map_err(Error::fault)?;
    let backup = Backup::new(&from, &mut to).map_err(Error::fault)?;
    let step = backup.step(-1).map_err(Error::fault)?;
    drop(backup);
    if step != StepResult::Done {
        return Err(Error::Unavailable("database_busy"));
    }
    verify(to)?;
    File::open(target).and_then(|file| file.sync_all()).map_err(Error::fault)
}

/// A backup that cannot be read is none.
fn verify(copy: Connection) -> Result<()> {
    // One file, without a log beside it.
    copy.pragma_update(None, "journal_mode", "delete").map_err(Error::fault)?;
    let said: String =
        copy.query_row("PRAGMA quick_check(1)", (), |row| row.get(0)).map_err(Error::fault)?;
    copy.close().map_err(|(_, error)| Error::fault(error))?;
    if said == "ok" { Ok(()) } else { Err(Error::fault(format!("the copy is damaged: {said}"))) }
}
