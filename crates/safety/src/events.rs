//! What this room does when something happened, here or elsewhere.

use std::sync::Arc;

use commonround_db::Consumer;
use commonround_web::live::Hub;

#[must_use]
pub fn consumers(_hub: &Hub) -> Vec<Arc<dyn Consumer>> {
    Vec::new()
}
