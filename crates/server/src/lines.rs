//! Files of JSON lines that only grow: the journal of erasures, the heads of the audit log.

use std::fs::File;
use std::io::{BufRead as _, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use commonround_kernel::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::backup::make_private_dir;

/// No line is longer.
const LINE_BYTES_MAX: u64 = 4_096;

/// Makes an empty file where there is none yet, so that a missing one always means a lost one.
///
/// # Errors
/// `Fault` where its directory can't be written.
pub fn ensure(path: &Path) -> Result<()> {
    open(path).map(drop)
}

/// Adds a line for each entry, and answers when they are on disk.
///
/// # Errors
/// `Fault` where the file can't be written.
pub fn append<T: Serialize>(path: &Path, entries: &[T]) -> Result<()> {
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry).map_err(Error::fault)?;
        lines.push(b'\n');
    }
    let mut file = open(path)?;
    drop_torn_line(&mut file)?;
    file.write_all(&lines).and_then(|()| file.sync_data()).map_err(Error::fault)
}

fn open(path: &Path) -> Result<File> {
    if let Some(dir) = path.parent() {
        make_private_dir(dir)?;
    }
    let mut open = std::fs::OpenOptions::new();
    open.read(true).append(true).create(true).mode(0o600);
    open.open(path).map_err(Error::fault)
}

/// Cuts off what a crash left behind the last whole line, lest the next one be glued to it.
fn drop_torn_line(file: &mut File) -> Result<()> {
    let mut bytes = Vec::new();
    let tail = file.metadata().map_err(Error::fault)?.len().saturating_sub(LINE_BYTES_MAX);
    file.seek(SeekFrom::Start(tail)).map_err(Error::fault)?;
    file.read_to_end(&mut bytes).map_err(Error::fault)?;
    let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    if whole == bytes.len() {
        return Ok(());
    }
    file.set_len(tail + whole as u64).map_err(Error::fault)
}

/// All entries. A last line that was cut off by a crash is passed over.
///
/// # Errors
/// `Fault` where the file can't be read or holds something else, which `what` names.
pub fn read<T: DeserializeOwned>(path: &Path, what: &str) -> Result<Vec<T>> {
    let named = |cause| Error::fault(format!("{}: {cause}", path.display()));
    let mut lines = std::io::BufReader::new(File::open(path).map_err(named)?).lines().peekable();
    let mut entries = Vec::new();
    while let Some(line) = lines.next() {
        match serde_json::from_str(&line.map_err(named)?) {
            Ok(entry) => entries.push(entry),
            Err(_) if lines.peek().is_none() => break,
            Err(_) => return Err(Error::fault(format!("{} is not {what}", path.display()))),
        }
    }
    Ok(entries)
}
