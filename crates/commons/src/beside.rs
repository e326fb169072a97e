//! What other rooms put beside a status: a context note, what its source is worth. Asked whenever
//! cards are completed, so that no surface forgets it and nothing is copied.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use commonround_db::Tx;
use commonround_identity::Title;
use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::{Interim, Note, Sanction, Status};
use schemars::JsonSchema;
use serde::Serialize;

use crate::store::sight::Viewer;

/// A status that a reader is about to see.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub status: Id<Status>,
    /// What its author stands on.
    pub source_url: Option<&'a str>,
    /// The reader wrote it.
    pub own: bool,
}

/// What stands beside one status.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Beside {
    pub note: Option<ContextNote>,
    pub interim: Option<InterimNotice>,
    pub source: Option<SourceBeside>,
    pub labels: Vec<Label>,
}

/// A word of warning on a status, for everybody who reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label {
    /// Its page, for the author and for moderators: `/sanctions/{id}`.
    pub id: Id<Sanction>,
    /// Why, such as `dangerous_advice` or `impersonation`.
    pub cause: String,
    pub by: LabelledBy,
    /// The key of what it says.
    #[serde(skip)]
    pub words_key: &'static str,
    /// The key of who placed it.
    #[serde(skip)]
    pub by_key: &'static str,
}

/// Who placed a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabelledBy {
    /// A rule of the house, and no human.
    Rule,
    Moderator,
}

/// A context note that people of different views found helpful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContextNote {
    pub id: Id<Note>,
    /// Plain text.
    pub text: String,
    pub language: Option<String>,
    pub sources: Vec<NoteSource>,
    /// Few people have rated it yet.
    pub provisional: bool,
}

/// What a professional placed at once against a danger, until a second one of another profession
/// signs it, and for a day at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InterimNotice {
    pub id: Id<Interim>,
    /// Plain text.
    pub text: String,
    pub language: Option<String>,
    pub source: NoteSource,
    pub placed_by: Signature,
    /// Null while nobody has: then it lapses.
    pub countersigned_by: Option<Signature>,
    pub ends_at: Timestamp,
}

/// Who signed a notice, as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Signature {
    pub name: String,
    pub handle: String,
    pub title: Title,
}

/// What a note stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteSource {
    pub name: String,
    pub url: String,
}

/// What the source of a status is worth, as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceBeside {
    /// Who publishes it, as the registry names them.
    pub name: String,
    /// `a`, `b` or `c`; null where nobody vouches for the publisher.
    pub tier: Option<String>,
    /// Who stands behind the publisher.
    pub accreditor: Option<String>,
    pub retracted: bool,
}

/// Rooms that put something beside statuses.
pub trait PutBeside: Send + Sync + 'static {
    /// What stands beside each; statuses without anything are absent. The viewer is going to see
    /// them all.
    ///
    /// # Errors
    /// What the database says.
    fn beside(
        &self,
        tx: &mut Tx<'_>,
        viewer: Viewer,
        asked: &[Asked<'_>],
    ) -> Result<HashMap<Id<Status>, Beside>>;
}

/// Those rooms, as the reads of this one take them along. Cheap to clone.
#[derive(Clone)]
pub struct Neighbours(Arc<dyn PutBeside>);

impl Neighbours {
    #[must_use]
    pub fn new(rooms: impl PutBeside) -> Self {
        Self(Arc::new(rooms))
    }

    /// Nobody puts anything beside a status.
    #[must_use]
    pub fn none() -> Self {
        Self::new(Nobody)
    }

    pub(crate) fn beside(
        &self,
        tx: &mut Tx<'_>,
        viewer: Viewer,
        asked: &[Asked<'_>],
    ) -> Result<HashMap<Id<Status>, Beside>> {
        if asked.is_empty() { Ok(HashMap::new()) } else { self.0.beside(tx, viewer, asked) }
    }
}

impl fmt::Debug for Neighbours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Neighbours")
    }
}

struct Nobody;

impl PutBeside for Nobody {
    fn beside(
        &self,
        _: &mut Tx<'_>,
        _: Viewer,
        _: &[Asked<'_>],
    ) -> Result<HashMap<Id<Status>, Beside>> {
        Ok(HashMap::new())
    }
}
