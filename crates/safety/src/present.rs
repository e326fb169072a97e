//! Whether who acts is still there.

use commonround_db::Tx;
use commonround_identity::{NameCard, cards};
use commonround_kernel::{Actor, Error, Result};

/// The actor's own card. Every use case that writes asks first, in the unit it writes in: a request
/// may be let in while its account stands and reach the database after the account was erased.
///
/// Refusals: `sign_in_required` where the persona is not there any more.
pub fn present(tx: &mut Tx<'_>, actor: &Actor) -> Result<NameCard> {
    let card = cards(tx, &[actor.persona])?.remove(&actor.persona);
    card.filter(|card| !card.erased).ok_or(Error::Unauthenticated("sign_in_required"))
}
