//! Taking a title out of a name that nobody proved, and saying so where two people decided it.

use commonround_db::audit::{Accessor, Entry, Named};
use commonround_db::{Tx, audit, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_text::titles::Pack;
use commonround_vocabulary::PersonaChanged;

use super::model::without_unmet;
use super::note_name::tell;
use super::policy::{self, MayMark, MayStrip};
use super::store;
use crate::cards::cards;
use crate::config::Config;
use crate::credentials::MayRule;
use crate::two_person::Accepted;

/// Takes every protected title that no credential meets out of the subject's name. The name it had
/// is kept, and the person is told. Harmless where there is none.
///
/// # Errors
/// `NotFound` where the act is about nobody.
pub fn strip_title(tx: &mut Tx<'_>, config: &Config, accepted: &Accepted) -> Result<()> {
    strip(tx, config.pack(), &policy::may_strip_by_decision(accepted)?)
}

/// Every post of the subject says that its author claimed a licence that could not be confirmed.
///
/// # Errors
/// `NotFound` where the act is about nobody.
pub fn mark_unconfirmed(tx: &mut Tx<'_>, accepted: &Accepted) -> Result<()> {
    mark(tx, &policy::may_mark(accepted)?, true, "licence_unconfirmed")
}

/// An appeal was right: nothing is said any more.
///
/// # Errors
/// `NotFound` where the person has left.
pub(crate) fn unmark_unconfirmed(tx: &mut Tx<'_>, granted: &MayRule) -> Result<()> {
    mark(tx, &policy::may_unmark(granted), false, "licence_unconfirmed_lifted")
}

fn mark(tx: &mut Tx<'_>, permit: &MayMark, marked: bool, act: &'static str) -> Result<()> {
    store::set_unconfirmed(tx, permit, marked)?;
    note(tx, permit.persona(), act)
}

pub(super) fn strip(tx: &mut Tx<'_>, pack: &Pack, permit: &MayStrip) -> Result<()> {
    let persona = permit.persona();
    let Some(name) = store::name(tx, persona)? else { return Ok(()) };
    let Some(card) = cards(tx, &[persona])?.remove(&persona) else { return Ok(()) };
    let badges = &card.standing.badges;
    let Some(rest) = without_unmet(pack, &name.display_name, badges) else { return Ok(()) };
    let rest = if rest.is_empty() { name.handle } else { rest };
    store::replace_name(tx, permit, &name.display_name, &rest)?;
    note(tx, persona, permit.act)?;
    tell(tx, persona)?;
    outbox::emit(tx, &PersonaChanged { persona })
}

fn note(tx: &mut Tx<'_>, persona: Id<Persona>, act: &'static str) -> Result<()> {
    let subject = Some(Named::persona(persona));
    let entry = Entry { subject, ..Entry::new(Accessor::System, act) };
    audit::record(tx, &entry).map(drop)
}
