use commonround_db::{Tx, audit};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::ClaimRecord;

use super::model::ClaimState;
use super::store;

/// Takes an open claim back. Twice is harmless.
///
/// Refusals: `not_opener`, `claim_answered`.
pub fn withdraw_claim(tx: &mut Tx<'_>, actor: &Actor, id: Id<ClaimRecord>) -> Result<()> {
    let claim = store::get(tx, id)?;
    if claim.opened_by != actor.persona && !actor.moderator {
        return Err(Error::Denied("not_opener"));
    }
    match claim.state {
        ClaimState::Open => {
            store::set_state(tx, id, ClaimState::Withdrawn, actor.persona)?;
            let by = audit::Accessor::Persona(actor.persona);
            let object = Some(audit::Named::new("claim_record", id));
            let subject = Some(audit::Named::persona(claim.opened_by));
            let entry = audit::Entry::new(by, "claim_record_withdrawn");
            audit::record(tx, &audit::Entry { object, subject, ..entry }).map(drop)
        }
        ClaimState::Withdrawn => Ok(()),
        ClaimState::Answered => Err(Error::Conflict("claim_answered")),
    }
}
