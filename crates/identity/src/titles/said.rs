use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};

use crate::cards::cards;

/// Whether a persona counts among professionals now: a credential was checked, and the name claims
/// nothing beyond it. For the surfaces that list professionals.
///
/// # Errors
/// As `Tx::query`.
pub fn is_verified_professional(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<bool> {
    let card = cards(tx, &[persona])?.remove(&persona);
    Ok(card.is_some_and(|card| {
        !card.erased && card.standing.is_verified() && card.standing.says.is_empty()
    }))
}
