//! What this room does when a persona comes, changes or goes.

use std::sync::Arc;

use commonround_db::{Consumer, Delivered, Tx, reaction};
use commonround_identity::cards;
use commonround_kernel::Result;
use commonround_vocabulary::{Event, PersonaChanged, PersonaCreated, PersonaErased};

use super::model::ProfileSettings;
use super::{index, store};

/// The consumers of profiles and relations. All of them may run twice.
#[must_use]
pub fn consumers() -> Vec<Arc<dyn Consumer>> {
    vec![
        reaction("commons.people.welcome", &[PersonaCreated::TOPIC], welcome),
        reaction("commons.people.index", &[PersonaChanged::TOPIC], reindex),
        reaction("commons.people.erase", &[PersonaErased::TOPIC], erase),
    ]
}

/// Gives the persona a profile with the defaults of its role, so that the directory can list it.
fn welcome(tx: &mut Tx<'_>, event: &Delivered) -> Result<()> {
    let Some(PersonaCreated { persona }) = event.read()? else { return Ok(()) };
    let Some(card) = cards(tx, &[persona])?.remove(&persona) else { return Ok(()) };
    if card.erased {
        return Ok(());
    }
    store::profiles::insert_missing(tx, persona, &ProfileSettings::defaults(card.role))?;
    index::refresh(tx, persona)
}

fn reindex(tx: &mut Tx<'_>, event: &Delivered) -> Result<()> {
    let Some(PersonaChanged { persona }) = event.read()? else { return Ok(()) };
    index::refresh(tx, persona)
}

fn erase(tx: &mut Tx<'_>, event: &Delivered) -> Result<()> {
    let Some(PersonaErased { persona }) = event.read()? else { return Ok(()) };
    index::remove(tx, persona)?;
    store::profiles::erase(tx, persona)?;
    store::follows::erase(tx, persona)?;
    store::blocks::erase(tx, persona)?;
    store::mutes::erase(tx, persona)
}
