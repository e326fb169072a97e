use std::time::Duration;

use commonround_bridging::Level;
use commonround_kernel::{KeyRing, Timestamp};
use serde_json::json;

use super::noting::{LISTED, body, rate, status, write};
use super::town::{town, views_with};
use crate::limits::NOTES_A_DAY_MAX;
use crate::notes::Found::{self, Helpful, NeedsMore, NotHelpful};
use crate::notes::policy::{Writer, may_write};
use crate::notes::store::ratings;

fn check(written_today: usize, decided: &[Found], agreed_since: usize, expected: &str) {
    let at = |found: &Found| (*found, Timestamp::from_millis(0));
    let decided = decided.iter().map(at).collect();
    let may = may_write(&Writer { written_today, decided, agreed_since });
    assert_eq!(may.map_or_else(|refused| refused.code(), |_| "may"), expected);
}

#[test]
fn whose_notes_were_mostly_poor_rates_for_a_while_before_writing_again() {
    check(0, &[], 0, "may");
    check(9, &[Helpful], 0, "may");
    check(10, &[Helpful], 0, "too_many_notes");
    check(0, &[NotHelpful, NotHelpful, Helpful, Helpful, Helpful], 0, "may");
    check(0, &[NotHelpful, NotHelpful, NotHelpful], 0, "notes_found_unhelpful");
    check(0, &[NotHelpful, Helpful, NotHelpful, NeedsMore, NotHelpful], 4, "notes_found_unhelpful");
    check(0, &[NotHelpful, NotHelpful, NotHelpful], 5, "may");
}

#[tokio::test]
async fn a_person_writes_ten_notes_a_day() {
    let t = town().await;
    let ana = t.join("ana").await;
    let limit = i64::try_from(NOTES_A_DAY_MAX).unwrap();
    for id in 0..limit {
        status(&t, id, &ana).await;
        write(&t, &ana, id).await;
    }
    status(&t, 99, &ana).await;
    let refused = t.post("ana", "/statuses/99/notes", body("No.", LISTED)).await;
    assert_eq!((refused.0, &refused.1["code"]), (409, &json!("too_many_notes")));
    t.w.advance(Duration::from_secs(24 * 3_600));
    assert_eq!(t.post("ana", "/statuses/99/notes", body("No.", LISTED)).await.0, 201);
}

#[tokio::test]
async fn weak_evidence_says_no_more_than_it_may_and_a_guideline_is_official() {
    let t = town().await;
    let ana = t.join("ana").await;
    status(&t, 1, &ana).await;
    let journal = "https://doi.org/10.1056/NEJMoa1";
    for (verdict, certainty, sources, expected) in [
        ("false", "low", LISTED, "too_certain"),
        ("supported", "very_low", LISTED, "too_certain"),
        ("false", "guideline", journal, "no_guideline"),
        ("", "high", LISTED, "required"),
        ("not_established", "very_low", journal, "This is uncertain"),
    ] {
        let mut note = body("No.", sources);
        note["verdict"] = json!(verdict);
        note["certainty"] = json!(certainty);
        let (status, answer) = t.post("ana", "/statuses/1/notes", note).await;
        match status {
            422 => assert!(answer.to_string().contains(expected), "{answer}"),
            _ => {
                let path = answer["path"].as_str().unwrap().to_owned();
                let page = t.get("ana", &path, "text/html").await.body;
                assert!(status == 201 && page.contains(expected), "{status} {page}");
            }
        }
    }
}

#[tokio::test]
async fn whom_somebody_blocked_is_not_heard_of() {
    let t = town().await;
    let (ana, enemy) = (t.join("ana").await, t.join("enemy1").await);
    status(&t, 1, &ana).await;
    write(&t, &enemy, 1).await;
    t.w.settle().await;
    assert!(t.told.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_new_key_makes_nobody_a_second_person() {
    let mut t = town().await;
    let (ana, ben) = (t.join("ana").await, t.join("ben").await);
    status(&t, 1, &ana).await;
    let note = write(&t, &ana, 1).await;
    rate(&t, std::slice::from_ref(&ben), note, Level::NotHelpful).await;
    t.evidence.views = views_with(KeyRing::new([(1, [9; 32]), (2, [10; 32])]).unwrap());
    rate(&t, &[ben], note, Level::Helpful).await;
    let heard = t.w.db.read(move |tx| ratings::heard(tx, note, 0)).await.unwrap();
    assert_eq!((heard.len(), heard[0].given.level), (1, Level::Helpful));
    let again = t.post("ana", "/statuses/1/notes", body("Once more.", LISTED)).await;
    assert_eq!((again.0, &again.1["code"]), (409, &json!("note_exists")));
}
