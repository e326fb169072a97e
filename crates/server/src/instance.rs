//! An instance: configuration, keys, database and rooms, opened together and closed together.

use std::sync::Arc;

use commonround_commons::{Commons, Gate, Neighbours};
use commonround_db::{self as db, Consumer, Db, JobKind};
use commonround_evidence::{Download, Evidence, Ports, Registry, Views};
use commonround_identity::two_person::{self, TwoPerson};
use commonround_identity::{self as identity, Identity};
use commonround_kernel::ports::{Fetch, Mailer};
use commonround_kernel::{AdjustableClock, Clock, Env, Error, KeyRing, Result};
use commonround_notify::Notify;
use commonround_safety::Safety;
use commonround_web::{Limiter, live::Hub};

use crate::backup::journal;
use crate::config::Config;
use crate::demo::{self, DemoWorld};
use crate::gate::Guards;
use crate::neighbours::Rooms;
use crate::outside::Outside;
use crate::reported::Reported;
use crate::said::Said;
use crate::subjects::{quiet, subjects};
use crate::{audit, datadir, keys, mail, registers};

/// Why the instance is opened.
#[derive(Clone)]
pub enum Kind {
    /// To serve people.
    Serve,
    /// For one command beside or without a server.
    Chore,
    /// To show the made-up world.
    Demo(Arc<DemoWorld>),
    /// To fill it, on a clock of the past.
    Seed(Arc<AdjustableClock>),
}

/// Everything a request or a command may need. Cloning shares it.
#[derive(Clone)]
pub struct Instance {
    pub config: Arc<Config>,
    pub env: Env,
    pub keys: Arc<KeyRing>,
    pub db: Db,
    pub hub: Hub,
    pub limiter: Limiter,
    pub identity: Identity,
    pub commons: Commons,
    pub evidence: Evidence,
    pub notify: Notify,
    pub safety: Safety,
    pub demo: Option<Arc<DemoWorld>>,
}

impl Instance {
    /// Opens, migrates and joins the database, and builds the rooms over it.
    ///
    /// # Errors
    /// `Conflict("data_dir_in_use")`, `Conflict("is_a_demo")`, `Conflict("not_a_demo")`,
    /// `Conflict("keys_mismatch")`, `Unavailable("keys_missing")`, or what the database says.
    pub async fn open(config: Config, kind: Kind) -> Result<Self> {
        match kind {
            Kind::Serve | Kind::Chore if datadir::is_demo(&config.data) => {
                let world = DemoWorld::open(&config.data)?;
                match kind {
                    Kind::Chore => Self::over_demo(config, world).await,
                    _ => Err(Error::Conflict("is_a_demo")),
                }
            }
            Kind::Serve | Kind::Chore => {
                let env = Env::system();
                let mailer = mail::configured(&config.mail, &config.data, &env)?;
                Self::assemble(config, env, mailer, None).await
            }
            Kind::Demo(world) => Self::over_demo(config, world).await,
            Kind::Seed(clock) => {
                let env = Env::with_clock(clock);
                let world = DemoWorld::open(&config.data)?;
                let mailer = world.outbox(&env);
                Self::assemble(config, env, mailer, Some(world)).await
            }
        }
    }

    async fn over_demo(config: Config, world: Arc<DemoWorld>) -> Result<Self> {
        let env = Env::with_clock(Arc::clone(&world.clock) as Arc<dyn Clock>);
        let mailer = world.outbox(&env);
        Self::assemble(config, env, mailer, Some(world)).await
    }

