use std::time::Duration;

use commonround_db::audit::{Witness, progress};

use super::{approve, sealed, verdict};

const EVERY: Duration = Duration::from_secs(300);

#[tokio::test]
async fn a_head_is_signed_every_five_minutes_in_which_something_happened() {
    let (w, outside) = sealed(2).await;
    assert!(outside.heads().is_empty(), "not before its time");
    w.advance(EVERY);
    w.settle().await;
    w.advance(EVERY);
    w.settle().await;
    approve(&w.db, 3).await;
    w.advance(EVERY);
    w.settle().await;
    let told: Vec<_> = outside.heads().iter().map(|head| (head.seq, head.rows)).collect();
    assert_eq!(told, [(2, 2), (3, 1)], "an act of the last moment is in it");
    let verdict = verdict(&w.db, Witness::default()).await;
    assert_eq!((verdict.heads, verdict.findings.len()), (2, 0));
    assert_eq!(outside.heads()[1].tip(), verdict.tip);
    let at = w.db.read(progress).await.unwrap().head_at;
    assert_eq!(at, Some(w.env.now()));
}

#[tokio::test]
async fn a_head_that_could_not_leave_leaves_later() {
    let (w, outside) = sealed(2).await;
    outside.close(true);
    w.advance(EVERY);
    w.settle().await;
    assert!(outside.heads().is_empty());
    outside.close(false);
    w.advance(EVERY);
    w.settle().await;
    let heads = outside.heads();
    assert_eq!(heads.iter().map(|head| head.seq).collect::<Vec<_>>(), [2]);
    // What stands here and outside counts once.
    let known = verdict(&w.db, Witness { heads, ..Witness::default() }).await;
    assert_eq!((known.heads, known.findings.len()), (1, 0));
    w.advance(EVERY);
    w.settle().await;
    assert_eq!(outside.heads().len(), 1, "it leaves once");
}
