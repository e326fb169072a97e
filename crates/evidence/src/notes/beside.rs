use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Id, Result};
use commonround_vocabulary::{Note, Status};
use schemars::JsonSchema;
use serde::Serialize;

use super::store;

/// A note as it stands beside a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownNote {
    pub id: Id<Note>,
    /// Plain text.
    pub text: String,
    pub language: Option<String>,
    pub sources: Vec<NoteSource>,
    /// Few people have rated it yet.
    pub provisional: bool,
}

/// What a note stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteSource {
    pub name: String,
    pub url: String,
}

/// The newest note that is shown beside each of these; statuses without one are absent.
///
/// # Errors
/// What the database says.
pub fn notes_beside(
    tx: &mut Tx<'_>,
    statuses: &[Id<Status>],
) -> Result<HashMap<Id<Status>, ShownNote>> {
    if statuses.is_empty() {
        return Ok(HashMap::new());
    }
    let notes = store::shown(tx, statuses)?;
    let ids: Vec<i64> = notes.iter().map(|note| note.id.get()).collect();
    let mut sources: HashMap<i64, Vec<NoteSource>> = HashMap::new();
    for (note, source) in store::sources(tx, &ids)? {
        sources.entry(note).or_default().push(source);
    }
    let beside = notes.into_iter().map(|note| {
        let sources = sources.remove(&note.id.get()).unwrap_or_default();
        let (id, provisional) = (note.id, note.provisional);
        (
            note.status,
            ShownNote { id, text: note.text, language: note.language, sources, provisional },
        )
    });
    Ok(beside.collect())
}
