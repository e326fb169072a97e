//! Figures on the public library: how long the import takes, what a search costs, and how often a
//! question finds its topic among the first five when no question stands in the index.
//!
//! `cargo run --release -p commonround-evidence --example real_library -- FILE.jsonl.gz`

use std::io::{BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use commonround_db::{Config, Db};
use commonround_evidence::import::{self, Options};
use commonround_evidence::search::{Asked, facts};
use commonround_evidence::{FactCard, MIGRATIONS};
use commonround_kernel::{Env, Error, Result};
use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

const QUESTIONS: usize = 1_000;
const SEED: u64 = 20_190_511;

#[tokio::main]
async fn main() -> Result<()> {
    let Some(path) = std::env::args().nth(1).map(PathBuf::from) else {
        say("usage: real_library FILE.jsonl.gz");
        return Ok(());
    };
    let lines = read(&path)?;
    let dir = tempfile::tempdir().map_err(Error::fault)?;
    let db = open(&dir.path().join("whole.db")).await?;
    import_twice(&db, &path).await?;
    time_searches(&db).await?;
    db.close().await;
    let db = open(&dir.path().join("without.db")).await?;
    measure_retrieval(&db, &lines).await?;
    db.close().await;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "figures are what this prints")]
fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::disallowed_methods, reason = "this measures")]
fn clock() -> Instant {
    Instant::now()
}

fn read(path: &Path) -> Result<Vec<Value>> {
    let fault = |cause: std::io::Error| Error::fault(cause);
    let file = BufReader::new(std::fs::File::open(path).map_err(fault)?);
    let lines = BufReader::new(MultiGzDecoder::new(file)).lines();
    lines.map(|line| serde_json::from_str(&line.map_err(fault)?).map_err(Error::fault)).collect()
}

async fn open(path: &Path) -> Result<Db> {
    let db = Db::open(Config::sqlite(path), Env::system(), Vec::new(), Vec::new()).await?;
    db.migrate(MIGRATIONS).await?;
    db.join().await?;
    Ok(db)
}

async fn import_twice(db: &Db, path: &Path) -> Result<()> {
    for time in ["first", "second"] {
        let file = std::fs::File::open(path).map_err(Error::fault)?;
        let start = clock();
        let report = import::run(db, db.env(), file, Options::default(), &mut |_| {}).await?;
        say(&format!("{time} import: {:.2} s, {:?}", start.elapsed().as_secs_f64(), report.counts));
    }
    Ok(())
}

async fn time_searches(db: &Db) -> Result<()> {
    let queries = [
        "cancer",
        "asthma",
        "heart",
        "adhd",
        "syndrome",
        "disease",
        "pain",
        "fever",
        "bronchial",
        "grossesse",
        "heart attack symptoms",
        "how to prevent high blood pressure",
    ];
    for query in queries {
        let (found, took) = search(db, query, 20, 50).await?;
        let best = found.first().map_or("nothing", |card| card.title.as_str());
        say(&format!("{query:?}: {} µs, {} found, {best}", took.as_micros(), found.len()));
    }
    Ok(())
}

/// The answer and the median time of one search inside its transaction.
async fn search(
    db: &Db,
    query: &str,
    limit: usize,
    times: usize,
) -> Result<(Vec<FactCard>, Duration)> {
    let query = query.to_owned();
    db.read(move |tx| {
        let mut took = Vec::with_capacity(times);
        let mut found = Vec::new();
        for _ in 0..times {
            let start = clock();
            let asked = Asked::parse(&query, None);
            found = facts(tx, &asked, limit)?;
            took.push(start.elapsed());
        }
        took.sort_unstable();
        Ok((found, took[times / 2]))
    })
    .await
}

async fn measure_retrieval(db: &Db, lines: &[Value]) -> Result<()> {
    let silent: String =
        lines.iter().map(|line| without_question(line).to_string() + "\n").collect();
    let reader = Cursor::new(silent);
    let report = import::run(db, db.env(), reader, Options::default(), &mut |_| {}).await?;
    say(&format!("without questions: {:?}", report.counts));
    let (mut right, mut first) = (0, 0);
    for line in sample(lines) {
        let text = |field: &str| line[field].as_str().unwrap_or_default();
        let (found, _) = search(db, text("question"), 5, 1).await?;
        let is_right =
            |card: &FactCard| card.topic.as_ref().is_some_and(|t| same(&t.name, text("focus")));
        if found.iter().any(is_right) {
            right += 1;
        } else {
            say(&format!("missed: {} ({})", text("question"), text("focus")));
        }
        first += usize::from(found.first().is_some_and(is_right));
    }
    say(&format!("topic right in the first five: {right} of {QUESTIONS}; in the first: {first}"));
    Ok(())
}

fn same(a: &str, b: &str) -> bool {
    commonround_evidence::model::slug(a) == commonround_evidence::model::slug(b)
}

fn without_question(line: &Value) -> Value {
    let mut line = line.clone();
    line["question"] = Value::from("-");
    line
}

/// The same thousand lines each time, of those that name their topic.
fn sample(lines: &[Value]) -> Vec<&Value> {
    let named: Vec<&Value> =
        lines.iter().filter(|line| line["focus"].as_str().is_some_and(|f| !f.is_empty())).collect();
    let mut state = SEED;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0)
    };
    (0..QUESTIONS).map(|_| named[next() % named.len()]).collect()
}
