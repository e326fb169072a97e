use commonround_db::Tx;
use commonround_kernel::{Actor, Result};

use super::model::RegistryEntry;
use super::reads::managed;
use super::store;
use crate::identity::Identity;

/// Asks officers to find the organisation in a public registry.
///
/// # Errors
/// `NotFound`, `organisation_closed`.
pub async fn ask_registry(
    identity: &Identity,
    actor: &Actor,
    handle: &str,
    entry: RegistryEntry,
) -> Result<()> {
    let (actor, handle) = (actor.clone(), handle.to_owned());
    let ask = move |tx: &mut Tx<'_>| {
        let (_, permit) = managed(tx, &actor, &handle)?;
        store::organisations::set_asked(tx, &permit, &entry)
    };
    identity.db().write(ask).await
}
