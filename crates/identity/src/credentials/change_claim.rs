//! The one way by which a claim changes: its state, its history, and the word of it to everybody
//! whom it concerns, in one unit.

use commonround_credential::{Happening, State};
use commonround_db::{Tx, outbox};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::{
    About, AboutKind, CredentialChanged, CredentialClaim, NoticeKind, NoticeRaised,
};

use super::call_officers::call_officers;
use super::model::{By, Change, ClaimRow};
use super::policy::{MayMove, may_move};
use super::{documents, store, timers};

/// Moves a claim. Where the state stays as it is, nothing is said.
///
/// # Errors
/// What the state machine refuses, as `Conflict`; `claim_changed`.
pub fn happen(
    tx: &mut Tx,
    claim: &ClaimRow,
    happening: Happening,
    change: &Change<'_>,
) -> Result<State> {
    let permit = may_move(claim, happening)?;
    move_claim(tx, claim, &permit, change)?;
    Ok(permit.to())
}

/// The same with a permit.
pub fn move_claim(
    tx: &mut Tx,
    claim: &ClaimRow,
    permit: &MayMove,
    change: &Change<'_>,
) -> Result<()> {
    if permit.from() == permit.to() {
        return Ok(());
    }
    store::claims::set_state(tx, permit)?;
    store::evidence::note_change(tx, claim.id, permit.to().code(), change)?;
    if permit.from() == State::Conflict {
        store::conflicts::close(tx, claim.id)?;
    }
    if is_decided(permit.to()) {
        documents::shred(tx, claim.id, None, change.detail.unwrap_or(change.by.as_str()))?;
    }
    if permit.to() == State::Conflict {
        call_officers(tx, claim.id, claim.persona)?;
    }
    outbox::emit(tx, &CredentialChanged { persona: claim.persona })?;
    if change.by != By::Owner {
        tell(tx, claim.persona, NoticeKind::ClaimDecided, claim.id)?;
    }
    timers::set(tx, claim.id)
}

/// Nobody needs the papers of a claim any more.
const fn is_decided(state: State) -> bool {
    matches!(state, State::Verified | State::Conditions | State::Rejected | State::Withdrawn)
}

/// A notice to somebody about a claim of theirs.
pub fn tell(
    tx: &mut Tx,
    to: Id<Persona>,
    kind: NoticeKind,
    claim: Id<CredentialClaim>,
) -> Result<()> {
    let about = About { kind: AboutKind::CredentialClaim, id: claim.get() };
    outbox::emit(tx, &NoticeRaised { to, kind, by: None, about })
}
