use commonround_db::{Tx, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{About, AboutKind, CredentialClaim, NoticeKind, NoticeRaised};

use super::store;
use crate::two_person::{self, Duty};

/// Tells every officer but the one it is about that a claim waits.
pub fn call_officers(tx: &mut Tx, claim: Id<CredentialClaim>, about: Id<Persona>) -> Result<()> {
    let subject = About { kind: AboutKind::CredentialClaim, id: claim.get() };
    let kind = NoticeKind::DutyCalls;
    for to in two_person::on_duty(tx, Duty::Officer)? {
        if to != about {
            outbox::emit(tx, &NoticeRaised { to, kind, by: None, about: subject })?;
        }
    }
    Ok(())
}

/// Where a claim is looked at: by its owner in the settings, by officers on their desk. `None` where
/// it is gone.
///
/// # Errors
/// As `Tx::query`.
pub fn claim_path(
    tx: &mut Tx,
    reader: Id<Persona>,
    id: Id<CredentialClaim>,
) -> Result<Option<String>> {
    let claim = store::claims::find(tx, id)?;
    Ok(claim.map(|claim| {
        let place = if claim.persona == reader { "settings/credentials" } else { "officer/claims" };
        format!("/{place}/{id}")
    }))
}
