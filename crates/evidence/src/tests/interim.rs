use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Id};
use commonround_vocabulary::{CredentialChanged, NoticeKind, PersonaErased, Status};
use serde_json::{Value, json};

use super::noting::LISTED;
use super::town::{Town, town};
use crate::interim::interims_beside;

const MINUTE: Duration = Duration::from_secs(60);

/// A nurse, a pharmacist, and somebody who says something dangerous as status 1.
async fn danger() -> (Town, [Actor; 3]) {
    let t = town().await;
    let people = [t.join("ana").await, t.join("rnone").await, t.join("rxtwo").await];
    t.said.add(1, people[0].persona, "Stop taking your insulin, it is poison.", None);
    t.said.add(2, people[0].persona, "Drink water.", None);
    (t, people)
}

fn body() -> Value {
    json!({"text": "Stopping insulin can kill within days. Ask your team first.", "source": LISTED})
}

async fn act(t: &Town, by: &str, path: &str, body: Value) -> String {
    let (status, answer) = t.post(by, path, body).await;
    format!("{status} {}", answer["code"].as_str().or(answer["state"].as_str()).unwrap_or_default())
}

/// The names beside the status, in their order.
async fn beside(t: &Town) -> Vec<String> {
    let (people, status) = (t.evidence.ports.people, Id::<Status>::from_i64(1));
    let read = move |tx: &mut Tx<'_>| interims_beside(tx, people, &[status]);
    let mut found = t.w.db.read(read).await.unwrap();
    let Some(one) = found.remove(&status) else { return Vec::new() };
    [Some(one.placed_by), one.countersigned_by].into_iter().flatten().map(|s| s.handle).collect()
}

