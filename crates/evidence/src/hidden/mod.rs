//! What moderators hid of this room: notes, answers, claims. Its author and moderators still see
//! it on its own page; nothing else shows it.

mod store;

use commonround_db::{Delivered, Tx};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{About, Event as _, SanctionAct, SanctionChanged};

pub use store::{MIGRATION, is_hidden, unless_hidden};

pub const HIDING_TOPICS: &[&str] = &[SanctionChanged::TOPIC];

/// Moderators hid a thing, or gave it back. Of two measures on one thing the last to end gives it
/// back.
///
/// # Errors
/// What the database says.
pub fn hide_thing(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    let Some(changed) = delivered.read::<SanctionChanged>()? else { return Ok(()) };
    let Some(thing) = changed.thing.filter(|_| changed.act == SanctionAct::Hide) else {
        return Ok(());
    };
    if changed.active {
        store::hide(tx, changed.sanction, thing)
    } else {
        store::give_back(tx, changed.sanction)
    }
}

/// # Errors
/// `NotFound` where it is hidden from this viewer.
pub fn must_see(
    tx: &mut Tx<'_>,
    about: About,
    author: Id<Persona>,
    viewer: Option<&Actor>,
) -> Result<()> {
    if viewer.is_some_and(|actor| actor.moderator || actor.persona == author) {
        return Ok(());
    }
    if is_hidden(tx, about)? { Err(Error::NotFound) } else { Ok(()) }
}
