use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::{Attestation, NoticeKind};

use super::offer_attestation::tell;
use super::{policy, store};
use crate::identity::Identity;

/// Accepts what an organisation would like to say, or declines.
///
/// # Errors
/// `NotFound`, also for offers to others; `attestation_answered`, `offer_expired`.
pub async fn answer_attestation(
    identity: &Identity,
    actor: &Actor,
    id: Id<Attestation>,
    accepts: bool,
) -> Result<()> {
    let actor = actor.clone();
    let answer = move |tx: &mut Tx<'_>| {
        let row = store::attestations::get(tx, id)?;
        let permit = policy::may_answer(&actor, &row, accepts, tx.now())?;
        store::attestations::settle(tx, &permit)
    };
    identity.db().write(answer).await
}

/// Ends what an organisation says about somebody: at once, by either side.
///
/// # Errors
/// `NotFound`; `attestation_ended`.
pub async fn withdraw_attestation(
    identity: &Identity,
    actor: &Actor,
    id: Id<Attestation>,
) -> Result<()> {
    let actor = actor.clone();
    identity.db().write(move |tx| withdraw(tx, &actor, id)).await
}

fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: Id<Attestation>) -> Result<()> {
    let row = store::attestations::get(tx, id)?;
    let stewards = store::stewards::of(tx, row.organisation)?;
    let permit = policy::may_withdraw(actor, &row, &stewards)?;
    store::attestations::settle(tx, &permit)?;
    if row.stands(tx.now()) && row.persona != actor.persona {
        tell(tx, row.persona, NoticeKind::AttestationEnded, id)?;
    }
    Ok(())
}
