use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use commonround_kernel::{Env, Error, Result};
use parking_lot::Mutex;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::context::Context;
use crate::heart::Heart;
use crate::postgres::Postgres;
use crate::sqlite::{Shape, Sqlite};
use crate::stats::Stats;
use crate::unit::{Asked, Unit};
use crate::{
    Config, Consumer, Engine, JobKind, Location, Migrated, Migration, Tx, dispatch, migrate, schema,
};

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Db(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) context: Arc<Context>,
    engine: Engines,
    pub(crate) heart: Heart,
    /// One for each lane: whoever holds it delivers, so that nothing is delivered twice at once.
    pub(crate) turns: Vec<tokio::sync::Mutex<()>>,
    pub(crate) beating: Mutex<Option<JoinHandle<()>>>,
}

enum Engines {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Db {
    /// Opens the database, and waits for a PostgreSQL server that is just starting. Does not
    /// migrate. Consumers and kinds of jobs are named here because `outbox::emit` writes a delivery
    /// for each consumer.
    ///
    /// # Errors
    /// `Conflict("data_dir_in_use")` where another process serves the same SQLite file;
    /// `Unavailable("database_lost")` where no PostgreSQL server answers.
    pub async fn open(
        config: Config,
        env: Env,
        consumers: Vec<Arc<dyn Consumer>>,
        jobs: Vec<Arc<dyn JobKind>>,
    ) -> Result<Self> {
        let context = Arc::new(Context::new(env, consumers, jobs)?);
        let turns = (0..context.lanes()).map(|_| tokio::sync::Mutex::default()).collect();
        let heart = Heart::new(&context.env, config.lease);
        let shared = Arc::clone(&context);
        let engine = spawn_blocking(move || Engines::open(&config, &shared));
        let engine = engine.await.map_err(Error::fault)??;
        Ok(Self(Arc::new(Shared { context, engine, heart, turns, beating: Mutex::default() })))
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.0.engine {
            Engines::Sqlite(_) => Engine::Sqlite,
            Engines::Postgres(_) => Engine::Postgres,
        }
    }

    #[must_use]
    pub fn env(&self) -> &Env {
        &self.0.context.env
    }

    /// Applies what is missing of the list and of the storage layer's own migrations.
    ///
    /// # Errors
    /// `Conflict("migration_changed")`, or `Conflict("migration_unknown")` where the database is
    /// ahead of this program; nothing is applied then.
    pub async fn migrate(&self, list: &[Migration]) -> Result<Migrated> {
        let list = migrate::ordered(list)?;
        let ledger = || self.write(|tx| migrate::create(tx, migrate::CREATE_LEDGER));
        if ledger().await.is_err() {
            // Two nodes made the table at once; the second try finds it.
            ledger().await?;
        }
        let mut applied = Vec::new();
        for migration in self.read(move |tx| migrate::pending(tx, &list)).await? {
            if self.write(move |tx| migrate::apply(tx, &migration)).await? {
                applied.push(migration.name);
            }
        }
        self.0.context.schema_version.fetch_add(1, Ordering::AcqRel);
        Ok(Migrated { applied })
    }

    /// What `migrate` would apply.
    ///
    /// # Errors
    /// As `migrate`.
    pub async fn pending(&self, list: &[Migration]) -> Result<Vec<&'static str>> {
        let list = migrate::ordered(list)?;
        let pending = self.read(move |tx| migrate::pending(tx, &list)).await?;
        Ok(pending.iter().map(|migration| migration.name).collect())
    }

