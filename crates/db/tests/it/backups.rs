use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use commonround_db::{Config, Db, Engine};

use crate::{code, note, notes, world};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_made_while_people_write_is_whole_and_a_moment_of_its_own() {
    let w = world().await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("copy.db");
    if w.db.engine() == Engine::Postgres {
        assert_eq!(code(w.db.backup_to(&file).await), "backup_by_server_tools");
        return;
    }
    let (stop, last) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicI64::new(0)));
    let writing = tokio::spawn({
        let (db, stop, last) = (w.db.clone(), Arc::clone(&stop), Arc::clone(&last));
        async move {
            let mut n = 0;
            while !stop.load(Ordering::SeqCst) {
                // Two rows a unit: a copy that holds one of them is torn.
                let at = n;
                db.write(move |tx| note(tx, at, "a").and_then(|()| note(tx, at + 1, "b")))
                    .await
                    .unwrap();
                n += 2;
                last.store(n, Ordering::SeqCst);
            }
        }
    });
    while last.load(Ordering::SeqCst) < 40 {
        tokio::task::yield_now().await;
    }
    let before = last.load(Ordering::SeqCst);
    w.db.backup_to(&file).await.unwrap();
    stop.store(true, Ordering::SeqCst);
    writing.await.unwrap();

    let copy = Db::open(Config::sqlite(&file), w.env.clone(), vec![], vec![]).await.unwrap();
    let kept = copy.read(notes).await.unwrap();
    assert!(kept.len() as i64 >= before, "{} rows, {before} were acknowledged", kept.len());
    assert_eq!(kept, (0..kept.len() as i64).collect::<Vec<_>>());
    assert_eq!(kept.len() % 2, 0);
    assert_eq!(copy.schema().await.unwrap(), w.db.schema().await.unwrap());
    copy.close().await;
    assert_eq!(code(w.db.backup_to(&file).await), "backup_exists");
}
