//! What this room asks of others.

use std::collections::HashMap;
use std::sync::Arc;

use commonround_db::Tx;
use commonround_identity::NameCard;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Status;

/// A status that somebody holds for a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusWords {
    pub author: Id<Persona>,
    /// Path of its page.
    pub path: String,
    /// Plain text.
    pub text: String,
    /// `en` or `fr`, where it is known.
    pub language: Option<String>,
}

/// Reads statuses of the room that has them.
pub trait StatusText: Send + Sync + 'static {
    /// `None` where the viewer may not see it, or it is gone.
    ///
    /// # Errors
    /// What the database says.
    fn status_text(
        &self,
        tx: &mut Tx<'_>,
        viewer: Option<Id<Persona>>,
        status: Id<Status>,
    ) -> Result<Option<StatusWords>>;
}

/// Who people are and what was checked about them, as of the read.
pub type People = fn(&mut Tx<'_>, &[Id<Persona>]) -> Result<HashMap<Id<Persona>, NameCard>>;

/// Whether the first may be told of what the second did: no block, no mute stands between them.
pub type MayTell = fn(&mut Tx<'_>, Id<Persona>, Id<Persona>) -> Result<bool>;

/// The rooms behind the ports. Cheap to clone.
#[derive(Clone)]
pub struct Ports {
    pub statuses: Arc<dyn StatusText>,
    /// `commonround_identity::cards`.
    pub people: People,
    /// Whether a claim is one that hurts people who believe it.
    pub is_danger: fn(&str) -> bool,
    pub may_tell: MayTell,
}
