use std::sync::Arc;
use std::time::Duration;

use commonround_db::{Config, Consumer, Db, JobKind, Migration};
use commonround_kernel::{AdjustableClock, Clock, Dice, Env, KeyRing, Timestamp};
use rand::SeedableRng;
use tempfile::TempDir;

use crate::FakeMail;
use crate::postgres::Database;

/// When every world begins: 2026-11-18T11:06:40Z.
const START: Timestamp = Timestamp::from_millis(1_795_000_000_000);
/// Dice of every world: a failing test fails again.
const SEED: u64 = 20_261_118;

/// A migrated database on the engine that `COMMONROUND_TEST_ENGINE` names (`sqlite` or `postgres`),
/// with a clock that stands still until it is moved.
pub struct World {
    pub db: Db,
    pub env: Env,
    pub clock: Arc<AdjustableClock>,
    pub keys: Arc<KeyRing>,
    pub mail: Arc<FakeMail>,
    place: Place,
}

/// Where the data lies; gone when this falls.
enum Place {
    Directory(TempDir),
    Database(Database),
}

impl World {
    /// # Panics
    /// Where the database cannot be had: the test cannot go on.
    pub async fn open(
        migrations: &[&[Migration]],
        consumers: Vec<Arc<dyn Consumer>>,
        jobs: Vec<Arc<dyn JobKind>>,
    ) -> Self {
        let place = Place::from_environment().await;
        let clock = Arc::new(AdjustableClock::fixed(START));
        let env = Env::new(Arc::clone(&clock) as Arc<dyn Clock>, Dice::seed_from_u64(SEED));
        let db = Db::open(place.config(), env.clone(), consumers, jobs).await;
        let db = db.expect("a fresh database opens");
        let list: Vec<Migration> = migrations.iter().copied().flatten().copied().collect();
        db.migrate(&list).await.expect("a fresh database migrates");
        db.join().await.expect("a fresh database has node numbers");
        let keys = Arc::new(KeyRing::new([(1, [7; 32])]).expect("one key is a ring"));
        Self { db, env, clock, keys, mail: Arc::default(), place }
    }

    /// Moves the clock forward. Timers that become due fire at the next `settle`.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Delivers every due event and runs every due job.
    ///
    /// # Panics
    /// Where that never ends or the database breaks.
    pub async fn settle(&self) {
        self.db.drain().await.expect("the world settles");
    }

    /// How to open the same database once more.
    #[must_use]
    pub fn config(&self) -> Config {
        self.place.config()
    }
}

impl Place {
    async fn from_environment() -> Self {
        match std::env::var("COMMONROUND_TEST_ENGINE").as_deref() {
            Ok("postgres") => {
                let made = tokio::task::spawn_blocking(Database::create).await;
                Self::Database(made.expect("a database is made"))
            }
            Ok("sqlite") | Err(_) => {
                Self::Directory(tempfile::tempdir().expect("a temporary directory"))
            }
            Ok(other) => unreachable!("COMMONROUND_TEST_ENGINE is sqlite or postgres, not {other}"),
        }
    }

    fn config(&self) -> Config {
        match self {
            Self::Directory(directory) => Config::sqlite(directory.path().join("world.db")),
            Self::Database(database) => {
                Config { readers: 3, writers: 4, ..Config::postgres(database.url()) }
            }
        }
    }
}
