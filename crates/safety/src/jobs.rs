use std::sync::Arc;

use commonround_db::JobKind;

/// The repeating work of this room.
#[must_use]
pub fn jobs() -> Vec<Arc<dyn JobKind>> {
    Vec::new()
}