    async fn assemble(
        config: Config,
        env: Env,
        mailer: Arc<dyn Mailer>,
        demo: Option<Arc<DemoWorld>>,
    ) -> Result<Self> {
        datadir::claim(&config, demo.is_some())?;
        let keys = Arc::new(open_keys(&config, &env).await?);
        let settings = identity::Config {
            public_url: config.base_url().parse().map_err(Error::fault)?,
            site_name: config.name.clone(),
            title_pack: TITLE_PACK.to_owned(),
        };
        let hub = Hub::new();
        let limiter =
            if config.limits.enabled { Limiter::new(env.clone()) } else { Limiter::off() };
        let (views, download) = kept_beside(&config, &keys)?;
        let acts = TwoPerson::new(Arc::clone(&keys), executors(&keys, &settings));
        let outside: Arc<dyn Fetch> = Arc::new(Outside::new(config.outside.loopback)?);
        let consumers = consumers(&config, mailer, &keys, &settings, &hub)?;
        let jobs = jobs(&config, &keys, &settings, &acts, (&views, &download), &outside);
        let db = Db::open(database(&config)?, env.clone(), consumers, jobs).await?;
        db.migrate(&migrations()).await?;
        datadir::settle(&db, &config, &keys, demo.is_some()).await?;
        db.join().await?;
        db.write(commonround_evidence::sources::install_bundled).await?;
        let (room_keys, base_url) = (Arc::clone(&keys), config.base_url());
        let titles = settings.pack();
        let room_acts = acts.clone();
        let identity =
            Identity::new(db.clone(), env.clone(), room_keys, settings, limiter.clone(), acts)
                .with_outside(Arc::clone(&outside));
        let evidence = Evidence::new(db.clone(), ports(), views, download);
        let rooms = Rooms { citations: evidence.citations.clone(), views: evidence.views.clone() };
        let gate = Gate::new(Guards { region: config.region.clone() });
        let around =
            commonround_commons::Ports { neighbours: Neighbours::new(rooms), gate, titles };
        let commons = Commons::new(db.clone(), hub.clone(), limiter.clone(), around, &base_url);
        let notify = Notify::new(db.clone(), hub.clone(), limiter.clone(), subjects());
        commonround_safety::resources::watch_age(env.now());
        let (room_keys, reported) = (Arc::clone(&keys), Arc::new(Reported(ports())));
        let (room_db, room_hub, room_limits) = (db.clone(), hub.clone(), limiter.clone());
        let safety = Safety::new(room_db, room_hub, room_limits, room_keys, room_acts, reported);
        let config = Arc::new(config);
        Ok(Self {
            config,
            env,
            keys,
            db,
            hub,
            limiter,
            identity,
            commons,
            evidence,
            notify,
            safety,
            demo,
        })
    }

    /// Whether people reach this instance over TLS, which decides how the cookie is named.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.config.base_url().starts_with("https://")
    }

    /// A one-time link with which somebody becomes the owner.
    ///
    /// # Errors
    /// What the database says.
    pub async fn setup_link(&self) -> Result<String> {
        let secret = identity::issue_setup_link(&self.db, &self.keys).await?;
        Ok(format!("{}/setup?code={}", self.config.base_url(), secret.reveal()))
    }

    /// The publishers whose facts may be imported here.
    ///
    /// # Errors
    /// `Fault` where a bundled registry does not read.
    pub fn registry(&self) -> Result<Registry> {
        if self.demo.is_some() { demo::registry() } else { Ok(Registry::bundled()) }
    }

    pub async fn close(&self) {
        if let Err(error) = self.evidence.views.flush(&self.db).await {
            tracing::warn!(%error, "the last views were not kept");
        }
        self.db.close().await;
    }
}

/// Everybody who listens to events.
fn consumers(
    config: &Config,
    mailer: Arc<dyn Mailer>,
    keys: &Arc<KeyRing>,
    settings: &identity::Config,
    hub: &Hub,
) -> Result<Vec<Arc<dyn Consumer>>> {
    Ok([
        identity::consumers(mailer, Arc::clone(keys), settings.clone())?,
        commonround_commons::consumers(hub),
        commonround_notify::consumers(hub, subjects(), quiet()),
        commonround_evidence::consumers(),
        commonround_safety::consumers(Arc::new(Reported(ports()))),
        vec![journal::consumer(journal::path(config))],
        audit::consumers(),
    ]
    .concat())
}

