//! The storage layer over a real database. `COMMONROUND_TEST_ENGINE` chooses the engine.

#[cfg(test)]
mod audits;
#[cfg(test)]
mod backups;
#[cfg(test)]
mod deliveries;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod places;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod searches;
#[cfg(test)]
mod timers;
#[cfg(test)]
mod units;
#[cfg(test)]
mod values;

use std::sync::Arc;

use commonround_db::{Consumer, JobKind, Migration, Step, Tx};
use commonround_kernel::{Error, Result};
use commonround_testkit::World;

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "9000_test",
    steps: &[
        Step::Sql(
            "-- retention: ephemeral
             CREATE TABLE test_note (id BIGINT PRIMARY KEY, body TEXT NOT NULL);
             -- retention: ephemeral
             CREATE TABLE test_pair (a BIGINT NOT NULL, b BIGINT NOT NULL, n BIGINT NOT NULL,
                 PRIMARY KEY (a, b));
             CREATE INDEX test_pair_b ON test_pair (b, a DESC);
             -- retention: ephemeral
             CREATE TABLE test_every (id BIGINT PRIMARY KEY, truth BOOLEAN, real_ DOUBLE PRECISION,
                 text_ TEXT UNIQUE, bytes BYTEA, note BIGINT REFERENCES test_note (id));",
        ),
        Step::Shelf("test"),
    ],
}];

pub async fn world() -> World {
    world_with(Vec::new(), Vec::new()).await
}

pub async fn world_with(consumers: Vec<Arc<dyn Consumer>>, jobs: Vec<Arc<dyn JobKind>>) -> World {
    World::open(&[MIGRATIONS], consumers, jobs).await
}

pub fn note(tx: &mut Tx<'_>, id: i64, body: &str) -> Result<()> {
    tx.exec("INSERT INTO test_note (id, body) VALUES ($1, $2)", (id, body)).map(|_| ())
}

pub fn notes(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    tx.query("SELECT id FROM test_note ORDER BY id", (), |row| row.get(0))
}

pub fn code<T>(answer: Result<T>) -> &'static str {
    answer.map_or_else(|error: Error| error.code(), |_| "ok")
}
