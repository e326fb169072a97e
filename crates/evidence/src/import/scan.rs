use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};

use tokio::sync::mpsc;

use super::Stopped;
use super::lines::Lines;
use crate::limits::{BATCH_FACTS, LINES_MAX};
use crate::model::{Draft, Line, Refusal, Registry, Rejection};
use crate::policy::MayImport;

/// Some lines of the file, parsed and checked.
#[derive(Debug, Default)]
pub struct Batch {
    pub drafts: Vec<Draft>,
    pub rejections: Vec<Rejection>,
    pub last_line: u64,
}

/// What is known once the file was read.
#[derive(Debug, Default)]
pub struct Scanned {
    pub stopped: Option<Stopped>,
    /// `Draft::fingerprint` of every fact in the file.
    pub seen: HashSet<u64>,
    /// The publishers in the file, by code.
    pub publishers: BTreeMap<String, MayImport>,
}

/// Reads to the end, or until nobody takes the batches any more.
pub fn scan(
    reader: impl Read + Send + 'static,
    registry: &Registry,
    batches: &mpsc::Sender<Batch>,
) -> Scanned {
    let mut scanned = Scanned::default();
    let mut batch = Batch::default();
    let read = scan_lines(reader, registry, batches, &mut scanned, &mut batch);
    if let Err(error) = read {
        scanned.stopped = Some(stopped(&error, batch.last_line));
    }
    // Nobody listens where the import has failed already.
    let _ = batches.blocking_send(batch);
    scanned
}

fn scan_lines(
    reader: impl Read + Send + 'static,
    registry: &Registry,
    batches: &mpsc::Sender<Batch>,
    scanned: &mut Scanned,
    batch: &mut Batch,
) -> io::Result<()> {
    let mut lines = Lines::open(reader)?;
    while let Some((number, bytes)) = lines.read_next()? {
        if number > LINES_MAX {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        batch.last_line = number;
        match bytes.map(|bytes| draft(bytes, registry, scanned)) {
            Some(Ok(Some(draft))) => batch.drafts.push(draft),
            Some(Ok(None)) => {}
            Some(Err(refusal)) => batch.rejections.push(Rejection::new(number, &refusal)),
            None => batch.rejections.push(Rejection::new(number, &Refusal::LineTooLong)),
        }
        let is_full = batch.drafts.len() + batch.rejections.len() >= BATCH_FACTS;
        if is_full && batches.blocking_send(std::mem::take(batch)).is_err() {
            return Ok(());
        }
        batch.last_line = number;
    }
    Ok(())
}

/// `None` for a blank line.
fn draft(
    bytes: &[u8],
    registry: &Registry,
    scanned: &mut Scanned,
) -> Result<Option<Draft>, Refusal> {
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    let draft = Line::read(bytes)?.check(registry)?;
    if !scanned.seen.insert(draft.fingerprint()) {
        return Err(Refusal::DuplicateKey);
    }
    let code = &draft.entry().code;
    if !scanned.publishers.contains_key(code) {
        scanned.publishers.insert(code.clone(), draft.permit.clone());
    }
    Ok(Some(draft))
}

fn stopped(error: &io::Error, after_line: u64) -> Stopped {
    let (code, reason) = match error.kind() {
        io::ErrorKind::UnexpectedEof => ("truncated_input", "the packed file was cut short"),
        io::ErrorKind::FileTooLarge => {
            ("too_many_lines", "the file has more lines than one import takes")
        }
        _ => ("unreadable_input", "the file could not be read further"),
    };
    Stopped { after_line, code, reason: reason.to_owned() }
}
