//! The audit log: how fast acts are written down, sealed and verified.

use std::time::Duration;

use commonround_db::audit::{self, Accessor, Entry, Named, Witness};
use commonround_db::{Config, Db};
use commonround_kernel::{Env, Error, Id, KeyRing, Result};

use crate::Outcome;
use crate::terminal::{Watch, say};

/// Who act at once, each in a unit of its own, while the sealer runs or does not.
const CLIENTS: u32 = 32;
const ACTS_EACH: u32 = 300;
/// Acts in one unit while the log is filled.
const UNIT_ACTS: u32 = 500;
/// Every so many acts are about nobody and say no reason.
const BARE_EVERY: u32 = 4;

/// Fills a new log and verifies it. On SQLite in a temporary directory, else in the empty database
/// at `database`.
pub async fn measure(rows: u32, database: Option<String>) -> Outcome {
    let dir = tempfile::tempdir()?;
    let config = match database {
        Some(url) => Config::postgres(url),
        None => Config::sqlite(dir.path().join("audit.sqlite")),
    };
    let db = Db::open(config, Env::system(), Vec::new(), Vec::new()).await?;
    db.migrate(&[]).await?;
    db.join().await?;
    act_at_once(&db, "unsealed, 32 at once").await?;
    let dispatcher = db.dispatch();
    act_at_once(&db, "sealed meanwhile, 32 at once").await?;
    dispatcher.stop().await;
    db.drain().await?;
    let watch = Watch::start();
    for first in (0..rows).step_by(UNIT_ACTS as usize) {
        let last = rows.min(first + UNIT_ACTS);
        db.write(move |tx| (first..last).try_for_each(|n| record(tx, n))).await?;
    }
    told("recorded", rows, watch.read());
    let watch = Watch::start();
    db.drain().await?;
    told("sealed", rows, watch.read());
    let keys = KeyRing::new([(1, [7; 32])])?;
    for _ in 0..3 {
        let watch = Watch::start();
        let verdict = audit::verify(&db, &keys, Witness::default()).await?;
        told("verified", rows, watch.read());
        if verdict.rows != u64::from(rows + 2 * CLIENTS * ACTS_EACH) || !verdict.findings.is_empty()
        {
            return Err(Error::fault(format!("not whole: {verdict:?}")).into());
        }
    }
    db.close().await;
    Ok(())
}

/// As people do: each waits until the act is durable.
async fn act_at_once(db: &Db, what: &str) -> Outcome {
    let retries = db.stats().retries;
    let watch = Watch::start();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let db = db.clone();
            tokio::spawn(async move {
                for n in 0..ACTS_EACH {
                    db.write(move |tx| record(tx, client * ACTS_EACH + n)).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    told(what, CLIENTS * ACTS_EACH, watch.read());
    say(&format!("    {} units were run again", db.stats().retries - retries));
    Ok(())
}

fn record(tx: &mut commonround_db::Tx<'_>, n: u32) -> Result<()> {
    let entry = Entry {
        object: Some(Named::new("claim", Id::<()>::from_i64(i64::from(n) + 1))),
        purpose: Some("credential_check"),
        client: Some("browser"),
        ..Entry::new(Accessor::Persona(Id::from_i64(i64::from(n % 40) + 1)), "claim_approved")
    };
    let full = Entry {
        subject: Some(Named::persona(Id::from_i64(i64::from(n % 10_000) + 1))),
        reason: Some("The register of the province lists this person under the number given."),
        ..entry
    };
    let chosen = if n.is_multiple_of(BARE_EVERY) { entry } else { full };
    audit::record(tx, &chosen).map(drop)
}

fn told(what: &str, rows: u32, took: Duration) {
    let rate = f64::from(rows) / took.as_secs_f64();
    say(&format!("{what} {rows} rows in {:.2} s: {rate:.0} a second", took.as_secs_f64()));
}
