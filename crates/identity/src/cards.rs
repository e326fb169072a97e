//! How a persona appears to others, for every room that shows names.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Account, Error, Id, Persona, Result, Role, Timestamp};

use crate::model::{Card, Field, fold_handle};
use crate::standing::Standing;
use crate::store;

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

/// The cards of these personas, in one query. Whoever is not there has no entry.
pub fn cards(tx: &mut Tx, personas: &[Id<Persona>]) -> Result<HashMap<Id<Persona>, NameCard>> {
    let mut found = store::personas::cards(tx, personas)?;
    found.values_mut().for_each(|card| card.standing.settle());
    Ok(found)
}

/// # Errors
/// `NotFound`, or `Gone("persona_erased")` where somebody of this handle left.
pub fn card_by_handle(tx: &mut Tx, handle: &str) -> Result<NameCard> {
    let mut card = store::personas::card_by_handle(tx, &fold_handle(handle))?;
    card.standing.settle();
    if card.erased { Err(Error::Gone("persona_erased")) } else { Ok(card) }
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
