//! What this room does when something happened, here or elsewhere.

use std::sync::Arc;

use commonround_db::{Consumer, reaction};
use commonround_web::live::Hub;

use crate::enforce_sanction::{self, enforce_sanction};
use crate::erase_author::EraseAuthor;
use crate::live::Announcer;

/// Who listens: live pages to what is said (through the hub that the routes share), and erasure to
/// accounts that go.
#[must_use]
pub fn consumers(hub: &Hub) -> Vec<Arc<dyn Consumer>> {
    let mut all: Vec<Arc<dyn Consumer>> = vec![
        Arc::new(Announcer::new(hub.clone())),
        Arc::new(EraseAuthor),
        reaction("commons.enforce_sanction", enforce_sanction::TOPICS, enforce_sanction),
    ];
    all.extend(crate::people::consumers());
    all
}
