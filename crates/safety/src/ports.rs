//! What this room needs of others. `server` wires it; tests bring their own.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::About;

/// A thing that can be reported, as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    pub author: Id<Persona>,
    /// Its page.
    pub path: String,
    /// Its words without markup.
    pub text: String,
    /// ISO 639-1, where it is known.
    pub lang: Option<String>,
    pub created_at: Timestamp,
}

/// Finds what is reported.
pub trait Reportable: Send + Sync + 'static {
    /// The thing as `viewer` may see it; without a viewer a moderator looks, who sees all.
    ///
    /// # Errors
    /// `NotFound` where the viewer may not know of it, `Gone` where it was taken away.
    fn find(&self, tx: &mut Tx<'_>, about: About, viewer: Option<Id<Persona>>) -> Result<Thing>;
}
