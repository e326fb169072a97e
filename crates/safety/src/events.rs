//! What this room does when something happened elsewhere.

use std::sync::Arc;

use commonround_db::{Consumer, Delivered, Tx, reaction};
use commonround_kernel::Result;
use commonround_vocabulary::{Event, PersonaErased, StatusPublished};

use crate::ports::Reportable;
use crate::store;
use crate::watch_statuses::watch_status;

/// Who listens: the rules to what is published, and erasure to accounts that go.
#[must_use]
pub fn consumers(reportable: Arc<dyn Reportable>) -> Vec<Arc<dyn Consumer>> {
    let watch = move |tx: &mut Tx<'_>, event: &Delivered| match event.read()? {
        Some(published) => watch_status(tx, &*reportable, &published),
        None => Ok(()),
    };
    vec![
        reaction("safety.watch", &[StatusPublished::TOPIC], watch),
        reaction("safety.erase", &[PersonaErased::TOPIC], erase),
    ]
}

fn erase(tx: &mut Tx<'_>, event: &Delivered) -> Result<()> {
    let Some(PersonaErased { persona }) = event.read()? else { return Ok(()) };
    store::erasure::erase(tx, persona)
}
