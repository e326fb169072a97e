//! `kill -9` at random moments under 64 writers: every acknowledged write is there, nothing is
//! half-written, search and outbox agree with the tables.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

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
    let token = stage.token("dana").await;
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
        writers.push(tokio::spawn(write(dana, round, writer, Arc::clone(&told), Arc::clone(&stop))));
    }
    tokio::time::sleep(run).await;
    stage.kill();
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    std::mem::take(&mut *told.lock().await)
}

async fn write(
    dana: Person,
    round: u32,
    writer: usize,
    told: Acknowledged,
    stop: Arc<AtomicBool>,
) {
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

/// Search finds a sample of what was written, the tag lists it, and no event is left behind.
async fn agrees(stage: &mut Stage, token: &str, all: &[(String, String)]) {
    let dana = stage.visitor().with_token(token);
    for (status, word) in all.iter().step_by(all.len().div_ceil(50)) {
        let found = dana.json(&format!("/search?q={word}&tab=posts")).await;
        assert!(found.to_string().contains(status.as_str()), "{word} finds {status}");
    }
    assert!(stage.stop(), "the server stops well");
    let counts = stage.counts().await;
    assert_eq!(counts.statuses, counts.on_shelf, "every public status is on the shelf once");
    assert_eq!(counts.tagged, all.len() + counts.unacknowledged(all.len()), "each has its tag");
    assert_eq!(counts.pending_deliveries, 0, "every event was delivered");
}
