use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use crate::{note, world};

/// Read, think, write: what loses updates where units are not serializable.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_update_is_lost_between_units_that_read_before_they_write() {
    let w = world().await;
    w.db.write(|tx| note(tx, 1, "0")).await.unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let asked: Vec<_> = (0..40)
        .map(|_| {
            let (db, runs) = (w.db.clone(), Arc::clone(&runs));
            tokio::spawn(async move {
                db.write(move |tx| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    let read = "SELECT body FROM test_note WHERE id = 1";
                    let n: u32 = tx.one(read, (), |row| row.get::<String>(0))?.parse().unwrap();
                    tx.exec("UPDATE test_note SET body = $1 WHERE id = 1", ((n + 1).to_string(),))
                })
                .await
            })
        })
        .collect();
    for unit in asked {
        unit.await.unwrap().unwrap();
    }
    let read = "SELECT body FROM test_note WHERE id = 1";
    let last = w.db.read(move |tx| tx.one(read, (), |row| row.get::<String>(0))).await;
    assert_eq!(last.unwrap(), "40");
    let retries = w.db.stats().retries;
    assert_eq!(runs.load(Ordering::SeqCst) as u64, 40 + retries);
    if w.db.engine() == commonround_db::Engine::Postgres {
        assert!(retries > 0, "nothing ever met");
    }
}

/// Two units that each look at what the other writes: one of them has to run again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_units_never_both_find_the_last_place_free() {
    let w = world().await;
    let asked: Vec<_> = (0..8_i64)
        .map(|n| {
            let db = w.db.clone();
            tokio::spawn(async move {
                db.write(move |tx| {
                    let taken: i64 =
                        tx.one("SELECT count(*) FROM test_note", (), |row| row.get(0))?;
                    if taken > 0 {
                        return Ok(false);
                    }
                    note(tx, n, "mine").map(|()| true)
                })
                .await
            })
        })
        .collect();
    let mut winners = 0;
    for unit in asked {
        winners += usize::from(unit.await.unwrap().unwrap());
    }
    assert_eq!(winners, 1);
}

/// Cuts every connection of the world's database from outside.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_connection_is_opened_again() {
    let w = world().await;
    if w.db.engine() == commonround_db::Engine::Sqlite {
        return;
    }
    w.db.write(|tx| note(tx, 1, "before")).await.unwrap();
    w.db.read(crate::notes).await.unwrap();
    let cut = || {
        w.db.read(|tx| {
            tx.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
                (),
                |row| row.get::<bool>(0),
            )
        })
    };
    cut().await.unwrap();
    for n in 2..10 {
        w.db.write(move |tx| note(tx, n, "after")).await.unwrap();
    }
    cut().await.unwrap();
    for _ in 0..6 {
        assert_eq!(w.db.read(crate::notes).await.unwrap().len(), 9);
        assert_eq!(w.db.snapshot(crate::notes).await.unwrap().len(), 9);
    }
}

/// The conflict comes with a row that nobody asked for, in the last statement of the unit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_behind_the_first_row_runs_the_unit_again() {
    let w = world().await;
    if w.db.engine() == commonround_db::Engine::Sqlite {
        return;
    }
    let made = w.db.write(|tx| {
        tx.exec(
            "CREATE FUNCTION test_meets(n BIGINT, run BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $$
             BEGIN
                 IF n = 2 AND run = 0 THEN RAISE EXCEPTION 'met' USING ERRCODE = '40001'; END IF;
                 RETURN n;
             END $$",
            (),
        )
    });
    made.await.unwrap();
    let runs = AtomicI64::new(0);
    let read = "SELECT test_meets(n, $1) FROM generate_series(1::BIGINT, 3) AS n";
    let first = w.db.write(move |tx| {
        note(tx, 1, "kept")?;
        tx.one(read, (runs.fetch_add(1, Ordering::SeqCst),), |row| row.get::<i64>(0))
    });
    assert_eq!(first.await.unwrap(), 1);
    assert_eq!(w.db.read(crate::notes).await.unwrap(), [1]);
    assert_eq!(w.db.stats().retries, 1);
}
