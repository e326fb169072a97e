use std::time::Duration;

use commonround_kernel::{Actor, Id, Persona};
use commonround_vocabulary::{AboutKind, NoticeKind};
use serde_json::json;

use super::town::{Town, town};

const DAY: u64 = 86_400;

async fn saw(t: &Town, who: &Actor, statuses: &[i64]) {
    let statuses: Vec<_> = statuses.iter().map(|id| Id::from_i64(*id)).collect();
    t.evidence.views.viewed(who.into(), &statuses, t.w.env.now());
    t.evidence.views.flush(&t.w.db).await.unwrap();
}

/// A claim that status 7 makes, and its answer.
async fn answered(t: &Town) -> String {
    let dana = t.join("rndana").await;
    t.said.add(7, dana.persona, "The flu shot gives you influenza", None);
    let (_, claim) = t.post("rndana", "/claims", json!({"status": "7"})).await;
    answer(t, &claim["id"]).await;
    claim["id"].as_str().unwrap().to_owned()
}

async fn answer(t: &Town, claim: &serde_json::Value) {
    let body = json!({
        "claim": claim, "text": "The flu shot gives you influenza", "verdict": "false",
        "certainty": "high", "facts": t.facts().await, "english": "No.", "french": "Non.",
    });
    let (status, made) = t.post("rndana", "/answer", body).await;
    assert_eq!(status, 201, "{made}");
    t.w.settle().await;
}

fn told(t: &Town) -> Vec<Id<Persona>> {
    t.told.lock().unwrap().iter().map(|notice| notice.to).collect()
}

#[tokio::test]
async fn everybody_who_saw_the_claim_is_told_exactly_once() {
    let t = town().await;
    let (ana, ben, eve) = (t.join("ana").await, t.join("ben").await, t.join("eve").await);
    saw(&t, &ana, &[3, 7]).await;
    saw(&t, &ana, &[7]).await;
    saw(&t, &ben, &[7, 9]).await;
    saw(&t, &eve, &[8]).await;
    let claim = answered(&t).await;
    assert_eq!(told(&t), [ana.persona, ben.persona]);
    let first = t.told.lock().unwrap()[0].clone();
    assert_eq!((first.kind, first.about.kind), (NoticeKind::Correction, AboutKind::ClaimRecord));
    assert_eq!(first.about.id.to_string(), claim);
    answer(&t, &json!(claim)).await;
    assert_eq!(told(&t).len(), 2, "a second answer tells nobody again");
    t.said.add(8, ana.persona, "the jab gave me influenza", None);
    t.post("ana", "/claims", json!({"status": "8", "claim": claim})).await;
    t.w.settle().await;
    assert_eq!(told(&t), [ana.persona, ben.persona, eve.persona], "one more that says it");
}

#[tokio::test]
async fn two_personas_of_one_person_are_told_once() {
    let t = town().await;
    let ana = t.join("ana").await;
    let other = Actor { persona: t.join("anb").await.persona, ..ana.clone() };
    saw(&t, &ana, &[7]).await;
    saw(&t, &other, &[7]).await;
    answered(&t).await;
    assert_eq!(told(&t), [ana.persona]);
}

#[tokio::test]
async fn who_chose_so_is_neither_kept_nor_told() {
    let t = town().await;
    let (ana, ben) = (t.join("ana").await, t.join("ben").await);
    saw(&t, &ben, &[7]).await;
    for handle in ["ana", "ben"] {
        assert_eq!(t.json(handle, "/settings/views").await["kept"], true);
        let (_, choice) = t.post(handle, "/settings/views", json!({})).await;
        assert_eq!(choice["kept"], false);
    }
    saw(&t, &ana, &[7]).await;
    assert_eq!(rows(&t).await, 1, "only what was kept before");
    answered(&t).await;
    assert_eq!(told(&t), []);
    t.post("ana", "/settings/views", json!({"kept": "true"})).await;
    assert_eq!(t.json("ana", "/settings/views").await["kept"], true);
    let page = t.get("ana", "/settings/views?lang=fr", "text/html").await;
    assert!(page.body.contains("Ce que vous avez vu") && page.body.contains("checked"));
}

async fn rows(t: &Town) -> i64 {
    let count = "SELECT COUNT(*) FROM evidence_view";
    t.w.db.read(move |tx| tx.one(count, (), |row| row.get(0))).await.unwrap()
}

#[tokio::test]
async fn many_looks_between_two_writes_leave_one_row_a_reader() {
    let t = town().await;
    let (ana, ben) = (t.join("ana").await, t.join("ben").await);
    for (reader, statuses) in [(&ana, [7, 8]), (&ben, [7, 9]), (&ana, [8, 9])] {
        let statuses = statuses.map(Id::from_i64);
        t.evidence.views.viewed(reader.into(), &statuses, t.w.env.now());
    }
    t.evidence.views.flush(&t.w.db).await.unwrap();
    assert_eq!(rows(&t).await, 2);
    answered(&t).await;
    assert_eq!(told(&t).len(), 2);
}

#[tokio::test]
async fn after_thirty_days_nobody_is_told_and_nothing_is_left() {
    let t = town().await;
    let (ana, ben) = (t.join("ana").await, t.join("ben").await);
    saw(&t, &ana, &[7]).await;
    t.w.advance(Duration::from_secs(2 * DAY));
    saw(&t, &ben, &[7]).await;
    t.w.advance(Duration::from_secs(29 * DAY));
    t.w.settle().await;
    assert_eq!(rows(&t).await, 1);
    let keys = t.evidence.views.key_days();
    assert_eq!(keys.len(), 1, "the older key is destroyed: {keys:?}");
    answered(&t).await;
    assert_eq!(told(&t), [ben.persona]);
}

#[tokio::test]
async fn what_is_stored_names_nobody_and_does_not_open_without_its_key() {
    let t = town().await;
    let ana = t.join("ana").await;
    saw(&t, &ana, &[7]).await;
    let sealed = "SELECT sealed FROM evidence_view";
    let sealed: Vec<u8> =
        t.w.db.read(move |tx| tx.one(sealed, (), |row| row.get(0))).await.unwrap();
    let text = String::from_utf8_lossy(&sealed).into_owned();
    assert!(!text.contains(&ana.persona.to_string()) && !text.contains("statuses"));
    t.evidence.views.destroy_keys();
    answered(&t).await;
    assert_eq!(told(&t), []);
}
