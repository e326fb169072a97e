use std::sync::Arc;

use commonround_db::Db;
use commonround_kernel::ports::{Fetch, NoFetch};
use commonround_kernel::{Env, KeyRing, Result};
use commonround_web::{Lang, LimitClass, Limiter};

use crate::config::Config;
use crate::model::{Device, Email};
use crate::passwords::Hasher;
use crate::two_person::TwoPerson;

/// Everything that the use cases of this room work with.
#[derive(Clone)]
pub struct Identity(Arc<Inner>, Arc<dyn Fetch>);

struct Inner {
    db: Db,
    env: Env,
    keys: Arc<KeyRing>,
    config: Config,
    limiter: Limiter,
    hasher: Hasher,
    acts: TwoPerson,
}

/// Who asks, before we know who they are.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// What attempts from one place are counted by.
    pub place: String,
    pub lang: Lang,
    pub device: Device,
}

impl Identity {
    #[must_use]
    pub fn new(
        db: Db,
        env: Env,
        keys: Arc<KeyRing>,
        config: Config,
        limiter: Limiter,
        acts: TwoPerson,
    ) -> Self {
        let hasher = Hasher::new(env.clone());
        let inner = Inner { db, env, keys, config, limiter, hasher, acts };
        Self(Arc::new(inner), Arc::new(NoFetch))
    }

    /// The same, with a way to documents of others.
    #[must_use]
    pub fn with_outside(self, outside: Arc<dyn Fetch>) -> Self {
        Self(self.0, outside)
    }

    pub(crate) fn outside(&self) -> &Arc<dyn Fetch> {
        &self.1
    }

    #[must_use]
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    #[must_use]
    pub fn env(&self) -> &Env {
        &self.0.env
    }

    pub(crate) fn keys(&self) -> &Arc<KeyRing> {
        &self.0.keys
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0.config
    }

    pub(crate) fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    /// The acts of this instance that take two people.
    #[must_use]
    pub fn acts(&self) -> &TwoPerson {
        &self.0.acts
    }

    pub(crate) fn limit(&self, class: LimitClass, key: &str) -> Result<()> {
        self.0.limiter.check(class, key)
    }

    /// Mail to an address somebody typed: counted by place and by address, known or not.
    pub(crate) fn limit_mail(&self, visitor: &Visitor, email: &Email) -> Result<()> {
        self.limit(LimitClass::Mail, &visitor.place)?;
        self.limit(LimitClass::Mail, &format!("mail {}", email.folded()))
    }
}
