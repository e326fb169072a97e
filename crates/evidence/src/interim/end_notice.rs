use commonround_db::{Tx, audit, jobs, outbox};
use commonround_identity::cards;
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_text as text;
use commonround_vocabulary::{Interim, InterimChanged};

use super::model::{InterimState, StoredInterim};
use super::policy::{MayEnd, is_void, may_end};
use super::{store, timers};
use crate::limits::REVIEW_REASON_CHARS_MAX;

/// Ends a notice before its time: who signed it takes it back, a moderator takes it away and says
/// why.
///
/// # Errors
/// `interim_over`, `not_signer`; on `reason`, from a moderator.
pub fn end_notice(tx: &mut Tx<'_>, actor: &Actor, id: Id<Interim>, reason: &str) -> Result<()> {
    let notice = store::get(tx, id)?;
    let permit = may_end(actor, &notice)?;
    if permit.state == InterimState::Removed {
        let reason = text::clean_block(reason, REVIEW_REASON_CHARS_MAX)
            .map_err(|why| Error::invalid("reason", why))?;
        let by = audit::Accessor::Persona(actor.persona);
        let object = Some(audit::Named::new("interim", id));
        let subject = Some(audit::Named::persona(notice.placed.persona));
        let reason = Some(reason.as_str());
        let entry = audit::Entry::new(by, "interim_removed");
        audit::record(tx, &audit::Entry { object, subject, reason, ..entry })?;
    }
    end(tx, &notice, &permit)
}

pub(super) fn end(tx: &mut Tx<'_>, notice: &StoredInterim, permit: &MayEnd) -> Result<()> {
    store::end(tx, permit)?;
    jobs::cancel(tx, timers::JOB, notice.id.get())?;
    outbox::emit(tx, &InterimChanged { interim: notice.id, status: notice.status }).map(drop)
}

/// What a persona signed ends where its credential counts no longer.
///
/// # Errors
/// What the database says.
pub fn recheck_signer(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    let card = cards(tx, &[persona])?.remove(&persona);
    if card.is_some_and(|card| !card.erased && card.standing.is_verified()) {
        return Ok(());
    }
    end_all(tx, persona)
}

/// The same for somebody who may not speak for a while.
///
/// # Errors
/// What the database says.
pub fn end_all(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    for notice in store::signed_by(tx, persona)? {
        if let Some(permit) = is_void(&notice) {
            end(tx, &notice, &permit)?;
        }
    }
    Ok(())
}

/// For somebody who left.
///
/// # Errors
/// What the database says.
pub fn forget_signer(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    end_all(tx, persona)?;
    store::forget(tx, persona)
}
