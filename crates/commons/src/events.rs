//! What this room does when something happened, here or elsewhere.

use std::sync::Arc;

use commonround_db::Consumer;

use crate::erase_author::EraseAuthor;
use crate::live::Announcer;
use crate::state::Commons;

/// Who listens: live pages to what is said, and erasure to accounts that go.
#[must_use]
pub fn consumers(commons: &Commons) -> Vec<Arc<dyn Consumer>> {
    let mut all: Vec<Arc<dyn Consumer>> =
        vec![Arc::new(Announcer::new(commons.hub.clone())), Arc::new(EraseAuthor)];
    all.extend(crate::people::consumers());
    all
}
