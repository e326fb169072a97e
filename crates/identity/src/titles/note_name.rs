//! What a name claims, noted whenever the name or what was checked changes.

use std::sync::Arc;

use commonround_db::{Consumer, Delivered, Tx, jobs, outbox, reaction};
use commonround_kernel::{Id, Persona, Result};
use commonround_text::name_key;
use commonround_text::titles::Pack;
use commonround_vocabulary::{
    About, AboutKind, CredentialChanged, Event as _, NoticeKind, NoticeRaised, PersonaChanged,
    PersonaCreated, PersonaErased,
};

use super::limits::TITLE_GRACE;
use super::model::{in_bio, in_name};
use super::{resemblance, store, timers};
use crate::cards::cards;
use crate::config::Config;

/// Hears of names and credentials.
#[must_use]
pub fn consumers(config: &Config) -> Vec<Arc<dyn Consumer>> {
    let pack = config.pack();
    let topics = &[
        PersonaCreated::TOPIC,
        PersonaChanged::TOPIC,
        CredentialChanged::TOPIC,
        PersonaErased::TOPIC,
    ];
    vec![reaction("identity.titles", topics, move |tx, event| react(tx, pack, event))]
}

fn react(tx: &mut Tx<'_>, pack: &Pack, event: &Delivered) -> Result<()> {
    if let Some(created) = event.read::<PersonaCreated>()? {
        note_name(tx, pack, created.persona)?;
    }
    if let Some(changed) = event.read::<PersonaChanged>()? {
        note_name(tx, pack, changed.persona)?;
    }
    if let Some(changed) = event.read::<CredentialChanged>()? {
        resemblance::note_credential(tx, changed.persona)?;
        ask(tx, changed.persona)?;
    }
    match event.read::<PersonaErased>()? {
        Some(erased) => store::forget(tx, erased.persona),
        None => Ok(()),
    }
}

/// Reads a name again under the pack.
pub(super) fn note_name(tx: &mut Tx<'_>, pack: &Pack, persona: Id<Persona>) -> Result<()> {
    let Some(name) = store::name(tx, persona)? else { return Ok(()) };
    let said = in_name(pack, &name.display_name);
    store::set_said_in_name(tx, persona, &said, &name_key(&name.display_name))?;
    resemblance::label(tx, persona)?;
    resemblance::rename(tx, persona)?;
    ask(tx, persona)
}

/// The words beneath the name of a persona have changed; only the titles in them are kept. To be
/// called in the unit that changes the words.
///
/// # Errors
/// As `Tx::exec`.
pub fn note_bio(tx: &mut Tx<'_>, pack: &Pack, persona: Id<Persona>, text: &str) -> Result<()> {
    let Some(name) = store::name(tx, persona)? else { return Ok(()) };
    let said = in_bio(pack, &name.display_name, text);
    store::set_said_in_bio(tx, persona, &said)?;
    ask(tx, persona)
}

/// Asks the person to prove what the name says, once, and sets the timer.
fn ask(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let Some(name) = store::name(tx, persona)? else { return Ok(()) };
    let card = cards(tx, &[persona])?.remove(&persona);
    let is_open = card.is_some_and(|card| !card.standing.says.is_empty());
    match (is_open, name.asked_at) {
        (true, None) => {
            let now = tx.now();
            store::set_asked(tx, persona, Some(now))?;
            jobs::schedule(tx, timers::DUE, persona.get(), &(), now + TITLE_GRACE)?;
            tell(tx, persona)
        }
        (false, Some(_)) => {
            jobs::cancel(tx, timers::DUE, persona.get())?;
            store::set_asked(tx, persona, None)
        }
        _ => Ok(()),
    }
}

pub(super) fn tell(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let about = About { kind: AboutKind::Persona, id: persona.get() };
    let kind = NoticeKind::TitleUnverified;
    outbox::emit(tx, &NoticeRaised { to: persona, kind, by: None, about })
}