/// Everything that comes due by itself.
fn jobs(
    config: &Config,
    keys: &Arc<KeyRing>,
    settings: &identity::Config,
    acts: &TwoPerson,
    (views, download): (&Views, &Download),
    outside: &Arc<dyn Fetch>,
) -> Vec<Arc<dyn JobKind>> {
    [
        identity::jobs(Arc::clone(keys), Arc::clone(outside)),
        two_person::jobs(acts.clone()),
        identity::titles::jobs(settings),
        commonround_commons::jobs(),
        commonround_notify::jobs(subjects(), quiet()),
        commonround_safety::jobs(),
        commonround_evidence::jobs(views),
        commonround_evidence::note_jobs(identity::cards, download.clone()),
        audit::jobs(config, Arc::clone(keys)),
        registers::jobs(config, keys),
    ]
    .concat()
}

/// The titles that are protected where this release is at home.
const TITLE_PACK: &str = "ON-2026";

/// What the room of evidence keeps in files: keys of views, and the download of notes.
fn kept_beside(config: &Config, keys: &Arc<KeyRing>) -> Result<(Views, Download)> {
    let views = Views::open(&config.data.join("views"), Arc::clone(keys))?;
    let download = Download::open(&config.data.join("notes"), views.clone())?;
    Ok((views, download))
}

/// What the room of evidence asks of others.
fn ports() -> Ports {
    let is_danger = |words: &str| !commonround_text::danger::find(words).is_empty();
    let may_tell = commonround_commons::may_tell;
    Ports { statuses: Arc::new(Said), people: identity::cards, is_danger, may_tell }
}

/// Everything of this release that takes two people.
fn executors(keys: &Arc<KeyRing>, settings: &identity::Config) -> Vec<two_person::Executor> {
    [identity::executors(keys, settings), commonround_safety::executors(keys)].concat()
}

/// Every migration of this release, in the order in which they apply.
#[must_use]
pub fn migrations() -> Vec<db::Migration> {
    let mut all = [
        db::MIGRATIONS,
        identity::MIGRATIONS,
        commonround_commons::MIGRATIONS,
        commonround_evidence::MIGRATIONS,
        commonround_notify::MIGRATIONS,
        commonround_safety::MIGRATIONS,
    ]
    .concat();
    all.sort_by_key(|m| m.name);
    all
}

fn database(config: &Config) -> Result<db::Config> {
    match &config.database {
        Some(url) => db::Config::parse_url(url, &config.data),
        None => Ok(db::Config::sqlite(datadir::sqlite_file(config))),
    }
}

/// A database as it is, without rooms over it and not yet migrated.
///
/// # Errors
/// What the database says.
pub async fn open_bare(config: &Config, env: &Env) -> Result<Db> {
    Db::open(database(config)?, env.clone(), Vec::new(), Vec::new()).await
}

/// A migrated database without rooms over it.
///
/// # Errors
/// What the database says.
pub async fn open_database(config: &Config, env: &Env) -> Result<Db> {
    let db = open_bare(config, env).await?;
    db.migrate(&migrations()).await?;
    Ok(db)
}

/// The key ring; a database that was never used gets its first key made here.
async fn open_keys(config: &Config, env: &Env) -> Result<KeyRing> {
    let dir = config.key_dir();
    match keys::load(&dir) {
        Err(Error::Unavailable("keys_missing")) if !is_keyed(config, env).await? => {
            keys::create(&dir, env)?;
            keys::load(&dir)
        }
        other => other,
    }
}

async fn is_keyed(config: &Config, env: &Env) -> Result<bool> {
    if config.database.is_none() && !datadir::sqlite_file(config).exists() {
        return Ok(false);
    }
    let db = open_database(config, env).await?;
    let keyed = datadir::is_keyed(&db).await;
    db.close().await;
    keyed
}
