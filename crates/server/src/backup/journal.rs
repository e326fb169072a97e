//! What an old copy must not bring back: one line for each erasure and revocation, kept apart.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use commonround_db::{Consumer, Db, Delivered};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Account, Id, Persona, Result, Timestamp};
use commonround_vocabulary::{AccessRevoked, Event as _, PersonaErased};
use serde::{Deserialize, Serialize};

use crate::lines;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Timestamp,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Erased(Id<Persona>),
    Revoked(Id<Account>),
}

/// Where an instance keeps its journal: beside the database until the operator names another disk.
#[must_use]
pub fn path(config: &crate::config::Config) -> PathBuf {
    config
        .backup
        .journal
        .clone()
        .unwrap_or_else(|| config.data.join("journal").join("journal.jsonl"))
}

/// Writes the journal as events are delivered. A line that is there twice does no harm.
pub fn consumer(path: PathBuf) -> Arc<dyn Consumer> {
    Arc::new(Writer { path })
}

struct Writer {
    path: PathBuf,
}

impl Consumer for Writer {
    fn name(&self) -> &'static str {
        "server.journal"
    }

    fn topics(&self) -> &'static [&'static str] {
        &[PersonaErased::TOPIC, AccessRevoked::TOPIC]
    }

    fn handle<'a>(&'a self, _: &'a Db, event: &'a Delivered) -> Promise<'a, Result<()>> {
        Box::pin(async move {
            let what = if let Some(erased) = event.read::<PersonaErased>()? {
                What::Erased(erased.persona)
            } else if let Some(revoked) = event.read::<AccessRevoked>()? {
                What::Revoked(revoked.account)
            } else {
                return Ok(());
            };
            append(&self.path, &Entry { at: event.at, what })
        })
    }
}

fn append(path: &Path, entry: &Entry) -> Result<()> {
    lines::append(path, std::slice::from_ref(entry))
}

/// All entries at or after `since`. A last line that was cut off by a crash is passed over.
///
/// # Errors
/// `Fault` where the file can't be read or holds something else than a journal.
pub fn read_since(path: &Path, since: Timestamp) -> Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = lines::read(path, "a journal")?;
    entries.retain(|entry| entry.at >= since);
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::Write as _;

    fn entry(at: i64, persona: i64) -> Entry {
        Entry { at: Timestamp::from_millis(at), what: What::Erased(Id::from_i64(persona)) }
    }

    #[test]
    fn only_what_is_newer_is_replayed_and_a_cut_line_is_passed_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("apart").join("journal.jsonl");
        for e in [entry(1_000, 7), entry(2_000, 8), entry(3_000, 9)] {
            append(&path, &e).unwrap();
        }
        std::fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .unwrap()
            .write_all(b"{\"at\":")
            .unwrap();
        let newer = read_since(&path, Timestamp::from_millis(2_000)).unwrap();
        assert_eq!(newer, [entry(2_000, 8), entry(3_000, 9)]);
    }

    #[test]
    fn a_torn_line_does_not_spoil_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.jsonl");
        append(&path, &entry(1_000, 7)).unwrap();
        File::options().append(true).open(&path).unwrap().write_all(b"{\"at\":\"20").unwrap();
        append(&path, &entry(2_000, 8)).unwrap();
        append(&path, &entry(3_000, 9)).unwrap();
        let all = read_since(&path, Timestamp::from_millis(0)).unwrap();
        assert_eq!(all, [entry(1_000, 7), entry(2_000, 8), entry(3_000, 9)]);
    }

    #[test]
    fn a_file_of_something_else_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notes.txt");
        std::fs::write(&path, "hello\nworld\n").unwrap();
        assert!(read_since(&path, Timestamp::from_millis(0)).is_err());
    }
}
