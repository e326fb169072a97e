use std::sync::Arc;
use std::time::Duration;

use commonround_db::audit::{Tip, Witness, progress};
use commonround_db::{Db, Engine};
use commonround_kernel::{AdjustableClock, Clock, Dice, Env, Error};
use commonround_testkit::World;
use rand::SeedableRng as _;

use super::{approve, audited, findings, sealed, verdict};

/// Place and id of every row, in the order of the chain.
async fn places(db: &Db) -> Vec<(i64, i64)> {
    let sql = "SELECT seq, id FROM db_audit WHERE seq IS NOT NULL ORDER BY seq";
    db.read(move |tx| tx.query(sql, (), |row| Ok((row.get(0)?, row.get(1)?)))).await.unwrap()
}

/// Another process on the same database and clock.
async fn another(w: &World, seed: u64) -> Db {
    let clock = Arc::clone(&w.clock) as Arc<dyn Clock>;
    let env = Env::new(clock, Dice::seed_from_u64(seed));
    let db = Db::open(w.config(), env, vec![], vec![]).await.unwrap();
    db.join().await.unwrap();
    db
}

/// After this, whoever held the chain and went away holds it no longer.
const LEASE_END: Duration = Duration::from_secs(10);

#[tokio::test]
async fn an_empty_log_is_whole() {
    let (w, _) = audited().await;
    let verdict = verdict(&w.db, Witness::default()).await;
    assert_eq!((verdict.rows, verdict.tip.seq, verdict.findings.len()), (0, 0, 0));
}

#[tokio::test]
async fn acts_wait_unsealed_and_are_then_chained_without_a_gap() {
    let (w, _) = audited().await;
    for n in 1..=300 {
        approve(&w.db, n).await;
    }
    let before = verdict(&w.db, Witness::default()).await;
    assert_eq!((before.rows, before.unsealed), (0, 300));
    w.settle().await;
    let after = verdict(&w.db, Witness::default()).await;
    assert_eq!((after.rows, after.unsealed, after.findings.len()), (300, 0, 0));
    let seqs: Vec<i64> = places(&w.db).await.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs, (1..=300).collect::<Vec<_>>());
    let progress = w.db.read(progress).await.unwrap();
    assert_eq!((progress.sealed, progress.unsealed, progress.head_at), (300, 0, None));
}

#[tokio::test]
async fn an_act_that_is_taken_back_leaves_no_row() {
    let (w, _) = audited().await;
    let refused = w.db.write(|tx| {
        let entry = commonround_db::audit::Entry::new(
            commonround_db::audit::Accessor::System,
            "instance_restored",
        );
        commonround_db::audit::record(tx, &entry)?;
        Err::<(), _>(Error::Denied("not_you"))
    });
    assert!(refused.await.is_err());
    w.settle().await;
    assert!(places(&w.db).await.is_empty());
}

#[tokio::test]
async fn a_lower_id_that_commits_later_is_sealed_later() {
    let (w, _) = sealed(3).await;
    approve(&w.db, 4).await;
    w.db.write(|tx| tx.exec("UPDATE db_audit SET id = 5 WHERE seq IS NULL", ())).await.unwrap();
    w.settle().await;
    assert_eq!(places(&w.db).await.last(), Some(&(4, 5)));
    assert_eq!(findings(&w).await, []);
}

#[tokio::test]
async fn what_a_killed_server_left_unsealed_is_sealed_at_the_next_start() {
    let (w, _) = sealed(3).await;
    for n in 4..=6 {
        approve(&w.db, n).await;
    }
    w.db.close().await;
    let restarted = another(&w, 2).await;
    let before = verdict(&restarted, Witness::default()).await;
    assert_eq!((before.rows, before.unsealed), (3, 3));
    w.advance(LEASE_END);
    restarted.drain().await.unwrap();
    let after = verdict(&restarted, Witness::default()).await;
    assert_eq!((after.rows, after.unsealed, after.findings.len()), (6, 0, 0));
    restarted.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_dispatcher_seals_while_many_write() {
    let (w, _) = audited().await;
    let dispatcher = w.db.dispatch();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let db = w.db.clone();
            tokio::spawn(async move {
                for n in 0..40 {
                    approve(&db, writer * 40 + n).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    dispatcher.stop().await;
    let verdict = verdict(&w.db, Witness::default()).await;
    assert_eq!((verdict.rows, verdict.unsealed, verdict.findings.len()), (320, 0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sealers_at_once_make_one_chain() {
    let (w, _) = audited().await;
    // Two processes on PostgreSQL, two tasks of one on SQLite.
    let other = match w.db.engine() {
        Engine::Postgres => another(&w, 2).await,
        Engine::Sqlite => w.db.clone(),
    };
    for round in 0..10 {
        for n in 0..20 {
            approve(if n % 2 == 0 { &w.db } else { &other }, round * 20 + n).await;
        }
        let (ours, theirs) = tokio::join!(w.db.drain(), other.drain());
        assert!(ours.is_ok() && theirs.is_ok());
        w.advance(LEASE_END);
    }
    w.settle().await;
    let verdict = verdict(&w.db, Witness::default()).await;
    assert_eq!((verdict.rows, verdict.unsealed, verdict.findings.len()), (200, 0, 0));
    other.close().await;
}

#[tokio::test]
async fn one_node_holds_the_chain_until_its_lease_ends() {
    let (w, _) = sealed(1).await;
    if w.db.engine() == Engine::Sqlite {
        return;
    }
    let other = another(&w, 2).await;
    approve(&other, 2).await;
    other.drain().await.unwrap();
    assert_eq!(verdict(&other, Witness::default()).await.unsealed, 1, "the first node holds it");
    w.advance(LEASE_END);
    other.drain().await.unwrap();
    assert_eq!(verdict(&other, Witness::default()).await.unsealed, 0);
    other.close().await;
}

#[tokio::test]
async fn a_clock_that_stands_in_the_past_changes_nothing() {
    let (w, _) = sealed(2).await;
    let clock: &AdjustableClock = &w.clock;
    clock.rewind(Duration::from_secs(3_600));
    approve(&w.db, 3).await;
    w.settle().await;
    let verdict = verdict(&w.db, Witness::default()).await;
    assert_eq!((verdict.rows, verdict.findings.len()), (3, 0));
    let tip: Tip = verdict.tip.to_string().parse().unwrap();
    assert_eq!(tip, verdict.tip);
}
