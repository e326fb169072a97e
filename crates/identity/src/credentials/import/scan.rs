use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

use commonround_credential::{
    Change, Layout, Numbers, Reader, Row, Snapshot, Tally, Trouble, What,
};
use commonround_kernel::{Env, KeyRing};
use jiff::civil::Date;
use tokio::sync::mpsc::Sender;

use crate::credentials::limits::{IMPORT_ROWS, TROUBLES_MAX};
use crate::credentials::prove_by_code::{CONTACT, contact_context};
use crate::credentials::store::staging::Staged;

/// What reading a file takes.
pub struct Job {
    pub register: Arc<str>,
    pub keys: Arc<KeyRing>,
    pub env: Env,
    pub snapshot: Snapshot,
}

/// Rows that differ from what is known.
pub struct Batch {
    pub staged: Vec<Staged>,
    pub rows_read: u64,
}

/// A file that was read to its end, or to where it is wrong.
pub struct Scanned {
    pub rows: u64,
    pub troubles: Vec<Trouble>,
    pub tally: Tally,
    pub snapshot: Snapshot,
    pub as_of: Option<Date>,
}

/// Reads on the thread that calls it. Once something is wrong, nothing more is staged.
pub fn scan(reader: impl Read, layout: &Layout, job: Job, send: &Sender<Batch>) -> Scanned {
    let Job { register, keys, env, snapshot } = job;
    let mut scanned =
        Scanned { rows: 0, troubles: Vec::new(), tally: Tally::default(), snapshot, as_of: None };
    let rows = match Reader::new(reader, layout) {
        Ok(rows) => rows,
        Err(trouble) => {
            scanned.troubles.push(trouble);
            return scanned;
        }
    };
    let mut desk = Desk { register, keys, env, numbers: Numbers::default(), staged: Vec::new() };
    for row in rows {
        scanned.rows += 1;
        if let Err(trouble) = row.and_then(|row| desk.take(row, &mut scanned)) {
            scanned.troubles.push(trouble);
        }
        if scanned.troubles.len() >= TROUBLES_MAX || !desk.send_full(&scanned, send) {
            return scanned;
        }
    }
    let room = TROUBLES_MAX - scanned.troubles.len();
    scanned.troubles.extend(desk.numbers.duplicates(room));
    let last = Batch { staged: desk.staged, rows_read: scanned.rows };
    // Where nobody listens any more, the import has ended with an error of its own.
    let _ = send.blocking_send(last);
    scanned
}

struct Desk {
    register: Arc<str>,
    keys: Arc<KeyRing>,
    env: Env,
    numbers: Numbers,
    staged: Vec<Staged>,
}

impl Desk {
    fn take(&mut self, row: Row, scanned: &mut Scanned) -> Result<(), Trouble> {
        if row.register != *self.register {
            let what = What::UnmappedValue { column: "register", value: row.register };
            return Err(Trouble { line: row.line, what });
        }
        let compact = row.compact();
        self.numbers.note(&compact);
        scanned.as_of = scanned.as_of.max(Some(row.as_of));
        let known_before = scanned.tally.known;
        let (change, _) = scanned.snapshot.compare(&compact, &mut scanned.tally);
        // A row that was late is the same as before, but no longer missing.
        let was_missing = scanned.tally.known == known_before;
        if scanned.troubles.is_empty() && (change != Change::Same || was_missing) {
            let contact = self.seal(&row);
            self.staged.push(Staged { change, compact, row, contact });
        }
        Ok(())
    }

    fn seal(&self, row: &Row) -> Option<Vec<u8>> {
        let contact = row.contact.as_ref()?.as_str();
        let context = contact_context(&row.register, &row.reg_no);
        Some(self.keys.seal(&self.env, CONTACT, &context, contact.as_bytes()))
    }

    /// `false` where nobody listens any more.
    fn send_full(&mut self, scanned: &Scanned, send: &Sender<Batch>) -> bool {
        if self.staged.len() < IMPORT_ROWS {
            return true;
        }
        let staged = std::mem::replace(&mut self.staged, Vec::with_capacity(IMPORT_ROWS));
        send.blocking_send(Batch { staged, rows_read: scanned.rows }).is_ok()
    }
}

/// The rows that a file no longer has, counted, by their marks, with how often they were missing.
pub fn gone(snapshot: Snapshot, tally: &mut Tally) -> HashMap<u64, u8> {
    let missed = snapshot.finish(tally);
    missed.map(|(key, _, known)| (key.0, known.missing)).collect()
}
