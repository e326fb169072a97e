use commonround_db::{Delivered, Tx};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{Event as _, PersonaErased};

use crate::answers::store as answers;
use crate::claims::{ClaimState, store as claims};
use crate::{interim, notes};

pub const ERASED_TOPICS: &[&str] = &[PersonaErased::TOPIC];

/// Somebody left: their words go, their ratings count no longer, and histories name nobody.
///
/// # Errors
/// What the database says.
pub fn erase_person(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    let Some(erased) = delivered.read::<PersonaErased>()? else { return Ok(()) };
    interim::forget_signer(tx, erased.persona)?;
    notes::forget(tx, erased.persona)?;
    take_answers(tx, erased.persona)?;
    claims::forget(tx, erased.persona)
}

/// A claim without an answer is open again.
fn take_answers(tx: &mut Tx<'_>, author: Id<Persona>) -> Result<()> {
    for claim in answers::delete_of(tx, author)? {
        let is_answered = claims::get(tx, claim)?.state == ClaimState::Answered;
        if is_answered && answers::of_claim(tx, claim)?.is_empty() {
            claims::set_state(tx, claim, ClaimState::Open, Id::from_i64(0))?;
        }
    }
    Ok(())
}
