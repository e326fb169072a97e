//! Lists of people, as one reader may see them.

use commonround_db::Tx;
use commonround_identity::NameCard;
use commonround_kernel::{Actor, Id, Persona, Result, Slice};

use super::policy;
use super::rows::People;
use super::store::{self, Listed};
use super::{profile, relations};

/// Who follows `owner`. Refuses with `lists_private` where the owner keeps the list private, or
/// blocks the reader.
pub fn followers(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    owner: &NameCard,
    slice: Slice,
) -> Result<People> {
    open(tx, viewer, owner)?;
    let listed = store::follows::followers(tx, owner.persona, viewer, slice)?;
    People::load(tx, viewer, &listed, slice)
}

/// Whom `owner` follows. Refuses as `followers` does.
pub fn following(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    owner: &NameCard,
    slice: Slice,
) -> Result<People> {
    open(tx, viewer, owner)?;
    let listed = store::follows::following(tx, owner.persona, viewer, slice)?;
    People::load(tx, viewer, &listed, slice)
}

fn open(tx: &mut Tx<'_>, viewer: Option<Id<Persona>>, owner: &NameCard) -> Result<()> {
    let relation = relations::of_reader(tx, viewer, owner.persona)?;
    let settings = profile::settings_of(tx, owner.persona, owner.role)?;
    policy::may_see_lists(viewer, owner.persona, &settings, &relation)
}

/// Who waits for the actor's answer. A row's cursor is the id of the request.
pub fn follow_requests(tx: &mut Tx<'_>, actor: &Actor, slice: Slice) -> Result<People> {
    own(tx, actor, slice, store::follows::requests)
}

/// Whom the actor blocks.
pub fn blocks(tx: &mut Tx<'_>, actor: &Actor, slice: Slice) -> Result<People> {
    own(tx, actor, slice, store::blocks::list)
}

/// Whom the actor mutes.
pub fn mutes(tx: &mut Tx<'_>, actor: &Actor, slice: Slice) -> Result<People> {
    own(tx, actor, slice, store::mutes::list)
}

fn own(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slice: Slice,
    list: fn(&mut Tx<'_>, Id<Persona>, Slice) -> Result<Vec<Listed>>,
) -> Result<People> {
    let listed = list(tx, actor.persona, slice)?;
    People::load(tx, Some(actor.persona), &listed, slice)
}

/// Everybody who chose to be found, newest profile first.
pub fn directory(tx: &mut Tx<'_>, viewer: Option<Id<Persona>>, slice: Slice) -> Result<People> {
    let listed = store::profiles::directory(tx, viewer, slice)?;
    People::load(tx, viewer, &listed, slice)
}
