use std::time::Duration;

use commonround_db::Tx;
use commonround_db::audit::{Finding, Named, Tip, Witness, erase_subject};
use commonround_kernel::{Id, KeyRing, Result};

use super::{approve, findings, harm, sealed, verdict};

async fn check(harms: &[&'static str], wanted: &[Finding]) {
    let (w, _) = sealed(9).await;
    w.advance(Duration::from_secs(300));
    w.settle().await;
    for sql in harms {
        harm(&w, sql).await;
    }
    assert_eq!(findings(&w).await, wanted, "{harms:?}");
}

#[tokio::test]
async fn an_altered_row_is_named_whatever_was_altered_in_it() {
    for sql in [
        "UPDATE db_audit SET at = at + 1 WHERE seq = 4",
        "UPDATE db_audit SET id = id + 1000000 WHERE seq = 4",
        "UPDATE db_audit SET actor = 98 WHERE seq = 4",
        "UPDATE db_audit SET actor_kind = 'account' WHERE seq = 4",
        "UPDATE db_audit SET action = 'claim_refused' WHERE seq = 4",
        "UPDATE db_audit SET object = NULL WHERE seq = 4",
        "UPDATE db_audit SET object_kind = 'status' WHERE seq = 4",
        "UPDATE db_audit SET purpose = '' WHERE seq = 4",
        "UPDATE db_audit SET client = NULL WHERE seq = 4",
        "UPDATE db_audit SET subject = 5 WHERE seq = 4",
        "UPDATE db_audit SET subject_kind = 'account' WHERE seq = 4",
        "UPDATE db_audit SET reason = 'because' WHERE seq = 4",
        "UPDATE db_audit SET reason = NULL WHERE seq = 4",
        "UPDATE db_audit SET salt = NULL WHERE seq = 4",
        "UPDATE db_audit SET commitment = NULL WHERE seq = 4",
        "UPDATE db_audit SET commitment = NULL, salt = NULL, subject = NULL, subject_kind = NULL,
             reason = NULL WHERE seq = 4",
        "UPDATE db_audit SET hash = salt WHERE seq = 4",
        "UPDATE db_audit SET hash = (SELECT hash FROM db_audit WHERE seq = 3) WHERE seq = 4",
    ] {
        check(&[sql], &[Finding::RowAltered { seq: 4 }]).await;
    }
}

#[tokio::test]
async fn rows_that_change_places_are_both_named() {
    let harms = [
        "UPDATE db_audit SET seq = 1000 WHERE seq = 4",
        "UPDATE db_audit SET seq = 4 WHERE seq = 6",
        "UPDATE db_audit SET seq = 6 WHERE seq = 1000",
    ];
    let found = [4, 5, 6, 7].map(|seq| Finding::RowAltered { seq });
    let (w, _) = sealed(9).await;
    for sql in harms {
        harm(&w, sql).await;
    }
    let told = findings(&w).await;
    assert!(told.contains(&found[0]) && told.contains(&found[2]), "{told:?}");
    assert!(told.iter().all(|finding| found.contains(finding)), "{told:?}");
}

#[tokio::test]
async fn a_row_put_before_the_first_is_found() {
    check(
        &["UPDATE db_audit SET seq = -3 WHERE seq = 1"],
        &[Finding::RowAltered { seq: -3 }, Finding::RowsRemoved { first: 1, last: 1 }],
    )
    .await;
}

#[tokio::test]
async fn removed_rows_are_named() {
    check(
        &["DELETE FROM db_audit WHERE seq IN (3, 4, 7)"],
        &[Finding::RowsRemoved { first: 3, last: 4 }, Finding::RowsRemoved { first: 7, last: 7 }],
    )
    .await;
}

#[tokio::test]
async fn a_removed_row_that_the_next_ones_move_up_for_is_found() {
    let harms = [
        "DELETE FROM db_audit WHERE seq = 4",
        "UPDATE db_audit SET seq = 4 WHERE seq = 5",
        "UPDATE db_audit SET seq = 5 WHERE seq = 6",
    ];
    let (w, _) = sealed(6).await;
    for sql in harms {
        harm(&w, sql).await;
    }
    let told = findings(&w).await;
    assert!(told.contains(&Finding::RowAltered { seq: 4 }), "{told:?}");
    assert!(told.contains(&Finding::Truncated { first: 6, last: 6 }), "{told:?}");
}

const FORGET_THE_TIP: &str = "UPDATE db_audit_tip SET seq = 6,
     hash = (SELECT hash FROM db_audit WHERE seq = 6)";

#[tokio::test]
async fn a_tail_that_was_cut_off_is_known_by_the_mark_of_the_sealer() {
    let (w, _) = sealed(9).await;
    harm(&w, "DELETE FROM db_audit WHERE seq > 6").await;
    assert_eq!(findings(&w).await, [Finding::Truncated { first: 7, last: 9 }]);
    harm(&w, FORGET_THE_TIP).await;
    assert_eq!(findings(&w).await, [], "nothing in this database knows of it any more");
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_known_by_a_head() {
    check(
        &["DELETE FROM db_audit WHERE seq > 6", FORGET_THE_TIP],
        &[Finding::Truncated { first: 7, last: 9 }],
    )
    .await;
}

#[tokio::test]
async fn a_tail_that_was_cut_off_everywhere_is_known_by_what_left_the_server() {
    let (w, outside) = sealed(9).await;
    w.advance(Duration::from_secs(300));
    w.settle().await;
    let whole = verdict(&w.db, Witness::default()).await;
    for sql in ["DELETE FROM db_audit WHERE seq > 6", FORGET_THE_TIP, "DELETE FROM db_audit_head"] {
        harm(&w, sql).await;
    }
    assert_eq!(findings(&w).await, []);
    let cut = [Finding::Truncated { first: 7, last: 9 }];
    let by_file = Witness { heads: outside.heads(), ..Witness::default() };
    assert_eq!(verdict(&w.db, by_file.clone()).await.findings, cut);
    let by_value = Witness { tips: vec![whole.tip], ..Witness::default() };
    assert_eq!(verdict(&w.db, by_value).await.findings, cut);
    // Somebody goes on as if nothing had been there.
    for n in 10..=14 {
        approve(&w.db, n).await;
    }
    w.settle().await;
    let differs = [Finding::ChainDiffers { seq: 9 }];
    assert_eq!(verdict(&w.db, by_file).await.findings, differs);
}

/// Alters a row and seals everything anew, as somebody who has the program can.
fn begin_anew(tx: &mut Tx<'_>) -> Result<()> {
    tx.exec("UPDATE db_audit SET action = 'claim_refused' WHERE seq = 4", ())?;
    tx.exec("UPDATE db_audit SET seq = NULL, hash = NULL", ())?;
    tx.exec("DELETE FROM db_audit_tip", ()).map(drop)
}

#[tokio::test]
async fn a_chain_that_was_made_anew_differs_from_what_the_heads_say() {
    let (w, _) = sealed(9).await;
    w.advance(Duration::from_secs(300));
    w.settle().await;
    w.db.write(begin_anew).await.unwrap();
    w.settle().await;
    assert_eq!(findings(&w).await, [Finding::ChainDiffers { seq: 9 }]);
}

#[tokio::test]
async fn a_place_that_somebody_wrote_down_is_held_against_the_chain() {
    let (w, _) = sealed(9).await;
    let tip = verdict(&w.db, Witness::default()).await.tip;
    let wrong = Tip { seq: 5, ..tip };
    let told = verdict(&w.db, Witness { tips: vec![tip, wrong], ..Witness::default() }).await;
    assert_eq!(told.findings, [Finding::ChainDiffers { seq: 5 }]);
}

#[tokio::test]
async fn an_altered_head_and_a_missing_one_are_named() {
    let (w, _) = sealed(2).await;
    for n in 3..=8 {
        w.advance(Duration::from_secs(300));
        w.settle().await;
        approve(&w.db, n).await;
    }
    assert_eq!(findings(&w).await, []);
    harm(&w, "UPDATE db_audit_head SET at = at + 1 WHERE seq = 4").await;
    harm(&w, "DELETE FROM db_audit_head WHERE seq = 5").await;
    let wanted = [Finding::HeadAltered { seq: 4 }, Finding::HeadRemoved { seq: 5 }];
    assert_eq!(findings(&w).await, wanted);
}

#[tokio::test]
async fn another_key_ring_does_not_vouch_for_these_heads() {
    let (w, _) = sealed(2).await;
    w.advance(Duration::from_secs(300));
    w.settle().await;
    let other = KeyRing::new([(1, [8; 32])]).unwrap();
    let told = commonround_db::audit::verify(&w.db, &other, Witness::default()).await.unwrap();
    assert_eq!(told.findings, [Finding::HeadAltered { seq: 2 }]);
}

#[tokio::test]
async fn an_erased_subject_is_gone_and_the_chain_still_holds() {
    let (w, _) = sealed(9).await;
    approve(&w.db, 4).await;
    let erased = w.db.write(|tx| erase_subject(tx, Named::persona(Id::from_i64(4)))).await;
    assert_eq!(erased.unwrap(), 2, "sealed or not");
    let none = w.db.write(|tx| erase_subject(tx, Named::account(Id::from_i64(5)))).await;
    assert_eq!(none.unwrap(), 0, "an account with the number of a persona is somebody else");
    w.settle().await;
    let verdict = verdict(&w.db, Witness::default()).await;
    assert_eq!((verdict.rows, verdict.erased, verdict.findings.len()), (10, 2, 0));
    let left =
        "SELECT count(*) FROM db_audit WHERE subject = 4 OR reason IS NULL AND salt IS NOT NULL";
    let left = w.db.read(move |tx| tx.one(left, (), |row| row.get::<i64>(0))).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_subject_put_into_an_erased_row_is_found() {
    let (w, _) = sealed(3).await;
    w.db.write(|tx| erase_subject(tx, Named::persona(Id::from_i64(2)))).await.unwrap();
    harm(&w, "UPDATE db_audit SET subject = 3, subject_kind = 'persona' WHERE seq = 2").await;
    assert_eq!(findings(&w).await, [Finding::RowAltered { seq: 2 }]);
}
