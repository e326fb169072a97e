use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Result};
use commonround_vocabulary::PersonaErased;
use serde_json::json;

use super::noting::{Divided, found, is_beside};
use crate::notes::FullScore;
use crate::notes::store::{self, ratings};

async fn erase(d: &Divided, people: &[Actor]) {
    let personas: Vec<_> = people.iter().map(|actor| actor.persona).collect();
    let gone = move |tx: &mut Tx<'_>| -> Result<()> {
        personas
            .iter()
            .try_for_each(|&persona| outbox::emit(tx, &PersonaErased { persona }).map(drop))
    };
    d.t.w.db.write(gone).await.unwrap();
    d.t.w.settle().await;
}

#[tokio::test]
async fn a_note_loses_its_words_and_its_author_and_keeps_its_history() {
    let d = Divided::new().await;
    d.score().await;
    assert!(is_beside(&d.t, 0).await);
    erase(&d, std::slice::from_ref(&d.author)).await;
    let id = d.good;
    let note = d.t.w.db.read(move |tx| store::get(tx, id)).await.unwrap();
    assert_eq!((note.text.as_str(), note.author.get(), note.withdrawn), ("", 0, true));
    assert!(!is_beside(&d.t, 0).await);
    let history = d.t.w.db.read(move |tx| store::history(tx, id)).await.unwrap();
    let whys: Vec<_> = history.iter().map(|change| change.why.as_deref()).collect();
    assert_eq!(whys, [None, None, Some("author_left")]);
    assert!(d.t.w.db.read(move |tx| store::sources(tx, &[id.get()])).await.unwrap().is_empty());
    assert_eq!(d.t.get("", &format!("/notes/{id}"), "application/json").await.status, 410);
}

#[tokio::test]
async fn whoever_left_is_heard_no_longer() {
    let d = Divided::new().await;
    d.score().await;
    assert_eq!(found(&d.t, d.good).await, "helpful");
    erase(&d, &d.left).await;
    let note = d.good;
    let heard = d.t.w.db.read(move |tx| ratings::heard(tx, note, 0)).await.unwrap();
    assert_eq!(heard.len(), d.right.len());
    FullScore(d.t.evidence.ports.people).score_all(&d.t.w.db).await.unwrap();
    assert_eq!(found(&d.t, note).await, "needs_more", "one side alone shows nothing");
}

#[tokio::test]
async fn claims_stay_without_who_opened_them_and_answers_go() {
    let d = Divided::new().await;
    let claim = json!({"text": "Vaccines cause influenza"});
    let opened = d.t.post("author", "/claims", claim).await.1;
    let path = opened["path"].as_str().unwrap().to_owned();
    let facts = d.t.facts().await;
    let answer = json!({
        "claim": opened["id"], "text": "Vaccines cause influenza", "verdict": "false",
        "certainty": "high", "english": "They do not.", "french": "Non.", "facts": [facts[1]],
    });
    let (status, answered) = d.t.post("rnleft0", "/answer", answer).await;
    assert!(status < 300, "{status} {answered}");
    assert_eq!(d.t.json("author", &path).await["state"], "answered");
    let people = [d.author.clone(), d.left[0].clone()];
    erase(&d, &people).await;
    let page = d.t.json("rxright1", &path).await;
    assert_eq!((&page["state"], &page["answers"]), (&json!("open"), &json!([])));
    let answer = answered["path"].as_str().unwrap();
    assert_eq!(d.t.get("", answer, "application/json").await.status, 404);
}
