//! How a persona appears to others, for every room that shows names.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Account, Error, Id, Persona, Result, Role, Timestamp};

use crate::model::{Card, Field, fold_handle};
use crate::standing::Standing;
use crate::{organisations, store};

/// The public face of a persona.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCard {
    pub persona: Id<Persona>,
    pub handle: String,
    /// Empty where the persona is erased.
    pub display_name: String,
    /// `None` where the person keeps it private. Self-stated: nothing is checked.
    pub role: Option<Role>,
    pub field: Option<Field>,
    pub erased: bool,
    /// What was checked, as of the read.
    pub standing: Standing,
}

impl NameCard {
    fn look(&self) -> Card {
        Card { role: self.role, field: self.field }
    }

    /// What the name claims, held against what was checked.
    fn settle(&mut self) {
        self.standing.settle(&self.display_name);
    }

    /// The CSS class of the avatar's colour, such as `hue-nursing`.
    #[must_use]
    pub fn hue(&self) -> &'static str {
        self.look().hue()
    }

    /// The key of the words for the role; they say that nothing was checked. `None` where the role
    /// is private.
    #[must_use]
    pub fn said_role_key(&self) -> Option<&'static str> {
        self.look().said_role_key()
    }
}

/// The cards of these personas, in two queries. Whoever is not there has no entry.
pub fn cards(tx: &mut Tx, personas: &[Id<Persona>]) -> Result<HashMap<Id<Persona>, NameCard>> {
    let mut found = store::personas::cards(tx, personas)?;
    organisations::attest(tx, &mut found)?;
    found.values_mut().for_each(NameCard::settle);
    Ok(found)
}

/// # Errors
/// `NotFound`, or `Gone("persona_erased")` where somebody of this handle left.
pub fn card_by_handle(tx: &mut Tx, handle: &str) -> Result<NameCard> {
    let card = store::personas::card_by_handle(tx, &fold_handle(handle))?;
    if card.erased {
        return Err(Error::Gone("persona_erased"));
    }
    let persona = card.persona;
    let mut found = HashMap::from([(persona, card)]);
    organisations::attest(tx, &mut found)?;
    let mut card = found.remove(&persona).ok_or(Error::NotFound)?;
    card.settle();
    Ok(card)
}

/// Whom somebody named in a field of a form: a handle, with or without `@`.
///
/// # Errors
/// `Invalid` on the field: `required`, `nobody`.
pub(crate) fn named(tx: &mut Tx, field: &'static str, raw: &str) -> Result<NameCard> {
    let handle = raw.trim().trim_start_matches('@');
    if handle.is_empty() {
        return Err(Error::invalid(field, "required"));
    }
    card_by_handle(tx, handle).map_err(|error| match error {
        Error::NotFound | Error::Gone(_) => Error::invalid(field, "nobody"),
        other => other,
    })
}

/// The personas of these handles, however they are written, without those that are gone. In no
/// order.
pub fn personas_by_handle(tx: &mut Tx, handles: &[String]) -> Result<Vec<Id<Persona>>> {
    let folded: Vec<_> = handles.iter().map(|handle| fold_handle(handle)).collect();
    store::personas::by_handles(tx, &folded)
}

/// The account that signs in as this persona; none for a further persona.
pub fn account_of(tx: &mut Tx, persona: Id<Persona>) -> Result<Option<Id<Account>>> {
    store::accounts::id_by_primary(tx, persona)
}

/// What a persona said to be at sign-up, also where it is kept private: for the defaults of other
/// rooms, never to be shown.
///
/// # Errors
/// `NotFound`, also where the persona is erased.
pub fn role_of(tx: &mut Tx, persona: Id<Persona>) -> Result<Role> {
    store::personas::role(tx, persona)
}

/// When a persona joined.
pub fn joined_at(tx: &mut Tx, persona: Id<Persona>) -> Result<Timestamp> {
    store::personas::created_at(tx, persona)
}