async fn placed(t: &Town) -> String {
    let (status, answer) = t.post("rnone", "/statuses/1/interim", body()).await;
    assert_eq!(status, 201, "{answer}");
    answer["path"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_notice_stands_at_once_and_for_a_day_once_another_profession_signed_it() {
    let (t, [ana, ..]) = danger().await;
    let path = placed(&t).await;
    assert_eq!(beside(&t).await, ["rnone"], "at once, under one name");
    t.w.settle().await;
    let told = t.told.lock().unwrap().clone();
    assert_eq!((told[0].to, told[0].kind), (ana.persona, NoticeKind::NoteWritten));
    t.w.advance(59 * MINUTE);
    assert_eq!(act(&t, "rxtwo", &format!("{path}/sign"), json!({})).await, "200 signed");
    assert_eq!(beside(&t).await, ["rnone", "rxtwo"]);
    t.w.advance(23 * 60 * MINUTE);
    t.w.settle().await;
    assert_eq!(beside(&t).await, ["rnone", "rxtwo"], "within its day");
    t.w.advance(MINUTE);
    assert_eq!(beside(&t).await, Vec::<String>::new(), "by the clock, before any job runs");
    t.w.settle().await;
    let page = t.json("ana", &path).await;
    let states: Vec<_> = page["history"].as_array().unwrap().iter().map(|h| &h["state"]).collect();
    assert_eq!(states, ["placed", "signed", "ended"]);
    let html = t.get("ana", &format!("{path}?lang=fr"), "text/html").await.body;
    assert!(html.contains("rnone") && html.contains("rxtwo"), "{html}");
}

#[tokio::test]
async fn without_a_second_signature_it_lapses_and_is_not_placed_again() {
    let (t, _) = danger().await;
    let path = placed(&t).await;
    t.w.advance(60 * MINUTE);
    assert!(beside(&t).await.is_empty());
    assert_eq!(act(&t, "rxtwo", &format!("{path}/sign"), json!({})).await, "409 interim_over");
    t.w.settle().await;
    assert_eq!(t.json("ana", &path).await["state"], "lapsed");
    assert_eq!(act(&t, "rnone", "/statuses/1/interim", body()).await, "409 interim_used");
    assert_eq!(act(&t, "rxtwo", "/statuses/1/interim", body()).await, "201 placed");
}

#[tokio::test]
async fn who_may_place_and_who_may_sign() {
    let (t, [_, nurse, _]) = danger().await;
    for handle in ["lay", "rnother"] {
        t.join(handle).await;
    }
    let place = "/statuses/1/interim";
    assert_eq!(act(&t, "lay", place, body()).await, "403 not_verified");
    assert_eq!(act(&t, "rnone", "/statuses/2/interim", body()).await, "403 no_danger");
    assert_eq!(act(&t, "rnone", "/statuses/3/interim", body()).await, "404 not_found");
    let mut wrong = body();
    wrong["source"] = json!("https://doi.org/10.1056/NEJMoa1");
    assert_eq!(t.post("rnone", place, wrong).await.0, 422, "no public authority");
    let mut wrong = body();
    wrong["text"] = json!("Stop taking your insulin.");
    assert!(t.post("rnone", place, wrong).await.1.to_string().contains("dangerous"));
    let sign = format!("{}/sign", placed(&t).await);
    assert_eq!(act(&t, "rxtwo", place, body()).await, "409 interim_exists");
    assert_eq!(act(&t, "lay", &sign, json!({})).await, "403 not_verified");
    assert_eq!(act(&t, "rnother", &sign, json!({})).await, "403 same_profession");
    let other_face = Actor { account: nurse.account, ..t.join("rxface").await };
    t.know("rxface", other_face);
    assert_eq!(act(&t, "rxface", &sign, json!({})).await, "403 own_interim");
    assert_eq!(act(&t, "rxtwo", &sign, json!({})).await, "200 signed");
    assert_eq!(act(&t, "rxtwo", &sign, json!({})).await, "409 interim_signed");
}

#[tokio::test]
async fn it_ends_with_the_word_or_the_credential_of_who_signed_it() {
    for case in ["withdrawn", "removed", "void", "erased"] {
        let (t, [_, nurse, _]) = danger().await;
        let path = placed(&t).await;
        let moderator = Actor { moderator: true, ..t.join("maude").await };
        t.know("maude", moderator);
        let end = format!("{path}/end");
        assert_eq!(act(&t, "rxtwo", &end, json!({})).await, "403 not_signer");
        let persona = nurse.persona;
        match case {
            "withdrawn" => assert_eq!(act(&t, "rnone", &end, json!({})).await, "200 withdrawn"),
            "removed" => {
                assert_eq!(t.post("maude", &end, json!({})).await.0, 422, "a moderator says why");
                let why = json!({"reason": "Not neutral."});
                assert_eq!(act(&t, "maude", &end, why).await, "200 removed");
            }
            "void" => {
                let changed =
                    move |tx: &mut Tx<'_>| outbox::emit(tx, &CredentialChanged { persona });
                t.w.db.write(changed).await.unwrap();
            }
            _ => {
                let erased = move |tx: &mut Tx<'_>| outbox::emit(tx, &PersonaErased { persona });
                t.w.db.write(erased).await.unwrap();
            }
        }
        t.w.settle().await;
        assert!(beside(&t).await.is_empty(), "{case}");
    }
}

#[tokio::test]
async fn professionals_of_other_professions_are_called() {
    let (t, [ana, _, pharmacist]) = danger().await;
    t.said.add(5, ana.persona, "Vaccines cause the flu", None);
    let note = super::noting::write(&t, &ana, 5).await;
    super::noting::rate(
        &t,
        std::slice::from_ref(&pharmacist),
        note,
        commonround_bridging::Level::Helpful,
    )
    .await;
    t.w.settle().await;
    t.told.lock().unwrap().clear();
    placed(&t).await;
    t.w.settle().await;
    let told = t.told.lock().unwrap().clone();
    let called: Vec<_> = told.iter().filter(|n| n.kind == NoticeKind::DutyCalls).collect();
    assert_eq!((called.len(), called[0].to), (1, pharmacist.persona));
    let waiting = t.json("rxtwo", "/interim").await;
    assert_eq!(waiting["notices"].as_array().unwrap().len(), 1);
}