    /// Single reads, each of which sees what was committed before it.
    ///
    /// # Errors
    /// What `read` answers; `Unavailable` where the database cannot now.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.ask(Shape::Single, read).await
    }

    /// Several reads that see one moment.
    ///
    /// # Errors
    /// As `read`.
    pub async fn snapshot<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.ask(Shape::Snapshot, read).await
    }

    /// As `read`, for bounded reads of less than a millisecond: on SQLite they run at once on the
    /// calling thread, which saves two thread hops.
    ///
    /// # Errors
    /// As `read`.
    pub async fn read_inline<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match &self.0.engine {
            Engines::Sqlite(sqlite) => sqlite.readers.inline(read),
            Engines::Postgres(_) => self.ask(Shape::Single, read).await,
        }
    }

    async fn ask<T: Send + 'static>(
        &self,
        shape: Shape,
        read: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let mut read = Some(read);
        let (unit, answer) = Asked::boxed(move |tx: &mut Tx<'_>| match read.take() {
            Some(read) => read(tx),
            None => Err(Error::fault("a read runs once")),
        });
        self.0.engine.read(shape, unit)?;
        answer.await.unwrap_or(Err(Error::Unavailable("shutting_down")))
    }

    /// One write unit: everything it did is committed before this answers, or nothing is. The
    /// closure may run several times and must have no effect outside of `Tx`. Nothing slow belongs
    /// inside.
    ///
    /// # Errors
    /// What `write` answers, after taking everything back; `Unavailable` where the database cannot
    /// now, with `commit_unknown` where a connection was lost in the very moment of the commit.
    pub async fn write<T: Send + 'static>(
        &self,
        write: impl Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (unit, answer) = Asked::boxed(write);
        self.0.engine.write(unit)?;
        answer.await.unwrap_or(Err(Error::Unavailable("shutting_down")))
    }

    /// Starts the delivery of events, the running of jobs and the sealing of the audit log.
    #[must_use]
    pub fn dispatch(&self) -> dispatch::Dispatcher {
        dispatch::Dispatcher::start(self)
    }

    /// Delivers every due event, runs every due job and seals the audit log, in order, until nothing
    /// is due.
    ///
    /// # Errors
    /// `Fault` where work never ends because it makes new work; `Unavailable` of the database.
    /// What consumers and jobs answer is noted with their rows instead.
    pub async fn drain(&self) -> Result<()> {
        dispatch::drain(self).await
    }

    /// Copies the database into a new file, consistently, while people write. SQLite only.
    ///
    /// # Errors
    /// `Conflict("backup_exists")`; `Unsupported("backup_by_server_tools")` on PostgreSQL.
    pub async fn backup_to(&self, file: &Path) -> Result<()> {
        let (db, file) = (self.clone(), file.to_owned());
        let copied = spawn_blocking(move || match &db.0.engine {
            Engines::Sqlite(sqlite) => sqlite.backup(&file),
            Engines::Postgres(_) => Err(Error::Unsupported("backup_by_server_tools")),
        });
        copied.await.map_err(Error::fault)?
    }

    /// Every table with its columns, keys and indexes, in one shape on both engines.
    ///
    /// # Errors
    /// As `read`.
    pub async fn schema(&self) -> Result<String> {
        self.snapshot(schema::dump).await
    }

    #[must_use]
    pub fn stats(&self) -> Stats {
        self.0.context.counters.look(self.0.engine.queue_depth())
    }

    /// Answers what was asked before, gives the node number back and ends every thread. What is
    /// asked afterwards is answered `Unavailable("shutting_down")`. Stop the dispatcher first.
    pub async fn close(&self) {
        self.leave().await;
        let db = self.clone();
        if let Err(error) = spawn_blocking(move || db.0.engine.close()).await {
            tracing::error!(%error, "closing the database failed");
        }
    }
}

impl Engines {
    fn open(config: &Config, context: &Arc<Context>) -> Result<Self> {
        match &config.location {
            Location::Sqlite(file) => Sqlite::open(file, config, context).map(Self::Sqlite),
            Location::Postgres(url) => Postgres::open(url, config, context).map(Self::Postgres),
        }
    }

    fn read(&self, shape: Shape, unit: Box<dyn Unit>) -> Result<()> {
        match self {
            Self::Sqlite(sqlite) => sqlite.readers.ask(shape, unit),
            Self::Postgres(postgres) => postgres.read(shape, unit),
        }
    }

    fn write(&self, unit: Box<dyn Unit>) -> Result<()> {
        match self {
            Self::Sqlite(sqlite) => sqlite.write(unit),
            Self::Postgres(postgres) => postgres.write(unit),
        }
    }

    fn queue_depth(&self) -> usize {
        match self {
            Self::Sqlite(sqlite) => sqlite.queue_depth(),
            Self::Postgres(postgres) => postgres.queue_depth(),
        }
    }

    fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close(),
            Self::Postgres(postgres) => postgres.close(),
        }
    }
}
