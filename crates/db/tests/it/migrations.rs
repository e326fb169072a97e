use commonround_db::{Migration, Step};

use crate::{MIGRATIONS, code, world};

const MORE: Migration = Migration {
    name: "9100_more",
    steps: &[Step::Sql("CREATE TABLE test_more (id BIGINT PRIMARY KEY);")],
};

#[tokio::test]
async fn what_is_missing_is_applied_once_and_in_order() {
    let w = world().await;
    let list = [MORE, MIGRATIONS[0]];
    assert_eq!(w.db.pending(&list).await.unwrap(), ["9100_more"]);
    assert_eq!(w.db.migrate(&list).await.unwrap().applied, ["9100_more"]);
    assert!(w.db.migrate(&list).await.unwrap().applied.is_empty());
    assert!(w.db.pending(&list).await.unwrap().is_empty());
    w.db.write(|tx| tx.exec("INSERT INTO test_more (id) VALUES (1)", ())).await.unwrap();
}

#[tokio::test]
async fn a_changed_migration_is_refused() {
    let w = world().await;
    let changed = Migration { name: MIGRATIONS[0].name, steps: &[Step::Shelf("test")] };
    assert_eq!(code(w.db.migrate(&[changed, MORE]).await), "migration_changed");
    assert_eq!(w.db.pending(&[MIGRATIONS[0], MORE]).await.unwrap(), ["9100_more"]);
}

#[tokio::test]
async fn a_database_ahead_of_the_program_is_refused() {
    let w = world().await;
    assert_eq!(code(w.db.migrate(&[]).await), "migration_unknown");
    assert_eq!(code(w.db.pending(&[MORE]).await), "migration_unknown");
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing() {
    let w = world().await;
    let broken = Migration {
        name: "9200_broken",
        steps: &[Step::Sql("CREATE TABLE test_half (id BIGINT PRIMARY KEY); CREATE NONSENSE;")],
    };
    assert_eq!(code(w.db.migrate(&[MIGRATIONS[0], broken]).await), "fault");
    assert!(!w.db.schema().await.unwrap().contains("test_half"));
    assert_eq!(w.db.pending(&[MIGRATIONS[0], broken]).await.unwrap(), ["9200_broken"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_may_migrate_at_once() {
    let w = world().await;
    let list = [MIGRATIONS[0], MORE];
    let (one, two) = tokio::join!(w.db.migrate(&list), w.db.migrate(&list));
    let applied = [one.unwrap().applied, two.unwrap().applied].concat();
    assert_eq!(applied, ["9100_more"]);
}
