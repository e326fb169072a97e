//! The port to what notices are about. Only the composition knows every room.

use std::collections::HashMap;
use std::sync::Arc;

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::About;

/// A thing as one reader sees it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Where it stands on this instance.
    pub path: String,
    /// The beginning of its words, as plain text.
    pub excerpt: Option<String>,
}

/// Looks up things for a reader. What the reader may not see, or no longer, has no entry; so has a
/// persona with a block between the two, and what they did is not shown.
pub type Subjects = Arc<
    dyn Fn(&mut Tx<'_>, Id<Persona>, &[About]) -> Result<HashMap<About, Subject>> + Send + Sync,
>;
