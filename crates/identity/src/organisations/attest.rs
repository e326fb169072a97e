//! What verified organisations say about people, as of now: read with the names, never kept.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};

use super::limits::ATTESTATIONS_SHOWN_MAX;
use super::store;
use crate::cards::NameCard;

/// Adds what stands now to cards that were just read, in one query for all of them.
pub fn attest(tx: &mut Tx<'_>, cards: &mut HashMap<Id<Persona>, NameCard>) -> Result<()> {
    let (personas, now): (Vec<_>, _) = (cards.keys().copied().collect(), tx.now());
    store::attestations::standing(tx, &personas, now, |persona, said| {
        if let Some(card) = cards.get_mut(&persona)
            && card.standing.attestations.len() < ATTESTATIONS_SHOWN_MAX
        {
            card.standing.attestations.push(said);
        }
    })
}
