//! The devices that are signed in, with a way to sign each out from afar.

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id, Result, Session};
use commonround_vocabulary::AccessRevoked;

use crate::identity::Identity;
use crate::store::sessions::SessionRow;
use crate::{policy, store};

/// One's own devices, last seen first.
pub async fn list_devices(identity: &Identity, actor: &Actor) -> Result<Vec<SessionRow>> {
    let account = policy::may_change_account(actor)?.account();
    identity.db().read(move |tx| store::sessions::of_account(tx, account)).await
}

/// # Errors
/// `NotFound` for a device of somebody else.
pub async fn sign_out_device(
    identity: &Identity,
    actor: &Actor,
    device: Id<Session>,
) -> Result<()> {
    let actor = actor.clone();
    let end = move |tx: &mut Tx| {
        let session = store::sessions::get(tx, device)?;
        store::sessions::end(tx, policy::may_end_session(&actor, &session)?)?;
        outbox::emit(tx, &AccessRevoked { account: actor.account })
    };
    identity.db().write(end).await
}
