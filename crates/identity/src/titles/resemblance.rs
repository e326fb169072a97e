//! Names that look like a verified person's.

use commonround_db::{Tx, jobs};
use commonround_kernel::{Id, Persona, Result};
use commonround_text::name_key;

use super::model::{alike, forms};
use super::{store, timers};
use crate::cards::cards;

/// Labels one persona with the verified person its name looks like, if any.
pub(super) fn label(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let Some(name) = store::name(tx, persona)? else { return Ok(()) };
    let candidates = store::verified_of_forms(tx, &forms(&name.key))?;
    let like = candidates.into_iter().find(|(one, key)| *one != persona && alike(key, &name.key));
    store::set_resembles(tx, persona, like.map(|(one, _)| one))
}

/// Whether a handle would be taken for a verified person's.
pub(crate) fn is_confusable(tx: &mut Tx<'_>, handle: &str) -> Result<bool> {
    store::is_verified_handle(tx, &name_key(handle))
}

/// A badge came or went: others who look like this person are looked for, or let go.
pub(super) fn note_credential(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let card = cards(tx, &[persona])?.remove(&persona);
    set_verified(tx, persona, card.is_some_and(|card| card.standing.is_verified()))
}

pub(super) fn set_verified(tx: &mut Tx<'_>, persona: Id<Persona>, verified: bool) -> Result<()> {
    store::forget_verified(tx, persona)?;
    let name = store::name(tx, persona)?.filter(|_| verified);
    if let Some(name) = &name {
        let handle_key = name_key(&name.handle);
        store::add_verified(tx, persona, &name.key, &handle_key, &forms(&name.key))?;
    }
    for other in store::resembling(tx, persona)? {
        label(tx, other)?;
    }
    match name {
        Some(_) => look_for_others(tx, persona),
        None => Ok(()),
    }
}

/// A verified person has another name.
pub(super) fn rename(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    if store::is_verified(tx, persona)? { set_verified(tx, persona, true) } else { Ok(()) }
}

/// All names are looked through, outside of this unit.
fn look_for_others(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let now = tx.now();
    jobs::schedule(tx, timers::ALIKE, persona.get(), &(), now)
}
