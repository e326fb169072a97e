//! `kill -9` at random moments under 64 writers: every acknowledged write is there, nothing is
//! half-written, search and outbox agree with the tables.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::Result;
use commonround_server::demo::DemoWorld;
use commonround_server::instance::{Instance, Kind};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::json;
use tokio::sync::Mutex;

use crate::stage::{Person, Stage};

const WRITERS: usize = 64;
const ROUNDS: u32 = 50;
const RUN_MILLIS_MAX: u64 = 400;

/// What one writer was told is durable: status id and the word it can be found by.
type Acknowledged = Arc<Mutex<Vec<(String, String)>>>;

fn rounds() -> u32 {
    std::env::var("COMMONROUND_CRASH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_write_is_lost_when_the_server_is_killed() {
    let seed = std::env::var("COMMONROUND_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(42);
    println!("COMMONROUND_SEED={seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let mut stage = Stage::demo_without_limits();
    let token = stage.token("dana");
    let mut all = Vec::new();
    for round in 0..rounds() {
        let run = Duration::from_millis(dice.random_range(20..RUN_MILLIS_MAX));
        let told = write_until_killed(&mut stage, &token, round, run).await;
        stage.rise();
        let dana = stage.visitor().with_token(&token);
        for (status, _) in &told {
            let answer = dana.get(&format!("/@dana/{status}")).await;
            assert_eq!(answer.status(), 200, "round {round}: {status} was acknowledged");
        }
        all.extend(told);
    }
    println!("{} acknowledged writes in {} rounds, all there", all.len(), rounds());
    assert!(all.len() > rounds() as usize, "the writers hardly wrote");
    agrees(&mut stage, &token, &all).await;
}

async fn write_until_killed(
    stage: &mut Stage,
    token: &str,
    round: u32,
    run: Duration,
) -> Vec<(String, String)> {
    let told: Acknowledged = Arc::default();
    let stop = Arc::new(AtomicBool::new(false));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let dana = stage.visitor().with_token(token);
        writers.push(tokio::spawn(write(
            dana,
            round,
            writer,
            Arc::clone(&told),
            Arc::clone(&stop),
        )));
    }
    tokio::time::sleep(run).await;
    stage.kill();
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    std::mem::take(&mut *told.lock().await)
}

async fn write(dana: Person, round: u32, writer: usize, told: Acknowledged, stop: Arc<AtomicBool>) {
    for n in 0.. {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let word = format!("crash{round}x{writer}x{n}");
        let body = json!({
            "text": format!("Round {round} {word} #crashtest"),
            "visibility": "public",
            "disclosure": "personal_story",
            "idempotency_key": word,
        });
        let Ok(status) = dana.try_post("/statuses", &body).await else { return };
        told.lock().await.push((status["id"].as_str().unwrap().to_owned(), word));
    }
}

/// Search finds a sample of what was written, and with the server stopped the tables agree: each
/// status on its shelf and under its tag once, no event left behind.
async fn agrees(stage: &mut Stage, token: &str, all: &[(String, String)]) {
    let dana = stage.visitor().with_token(token);
    for (status, word) in all.iter().step_by(all.len().div_ceil(50)) {
        let found = dana.json(&format!("/search?q={word}&in=posts")).await;
        assert!(found.to_string().contains(status.as_str()), "{word} finds {status}");
    }
    assert!(stage.stop(), "the server stops well");
    let world = DemoWorld::open(&stage.config().data).unwrap();
    // What a killed server had taken up is free again once its lease has run out.
    world.clock.advance(Duration::from_secs(3_600));
    let instance = Instance::open(stage.config(), Kind::Demo(world)).await.unwrap();
    instance.db.drain().await.unwrap();
    let counts = instance.db.read(count).await.unwrap();
    instance.close().await;
    let [statuses, shelved, tagged, waiting, torn] = counts;
    assert!(statuses >= i64::try_from(all.len()).unwrap());
    assert_eq!(shelved, statuses, "each is on the shelf once");
    assert_eq!(tagged, statuses, "each has its tag once");
    assert_eq!(waiting, 0, "every event was delivered");
    assert_eq!(torn, 0, "no event tells of a status that is not there");
}

/// Statuses of the crash test, those on the shelf, those tagged, deliveries waiting, events without
/// their status.
fn count(tx: &mut Tx<'_>) -> Result<[i64; 5]> {
    let ours = "SELECT id FROM commons_status WHERE plain LIKE 'Round %'";
    let mut one = |sql: String| tx.one(&sql, (), |row| row.get::<i64>(0));
    Ok([
        one(format!("SELECT count(*) FROM ({ours}) AS ours"))?,
        one(format!("SELECT count(*) FROM search_commons_status WHERE id IN ({ours})"))?,
        one(format!(
            "SELECT count(*) FROM commons_status_tag WHERE tag = 'crashtest' AND status IN ({ours})"
        ))?,
        one("SELECT count(*) FROM db_delivery".to_owned())?,
        one("SELECT count(*) FROM db_outbox WHERE topic = 'commons.status.published.v1' \
             AND key NOT IN (SELECT id FROM commons_status)"
            .to_owned())?,
    ])
}
