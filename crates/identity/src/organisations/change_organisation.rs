use commonround_db::Tx;
use commonround_kernel::{Actor, Result};

use super::change_standing::end;
use super::found_organisation::refuse_alike;
use super::model::{By, Method, OrganisationRow, Profile, State};
use super::reads::managed;
use super::store;
use crate::identity::Identity;

/// Changes what an organisation says of itself. Another name ends any check; another domain ends
/// one that stood on the domain.
///
/// # Errors
/// `NotFound`, `organisation_closed`; `Invalid` on `name`: `like_verified`.
pub async fn change_organisation(
    identity: &Identity,
    actor: &Actor,
    handle: &str,
    profile: Profile,
) -> Result<()> {
    let (actor, handle) = (actor.clone(), handle.to_owned());
    identity.db().write(move |tx| change(tx, &actor, &handle, &profile)).await
}

fn change(tx: &mut Tx<'_>, actor: &Actor, handle: &str, profile: &Profile) -> Result<()> {
    let (organisation, permit) = managed(tx, actor, handle)?;
    refuse_alike(tx, &profile.name, Some(organisation.id))?;
    if unproves(&organisation, profile) {
        end(tx, &organisation, State::Unverified, By::Steward, Some(actor.persona))?;
    }
    if organisation.name != profile.name {
        store::organisations::clear_asked(tx, organisation.id)?;
    }
    if organisation.domain != profile.home_page.domain() {
        store::codes::spend(tx, organisation.id)?;
    }
    store::organisations::set_profile(tx, &permit, profile)
}

/// Whether what was checked is no longer what is shown.
fn unproves(organisation: &OrganisationRow, profile: &Profile) -> bool {
    let is_renamed = organisation.name != profile.name;
    let has_moved = organisation.domain != profile.home_page.domain();
    is_renamed || has_moved && organisation.method.is_some_and(Method::is_of_domain)
}
