//! Who is behind a request: one point read by the digest of the secret that was shown.

use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Db, Tx};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Account, Actor, Id, KeyRing, Result, Secret, Timestamp, Via};
use commonround_web::{Lang, Me, Resolved, Sessions, Shown, Theme};

use crate::limits::{SESSION_IDLE, SESSION_LIFE, SESSION_SEEN_EVERY, SESSIONS_MAX};
use crate::model::{Card, Device};
use crate::{sanctions, store};

const DAY: Duration = Duration::from_secs(86_400);

/// Somebody the database knows, before it is decided whether what they showed still counts.
pub struct Known {
    pub actor: Actor,
    /// A suspension of somebody under every name runs: whether it is theirs is to be asked.
    pub somebody_suspended: bool,
    pub lang: Option<String>,
    pub theme: String,
    pub handle: String,
    pub display_name: String,
    pub card: Card,
}

impl Known {
    fn settle(mut self, tx: &mut Tx, keys: &KeyRing) -> Result<Self> {
        if self.somebody_suspended && !self.actor.suspended {
            self.actor.suspended = sanctions::is_suspended(tx, keys, self.actor.account)?;
        }
        Ok(self)
    }

    fn resolved(self) -> Resolved {
        Resolved {
            me: Me { handle: self.handle, display_name: self.display_name, hue: self.card.hue() },
            lang: self.lang.as_deref().and_then(Lang::known),
            theme: Theme::parse(&self.theme).unwrap_or_default(),
            actor: self.actor,
        }
    }
}

/// The sessions and tokens of this instance, for the layer that makes callers.
#[must_use]
pub fn sessions(db: Db, keys: Arc<KeyRing>) -> Arc<dyn Sessions> {
    Arc::new(Stored(db, keys))
}

struct Stored(Db, Arc<KeyRing>);

impl Sessions for Stored {
    fn resolve<'a>(&'a self, shown: Shown<'a>) -> Promise<'a, Result<Option<Resolved>>> {
        Box::pin(async move {
            match shown {
                Shown::Cookie(raw) => self.by_session(raw).await,
                Shown::Bearer(raw) => self.by_token(raw).await,
            }
        })
    }
}

impl Stored {
    async fn by_session(&self, raw: &str) -> Result<Option<Resolved>> {
        let digest = Secret::from_caller(raw).digest();
        let keys = Arc::clone(&self.1);
        let read = move |tx: &mut Tx| match store::sessions::resolve(tx, &digest)? {
            Some((known, made, seen)) => Ok(Some((known.settle(tx, &keys)?, made, seen))),
            None => Ok(None),
        };
        let found = self.0.read_inline(read).await?;
        let now = self.0.env().now();
        let Some((known, created_at, seen_at)) = found else { return Ok(None) };
        if now.since(seen_at) >= SESSION_IDLE || now.since(created_at) >= SESSION_LIFE {
            return Ok(None);
        }
        if now.since(seen_at) >= SESSION_SEEN_EVERY {
            self.note_seen(&known.actor).await;
        }
        Ok(Some(known.resolved()))
    }

    async fn by_token(&self, raw: &str) -> Result<Option<Resolved>> {
        let digest = Secret::from_caller(raw).digest();
        let keys = Arc::clone(&self.1);
        let read = move |tx: &mut Tx| match store::sessions::resolve_token(tx, &digest)? {
            Some((known, end, day)) => Ok(Some((known.settle(tx, &keys)?, end, day))),
            None => Ok(None),
        };
        let found = self.0.read_inline(read).await?;
        let now = self.0.env().now();
        let Some((known, expires_at, used_day)) = found else { return Ok(None) };
        if expires_at.is_some_and(|end| now >= end) {
            return Ok(None);
        }
        if used_day.is_none_or(|day| now.since(day) >= DAY) {
            self.note_seen(&known.actor).await;
        }
        Ok(Some(known.resolved()))
    }

    /// A request is served even where the note cannot be written.
    async fn note_seen(&self, actor: &Actor) {
        let via = actor.via;
        let noted = self.0.write(move |tx| match via {
            Via::Session(id) => store::sessions::set_seen(tx, id),
            Via::Token(id) => {
                let day = midnight(tx.now());
                store::tokens::set_used(tx, id, day)
            }
        });
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the last use of a session was not noted");
        }
    }
}

fn midnight(now: Timestamp) -> Timestamp {
    let day = 86_400_000;
    Timestamp::from_millis(now.millis().div_euclid(day) * day)
}

/// Signs a device in and gives its secret, which is stored nowhere. Of too many devices the one
/// unseen for longest is signed out.
pub(crate) fn start(tx: &mut Tx, account: Id<Account>, device: &Device) -> Result<Secret> {
    let secret = Secret::generate(tx.env());
    store::sessions::end_beyond(tx, account, SESSIONS_MAX - 1)?;
    store::sessions::insert(tx, account, &secret.digest(), device)?;
    Ok(secret)
}
