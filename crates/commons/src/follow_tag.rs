use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Result};

use crate::limits::TAG_FOLLOWS_MAX;
use crate::model::TagName;
use crate::policy;
use crate::present::present;
use crate::store::tags;

/// Brings public statuses with the tag into the actor's home. Following twice changes nothing.
///
/// Refusals: `email_unconfirmed`, `too_many_tags`.
pub fn follow_tag(tx: &mut Tx<'_>, actor: &Actor, tag: &TagName) -> Result<()> {
    present(tx, actor)?;
    let permit = policy::may_follow_tag(actor)?;
    if tags::follows(tx, actor.persona, &tag.folded)? {
        return Ok(());
    }
    if tags::count_followed(tx, actor.persona)? >= TAG_FOLLOWS_MAX {
        return Err(Error::Conflict("too_many_tags"));
    }
    tags::follow(tx, permit, tag)
}

/// The opposite of [`follow_tag`]; harmless where the tag was not followed.
///
/// Refusals: `email_unconfirmed`.
pub fn unfollow_tag(tx: &mut Tx<'_>, actor: &Actor, tag: &TagName) -> Result<()> {
    present(tx, actor)?;
    let permit = policy::may_follow_tag(actor)?;
    tags::unfollow(tx, permit, tag)
}
