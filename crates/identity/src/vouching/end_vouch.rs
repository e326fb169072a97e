use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Vouch;

use super::{policy, store};
use crate::identity::Identity;

/// Says no to a colleague, who is not told.
///
/// # Errors
/// `NotFound`; `vouch_answered`, `vouch_expired`.
pub async fn decline_vouch(identity: &Identity, actor: &Actor, id: Id<Vouch>) -> Result<()> {
    let actor = actor.clone();
    let decline = move |tx: &mut Tx<'_>| {
        let row = store::get(tx, id)?;
        let permit = policy::may_decline(&actor, &row, tx.now())?;
        store::set_state(tx, &permit)
    };
    identity.db().write(decline).await
}

/// Takes a vouch back, gives one back, or takes the question back: at once.
///
/// # Errors
/// `NotFound`; `vouch_ended`.
pub async fn end_vouch(identity: &Identity, actor: &Actor, id: Id<Vouch>) -> Result<()> {
    let actor = actor.clone();
    let end = move |tx: &mut Tx<'_>| {
        let row = store::get(tx, id)?;
        let permit = policy::may_end(&actor, &row)?;
        store::set_state(tx, &permit)
    };
    identity.db().write(end).await
}
