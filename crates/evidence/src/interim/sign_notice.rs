use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{Interim, InterimChanged};

use super::policy::{may_sign, professional};
use super::{store, timers};
use crate::Evidence;
use crate::limits::INTERIM_SECS;
use crate::notes::write_note::{profession_of, rater_of};

/// Signs a notice as the second, so that it stands for the rest of its day.
///
/// # Errors
/// Not found where the status may not be seen; `not_verified` and those of `may_sign`.
pub fn sign_notice(tx: &mut Tx<'_>, room: &Evidence, actor: &Actor, id: Id<Interim>) -> Result<()> {
    let notice = store::get(tx, id)?;
    let seen = room.ports.statuses.status_text(tx, Some(actor.persona), notice.status)?;
    seen.ok_or(Error::NotFound)?;
    let (profession, person) = (profession_of(tx, room, actor)?, rater_of(tx, room, actor)?);
    let by = professional(actor, person, profession.as_deref())?;
    let counts = counts(tx, room, notice.placed.persona)?;
    let permit = may_sign(by, &notice, counts, tx.now())?;
    let ends_at = notice.placed.at + Duration::from_secs(INTERIM_SECS);
    store::sign(tx, &permit, ends_at)?;
    timers::schedule(tx, id, ends_at)?;
    outbox::emit(tx, &InterimChanged { interim: id, status: notice.status }).map(drop)
}

fn counts(tx: &mut Tx<'_>, room: &Evidence, persona: Id<Persona>) -> Result<bool> {
    let card = (room.ports.people)(tx, &[persona])?.remove(&persona);
    Ok(card.is_some_and(|card| !card.erased && card.standing.is_verified()))
}
