//! What a new status starts from.

use commonround_db::Tx;
use commonround_kernel::{Actor, Env, Id, Result};
use commonround_vocabulary::Status;

use crate::beside::Neighbours;
use crate::cards::StatusCard;
use crate::gate::{Closed, Gate};
use crate::may_reply::closed_to;
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
    /// Who is answered takes no reply of the author.
    pub closed: Option<Closed>,
}

impl Draft {
    /// An empty form for the actor, answering `parent` where there is one.
    ///
    /// Refusals: not found where the parent is not for the actor to see, gone where it was deleted.
    pub fn fresh(
        tx: &mut Tx<'_>,
        neighbours: &Neighbours,
        gate: &Gate,
        actor: &Actor,
        parent: Option<Id<Status>>,
    ) -> Result<Self> {
        let viewer = Viewer::of(Some(actor));
        let reply_to = parent.map(|id| timeline::one(tx, neighbours, viewer, id)).transpose()?;
        Self::over(tx, gate, actor, reply_to)
    }

    /// The same, where the parent is loaded already.
    pub fn over(
        tx: &mut Tx<'_>,
        gate: &Gate,
        actor: &Actor,
        reply_to: Option<StatusCard>,
    ) -> Result<Self> {
        let usual = author_settings(tx, actor)?.default_visibility;
        let answered = reply_to.as_ref().map(|parent| parent.author.persona);
        let closed = match answered {
            Some(author) => closed_to(tx, gate, actor, author)?,
            None => None,
        };
        Ok(Self { closed, ..Self::new(tx.env(), usual, reply_to) })
    }

    /// A form for the actor's usual visibility, where nobody who is answered has to be asked.
    #[must_use]
    pub fn new(env: &Env, usual: Visibility, reply_to: Option<StatusCard>) -> Self {
        let widest = reply_to.as_ref().map_or(Visibility::Public, |parent| parent.visibility);
        let visibility = usual.narrowed_to(widest);
        let idempotency_key = new_key(env);
        Self { reply_to, widest, visibility, idempotency_key, closed: None }
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
