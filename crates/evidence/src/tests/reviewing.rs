use commonround_bridging::{Level, Tag};
use commonround_db::Tx;
use commonround_kernel::{Actor, Id, Result};
use commonround_vocabulary::Note;
use serde_json::{Value, json};

use super::noting::{Divided, found};
use crate::notes::{RateNote, rate_note};

/// Professionals of both professions on the left call the note incorrect, everybody else likes it.
async fn accused() -> (Divided, Id<Note>) {
    let d = Divided::new().await;
    d.score().await;
    let note = d.fresh_note(20).await;
    d.all_find_helpful(note).await;
    assert_eq!(found(&d.t, note).await, "helpful");
    let room = d.t.evidence.clone();
    let accusers: Vec<Actor> = [&d.left[0], &d.left[1], &d.right[0]].map(Clone::clone).into();
    let tags = [Tag::NotHelpfulIncorrect].into_iter().collect();
    let cmd = RateNote { note, version: 1, level: Level::Helpful, tags, conflicted: false };
    let rate = move |tx: &mut Tx<'_>| -> Result<()> {
        accusers.iter().try_for_each(|one| rate_note(tx, &room, one, &cmd))
    };
    d.t.w.db.write(rate).await.unwrap();
    assert_eq!(found(&d.t, note).await, "needs_more");
    (d, note)
}

async fn refused(d: &Divided, by: &str, path: &str, body: Value) -> String {
    let (status, answer) = d.t.post(by, path, body).await;
    format!("{status} {}", answer["code"].as_str().unwrap_or_default())
}

async fn moderator(d: &Divided, handle: &str) {
    let actor = Actor { moderator: true, ..d.t.join(handle).await };
    d.t.know(handle, actor);
}

#[tokio::test]
async fn a_note_called_incorrect_goes_on_when_another_profession_and_a_moderator_say_so() {
    let (d, note) = accused().await;
    let (path, why) = (format!("/notes/{note}/review"), json!({"reason": "The source says so."}));
    for handle in ["ptone", "rnnew", "lay"] {
        d.t.join(handle).await;
    }
    moderator(&d, "maude").await;
    assert_eq!(refused(&d, "lay", &path, why.clone()).await, "403 not_verified");
    assert_eq!(refused(&d, "rnnew", &path, why.clone()).await, "403 same_profession");
    let party = refused(&d, "rnleft0", &path, why.clone()).await;
    assert_eq!(party, "403 review_party", "they rated it");
    let decide = format!("{path}/decide");
    let lift = json!({"verdict": "lift", "reason": "Read it, it says so."});
    assert_eq!(refused(&d, "maude", &decide, lift.clone()).await, "409 not_in_review");
    assert_eq!(refused(&d, "ptone", &path, why.clone()).await, "200 ");
    assert_eq!(refused(&d, "ptone", &path, why).await, "409 review_open");
    assert_eq!(refused(&d, "ptone", &decide, lift.clone()).await, "403 moderator_only");
    assert_eq!(d.t.json("maude", "/notes/reviews").await["notes"][0]["id"], note.to_string());
    let page = d.t.get("maude", &format!("/notes/{note}"), "text/html").await.body;
    assert!(page.contains("ptone") && page.contains("Let it go on"), "{page}");
    assert_eq!(refused(&d, "maude", &decide, lift).await, "200 ");
    assert_eq!(found(&d.t, note).await, "helpful");
    let json = d.t.json("maude", &format!("/notes/{note}")).await;
    assert_eq!(json["review"]["verdict"], "lift");
    assert!(json["history"].to_string().contains("reviewed"));
    let acts = |tx: &mut Tx<'_>| {
        let sql = "SELECT COUNT(*) FROM db_audit WHERE action IN ($1, $2)";
        tx.one(sql, ("note_vouched", "note_review_lifted"), |row| row.get::<i64>(0))
    };
    assert_eq!(d.t.w.db.read(acts).await.unwrap(), 2);
}

#[tokio::test]
async fn a_note_that_is_kept_back_waits_for_another_word() {
    let (d, note) = accused().await;
    let (path, why) = (format!("/notes/{note}/review"), json!({"reason": "The source says so."}));
    d.t.join("ptone").await;
    moderator(&d, "maude").await;
    assert_eq!(refused(&d, "ptone", &path, why.clone()).await, "200 ");
    let keep = json!({"verdict": "keep", "reason": "It does not."});
    assert_eq!(refused(&d, "maude", &format!("{path}/decide"), keep.clone()).await, "200 ");
    assert_eq!(found(&d.t, note).await, "needs_more");
    assert_eq!(refused(&d, "maude", &format!("{path}/decide"), keep).await, "409 not_in_review");
    assert_eq!(refused(&d, "ptone", &path, why).await, "200 ");
}
