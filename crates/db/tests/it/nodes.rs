use std::time::Duration;

use commonround_db::{Db, Engine, settings};
use commonround_kernel::{Env, Timestamp};
use commonround_vocabulary::Status;

use crate::{code, world};

/// A process of its own: the same database, another clock, dice and sequence.
async fn another(config: commonround_db::Config, at: Timestamp, seed: u64) -> Db {
    let env = Env::seeded(at, seed);
    let db = Db::open(config, env, vec![], vec![]).await.unwrap();
    db.join().await.unwrap();
    db
}

#[tokio::test]
async fn a_restart_on_an_earlier_clock_makes_no_earlier_id() {
    let w = world().await;
    let last = w.env.new_id::<Status>();
    w.db.close().await;
    let earlier = w.env.now() - Duration::from_secs(3_600);
    let restarted = another(w.config(), earlier, 2).await;
    assert!(restarted.env().new_id::<Status>() > last);
    restarted.close().await;
}

#[tokio::test]
async fn a_crash_without_a_last_heartbeat_makes_no_earlier_id() {
    let w = world().await;
    w.advance(Duration::from_secs(120));
    let told = w.db.write(|tx| {
        let id = tx.env().new_id::<Status>();
        let event =
            commonround_vocabulary::MailQueued { mail: commonround_kernel::Id::from_i64(1) };
        commonround_db::outbox::emit(tx, &event)?;
        Ok(id)
    });
    let last = told.await.unwrap();
    let earlier = w.env.now() - Duration::from_secs(3_600);
    let config = w.config();
    // A crash gives nothing back; on SQLite the lock goes with the process, here with the handle.
    let w = if w.db.engine() == Engine::Sqlite { forget_node(w).await } else { w };
    let restarted = another(config, earlier, 2).await;
    assert!(restarted.env().new_id::<Status>() > last);
    restarted.close().await;
    drop(w);
}

/// Ends the process' hold on the file, and undoes that it gave its mark back.
async fn forget_node(w: commonround_testkit::World) -> commonround_testkit::World {
    w.db.write(|tx| tx.exec("UPDATE db_node SET high_water = 0", ())).await.unwrap();
    w.db.write(|tx| tx.exec("UPDATE db_node SET holder = 1", ())).await.unwrap();
    w.db.close().await;
    w
}

#[tokio::test]
async fn nodes_that_run_at_once_have_different_numbers() {
    let w = world().await;
    if w.db.engine() == Engine::Sqlite {
        return;
    }
    let now = w.env.now();
    let other = another(w.config(), now, 2).await;
    let ids = |env: &Env| (0..100).map(|_| env.new_id::<Status>()).collect::<Vec<_>>();
    let (ours, theirs) = (ids(&w.env), ids(other.env()));
    assert!(ours.iter().all(|id| !theirs.contains(id)));
    // A number whose lease ran out is given to the next.
    let later = another(w.config(), now + Duration::from_secs(31), 3).await;
    let nodes =
        later.read(|tx| tx.one("SELECT count(*) FROM db_node", (), |row| row.get::<i64>(0)));
    assert_eq!(nodes.await.unwrap(), 2);
    later.close().await;
    other.close().await;
}

#[tokio::test]
async fn settings_are_kept_and_what_is_fixed_stays() {
    let w = world().await;
    assert_eq!(w.db.read(|tx| settings::get(tx, "url")).await.unwrap(), None);
    let fix = |value: &'static str| w.db.write(move |tx| settings::fix(tx, "url", value));
    assert_eq!(fix("https://a").await.unwrap(), "https://a");
    assert_eq!(fix("https://b").await.unwrap(), "https://a");
    w.db.write(|tx| settings::set(tx, "url", "https://c")).await.unwrap();
    let kept = w.db.read(|tx| settings::get(tx, "url")).await.unwrap();
    assert_eq!(kept.as_deref(), Some("https://c"));
}

#[tokio::test]
async fn a_second_server_on_the_same_directory_is_refused() {
    let w = world().await;
    let second = Db::open(w.config(), Env::seeded(w.env.now(), 2), vec![], vec![]).await;
    match w.db.engine() {
        Engine::Sqlite => {
            assert_eq!(code(second.map(|_| ())), "data_dir_in_use");
            w.db.close().await;
            another(w.config(), w.env.now(), 2).await.close().await;
        }
        Engine::Postgres => second.unwrap().close().await,
    }
}
