//! What a new status starts from.

use commonround_db::Tx;
use commonround_kernel::{Actor, Env, Id, Result};
use commonround_vocabulary::Status;

use crate::beside::Neighbours;
use crate::cards::StatusCard;
use crate::model::Visibility;
use crate::people::profile::{ProfileSettings, settings_of};
use crate::present::present;
use crate::store::sight::Viewer;
use crate::timeline;

/// A form that was not sent yet.
#[derive(Debug, Clone)]
pub struct Draft {
    pub reply_to: Option<StatusCard>,
    /// The widest visibility that is allowed here.
    pub widest: Visibility,
    /// What is chosen already: the profile's usual, as narrow as the parent at least.
    pub visibility: Visibility,
    /// Sending the form twice with it publishes once.
    pub idempotency_key: String,
}

impl Draft {
    /// An empty form for the actor, answering `parent` where there is one.
    ///
    /// Refusals: not found where the parent is not for the actor to see, gone where it was deleted.
    pub fn fresh(
        tx: &mut Tx<'_>,
        neighbours: &Neighbours,
        actor: &Actor,
        parent: Option<Id<Status>>,
    ) -> Result<Self> {
        let viewer = Viewer::of(Some(actor));
        let reply_to = parent.map(|id| timeline::one(tx, neighbours, viewer, id)).transpose()?;
        let usual = author_settings(tx, actor)?.default_visibility;
        Ok(Self::new(tx.env(), usual, reply_to))
    }

    /// The same, where the parent is loaded already.
    #[must_use]
    pub fn new(env: &Env, usual: Visibility, reply_to: Option<StatusCard>) -> Self {
        let widest = reply_to.as_ref().map_or(Visibility::Public, |parent| parent.visibility);
        let visibility = usual.narrowed_to(widest);
        Self { reply_to, widest, visibility, idempotency_key: new_key(env) }
    }
}

fn new_key(env: &Env) -> String {
    let bytes: [u8; 16] = env.random_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the author's profile says. The defaults go by the role the author shows.
///
/// Refusals: `sign_in_required` where the author is not there any more.
pub fn author_settings(tx: &mut Tx<'_>, actor: &Actor) -> Result<ProfileSettings> {
    let card = present(tx, actor)?;
    settings_of(tx, actor.persona, card.role)
}
