use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use commonround_kernel::Error;

use crate::{code, note, notes, world};

/// Units asked for at once, of which some fail: those roll back alone, their neighbours commit.
async fn neighbours_commit(fail: fn()) {
    let w = world().await;
    let asked = (0..40_i64).map(|n| {
        let db = w.db.clone();
        tokio::spawn(async move {
            let answer = db.write(move |tx| {
                note(tx, n, "kept or not")?;
                if n % 3 == 0 {
                    fail();
                    return Err(Error::Denied("not_this_one"));
                }
                Ok(())
            });
            code(answer.await)
        })
    });
    let asked: Vec<_> = asked.collect();
    let mut kept = Vec::new();
    for (n, unit) in asked.into_iter().enumerate() {
        let said = unit.await.unwrap();
        assert_eq!(said == "ok", n % 3 != 0, "{n}: {said}");
        if said == "ok" {
            kept.push(n as i64);
        }
    }
    assert_eq!(w.db.read(notes).await.unwrap(), kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_unit_rolls_back_alone() {
    neighbours_commit(|| {}).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panicking_unit_rolls_back_alone() {
    neighbours_commit(|| panic!("meant to")).await;
}

#[tokio::test]
async fn a_panic_is_a_fault_and_the_writer_goes_on() {
    let w = world().await;
    let panicked = w.db.write(|_| -> commonround_kernel::Result<()> { panic!("meant to") }).await;
    assert_eq!(code(panicked), "fault");
    assert_eq!(code(w.db.write(|tx| note(tx, 1, "after")).await), "ok");
    let read = w.db.read(|_| -> commonround_kernel::Result<()> { panic!("meant to") }).await;
    assert_eq!(code(read), "fault");
    let inline = w.db.read_inline(|_| -> commonround_kernel::Result<()> { panic!("meant to") });
    assert_eq!(code(inline.await), "fault");
    assert_eq!(w.db.read_inline(notes).await.unwrap(), [1]);
}

#[tokio::test]
async fn a_failed_statement_ends_its_unit_even_where_the_failure_is_swallowed() {
    let w = world().await;
    w.db.write(|tx| note(tx, 1, "first")).await.unwrap();
    let swallowed = w.db.write(|tx| {
        note(tx, 2, "goes with the unit")?;
        assert_eq!(code(note(tx, 1, "taken")), "unique");
        assert_eq!(code(notes(tx)), "fault");
        Ok(())
    });
    assert_eq!(code(swallowed.await), "fault");
    assert_eq!(w.db.read(notes).await.unwrap(), [1]);
}

#[tokio::test]
async fn a_taken_key_is_a_conflict() {
    let w = world().await;
    w.db.write(|tx| note(tx, 1, "first")).await.unwrap();
    assert_eq!(code(w.db.write(|tx| note(tx, 1, "second")).await), "unique");
    let sql = "INSERT INTO test_every (id, text_) VALUES ($1, 'same')";
    w.db.write(move |tx| tx.exec(sql, (1,))).await.unwrap();
    assert_eq!(code(w.db.write(move |tx| tx.exec(sql, (2,))).await), "unique");
    let sql = "INSERT INTO test_every (id, note) VALUES (3, 99)";
    assert_eq!(code(w.db.write(move |tx| tx.exec(sql, ())).await), "reference");
}

#[tokio::test]
async fn a_refusal_inside_a_map_leaves_the_unit_whole() {
    let w = world().await;
    let answer = w.db.write(|tx| {
        note(tx, 1, "stays")?;
        let refused =
            tx.query("SELECT id FROM test_note", (), |_| -> commonround_kernel::Result<()> {
                Err(Error::NotFound)
            });
        assert_eq!(code(refused), "not_found");
        note(tx, 2, "stays too")
    });
    assert_eq!(code(answer.await), "ok");
    assert_eq!(w.db.read(notes).await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn readers_do_not_write() {
    let w = world().await;
    assert_eq!(code(w.db.read(|tx| note(tx, 1, "no")).await), "fault");
    assert_eq!(code(w.db.snapshot(|tx| note(tx, 1, "no")).await), "fault");
    assert_eq!(w.db.read(notes).await.unwrap(), Vec::<i64>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snapshot_sees_one_moment_and_single_reads_see_each_the_latest() {
    let w = world().await;
    w.db.write(|tx| note(tx, 1, "before")).await.unwrap();
    for (is_snapshot, seen) in [(true, 1), (false, 2)] {
        let (told, tell) = std::sync::mpsc::channel::<()>();
        let (go, gone) = std::sync::mpsc::channel::<()>();
        let read = move |tx: &mut commonround_db::Tx<'_>| {
            notes(tx)?;
            told.send(()).unwrap();
            gone.recv().unwrap();
            Ok(notes(tx)?.len())
        };
        let db = w.db.clone();
        let reading = tokio::spawn(async move {
            if is_snapshot { db.snapshot(read).await } else { db.read(read).await }
        });
        tokio::task::spawn_blocking(move || tell.recv().unwrap()).await.unwrap();
        w.db.write(|tx| tx.exec("DELETE FROM test_note WHERE id = 2", ()).map(|_| ()))
            .await
            .unwrap();
        w.db.write(|tx| note(tx, 2, "meanwhile")).await.unwrap();
        go.send(()).unwrap();
        assert_eq!(reading.await.unwrap().unwrap(), seen);
        w.db.write(|tx| tx.exec("DELETE FROM test_note WHERE id = 2", ()).map(|_| ()))
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_unit_queued_at_shutdown_is_answered() {
    let w = world().await;
    let ran = Arc::new(AtomicUsize::new(0));
    let asked: Vec<_> = (0..50_i64)
        .map(|n| {
            let (db, ran) = (w.db.clone(), Arc::clone(&ran));
            tokio::spawn(async move {
                let answer = db.write(move |tx| {
                    ran.fetch_add(1, Ordering::SeqCst);
                    note(tx, n, "in time")
                });
                code(answer.await)
            })
        })
        .collect();
    while ran.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    w.db.close().await;
    let mut kept = 0;
    for unit in asked {
        match unit.await.unwrap() {
            "ok" => kept += 1,
            other => assert_eq!(other, "shutting_down"),
        }
    }
    assert!(kept > 0);
    assert_eq!(code(w.db.write(|tx| note(tx, 99, "late")).await), "shutting_down");
    assert_eq!(code(w.db.read(notes).await), "shutting_down");
    assert_eq!(code(w.db.read_inline(notes).await), "shutting_down");
    let again = commonround_db::Db::open(w.config(), w.env.clone(), vec![], vec![]).await.unwrap();
    assert_eq!(again.read(notes).await.unwrap().len(), kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn units_that_wait_together_are_committed_together() {
    let w = world().await;
    if w.db.engine() == commonround_db::Engine::Postgres {
        return;
    }
    let before = w.db.stats();
    let (told, tell) = std::sync::mpsc::channel::<()>();
    let (go, gone) = std::sync::mpsc::channel::<()>();
    let gone = std::sync::Mutex::new(gone);
    let db = w.db.clone();
    let first = tokio::spawn(async move {
        db.write(move |tx| {
            told.send(()).unwrap();
            gone.lock().unwrap().recv().unwrap();
            note(tx, 0, "first")
        })
        .await
    });
    tokio::task::spawn_blocking(move || tell.recv().unwrap()).await.unwrap();
    let rest = (1..=20_i64).map(|n| {
        let db = w.db.clone();
        tokio::spawn(async move { db.write(move |tx| note(tx, n, "rest")).await })
    });
    let rest: Vec<_> = rest.collect();
    while w.db.stats().queue_depth < 20 {
        tokio::task::yield_now().await;
    }
    go.send(()).unwrap();
    for unit in rest.into_iter().chain([first]) {
        unit.await.unwrap().unwrap();
    }
    let after = w.db.stats();
    assert_eq!((after.units - before.units, after.commits - before.commits), (21, 1));
    assert_eq!(after.group_max, 21);
}

/// The log starts over while people write, instead of growing without end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn checkpoints_keep_the_log_short_under_load() {
    let w = world().await;
    if w.db.engine() == commonround_db::Engine::Postgres {
        return;
    }
    w.db.close().await;
    let config = commonround_db::Config { checkpoint_pages: 50, ..w.config() };
    let commonround_db::Location::Sqlite(file) = config.location.clone() else { unreachable!() };
    let db = commonround_db::Db::open(config, w.env.clone(), vec![], vec![]).await.unwrap();
    let log = file.with_extension("db-wal");
    let log_bytes = || std::fs::metadata(&log).map_or(0, |log| log.len());
    let (filler, mut n) = ("x".repeat(3_000), 0_i64);
    while n as u64 * 3_000 < log_bytes() * 2 + (1 << 20) {
        assert!(n < 200_000, "{} bytes of log", log_bytes());
        for _ in 0..50 {
            n += 1;
            let (at, text) = (n, filler.clone());
            db.write(move |tx| note(tx, at, &text)).await.unwrap();
        }
    }
    assert!(db.stats().checkpoints > 0);
    db.close().await;
    assert_eq!(log_bytes(), 0);
}
