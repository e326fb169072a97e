//! How open files and servers are found, or not.

use commonround_db::{Config, Db};
use commonround_kernel::{Env, Timestamp};

use crate::{code, note, notes, world};

async fn open(config: Config) -> commonround_kernel::Result<Db> {
    Db::open(config, Env::seeded(Timestamp::from_millis(1_795_000_000_000), 1), vec![], vec![])
        .await
}

#[tokio::test]
async fn a_directory_that_is_not_there_is_a_fault() {
    assert_eq!(code(open(Config::sqlite("/nowhere/at/all/x.db")).await.map(|_| ())), "fault");
}

#[tokio::test]
async fn a_malformed_url_is_invalid_and_not_repeated() {
    let refused = open(Config::postgres("postgres://me:hunter2@host:port/x")).await.map(|_| ());
    let said = format!("{refused:?}");
    assert_eq!(code(refused), "invalid");
    assert!(!said.contains("hunter2"), "{said}");
}

#[tokio::test]
async fn what_was_written_is_there_after_closing_and_opening() {
    let w = world().await;
    w.db.write(|tx| note(tx, 1, "stays")).await.unwrap();
    w.db.close().await;
    let again = open(w.config()).await.unwrap();
    assert_eq!(again.read(notes).await.unwrap(), [1]);
    again.close().await;
}
