//! What is said before words are published, and what stands on statuses afterwards.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{Person, Stage};

const PHONE: &str = "Call me at 416-555-0134";
const OTHER_PHONE: &str = "Call me at 416-555-0134 or 613-555-0188";
const INTENT: &str = "I can't do this any more, I have the pills here";
const PASSIVE: &str = "I wish I was dead";
const METHOD: &str = "The best way to kill yourself is easy";
const STOP: &str = "Stop your SSRI today, it is poison";

/// A submission, and what came of it: status, then the body.
async fn publish(person: &Person, body: Value) -> (u16, Value) {
    let answer = person.send(Method::POST, "/statuses", &body).await;
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// The same where it must be refused with this code.
async fn held(person: &Person, body: Value, code: &str) -> Value {
    let (status, problem) = publish(person, body.clone()).await;
    assert_eq!((status, problem["code"].as_str()), (422, Some(code)), "{body} {problem}");
    problem
}

async fn publish_confirmed(person: &Person, text: &str) -> Value {
    let problem = held(person, json!({ "text": text }), "confirmation_needed").await;
    let body = json!({ "text": text, "visibility": "public", "confirm": problem["confirm"] });
    person.post("/statuses", body).await
}

#[tokio::test]
async fn a_number_is_held_until_these_words_are_confirmed() {
    let stage = Stage::demo();
    let amira = stage.enter("amira").await;
    let problem = held(&amira, json!({ "text": PHONE }), "confirmation_needed").await;
    assert_eq!(problem["findings"][0]["kind"], "phone");
    assert_eq!(problem["findings"][0]["quotes"], json!(["416-555-0134"]));
    assert!(problem["findings"][0]["why"].as_str().unwrap().contains("reach somebody"));
    assert_eq!(problem["redacted"]["text"], "Call me at […]");
    let confirm = &problem["confirm"];
    let changed = json!({ "text": OTHER_PHONE, "confirm": confirm });
    held(&amira, changed, "confirmation_needed").await;
    let moved = json!({ "text": "hi", "content_warning": OTHER_PHONE, "confirm": confirm });
    held(&amira, moved, "confirmation_needed").await;
    let (status, posted) = publish(&amira, json!({ "text": PHONE, "confirm": confirm })).await;
    assert_eq!((status, &posted["crisis_help"]), (201, &Value::Null));
    let (status, _) = publish(&amira, json!({ "text": "A good walk" })).await;
    assert_eq!(status, 201, "calm words ask for nothing");
}

#[tokio::test]
async fn a_number_is_taken_out_and_the_rest_is_posted() {
    let stage = Stage::demo();
    let amira = stage.enter("amira").await;
    let body = json!({ "text": PHONE, "redact": "all" });
    let left = held(&amira, body, "words_taken_out").await["redacted"]["text"].clone();
    assert_eq!(left, "Call me at […]");
    assert_eq!(publish(&amira, json!({ "text": left })).await.0, 201);
}

#[tokio::test]
async fn how_somebody_dies_is_never_posted() {
    let stage = Stage::demo();
    let (amira, dana) = (stage.enter("amira").await, stage.enter("dana").await);
    for person in [&amira, &dana] {
        let problem = held(person, json!({ "text": METHOD }), "words_refused").await;
        assert!(problem.get("confirm").is_none(), "{problem}");
        for confirm in ["anything", "all"] {
            held(person, json!({ "text": METHOD, "confirm": confirm }), "words_refused").await;
        }
    }
    let said = stage.enter("dana").await.post("/statuses", json!({ "text": "Hello" })).await;
    let reply = json!({ "text": METHOD, "in_reply_to": said["id"] });
    held(&amira, reply, "words_refused").await;
}

#[tokio::test]
async fn words_of_a_crisis_are_answered_in_private_before_and_after() {
    let stage = Stage::demo();
    let (amira, ben) = (stage.enter("amira").await, stage.enter("ben").await);
    let problem = held(&amira, json!({ "text": INTENT }), "confirmation_needed").await;
    assert_eq!(problem["findings"][0]["kind"], "crisis_intent");
    assert_eq!(problem["crisis_help"]["emergency"], "911");
    assert_eq!(problem["crisis_help"]["lines"][0]["call"], "988");
    let soft = amira.post("/statuses", json!({ "text": PASSIVE, "visibility": "public" })).await;
    assert_eq!(soft["crisis_help"]["region"], "CA", "softer words hold nothing");
    let path = soft["path"].as_str().unwrap();
    assert!(ben.json(path).await.get("crisis_help").is_none());
    let french = amira.form("/statuses?lang=fr", &[("text", PASSIVE)]).await;
    assert_eq!(french.status(), 200);
    assert_eq!(french.headers()["cache-control"], "no-store");
    let page = french.text().await.unwrap();
    assert!(page.contains("tel:988") && page.contains("href=\"/helpers\""));
    let later = amira.html(path).await;
    assert!(!later.contains("class=\"crisis\""), "nothing of it is kept");
}

#[tokio::test]
async fn the_panel_works_without_a_script() {
    let stage = Stage::demo();
    let amira = stage.enter("amira").await;
    let asked = amira.form("/statuses", &[("text", PHONE), ("content_warning", "numbers")]).await;
    assert_eq!(asked.status(), 422);
    let page = asked.text().await.unwrap();
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part}"));
    assert!(at("<mark>416-555-0134</mark>") < at("Call me at 416-555-0134</textarea>"));
    assert!(page.contains(r#"name="redact" value="all""#) && page.contains(r#"value="numbers""#));
    let digest = page.split(r#"name="confirm" value=""#).nth(1).unwrap().split('"').next().unwrap();
    let posted = amira.form("/statuses", &[("text", PHONE), ("confirm", digest)]).await;
    assert_eq!(posted.status(), 303);
    let asked = amira.form("/statuses", &[("text", PHONE), ("redact", "all")]).await;
    assert_eq!(asked.status(), 422);
    assert!(asked.text().await.unwrap().contains("Call me at […]</textarea>"));
}

#[tokio::test]
async fn a_live_form_gets_the_panel_as_a_patch() {
    let stage = Stage::demo();
    let amira = stage.enter("amira").await;
    let patch = async |fields: &[(&str, &str)]| {
        let request = amira.request(Method::POST, "/statuses").form(fields);
        let request = request.header("accept", "text/vnd.app.patch+html");
        let answer = request.header("sec-fetch-site", "same-origin").send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (status, panel) = patch(&[("text", PHONE)]).await;
    assert_eq!(status, 422);
    assert!(panel.starts_with(r#"<patch-el target="" swap="errors"><section class="guard""#));
    let (status, after) = patch(&[("text", PASSIVE)]).await;
    assert_eq!(status, 200);
    let form = after.split("swap=\"replace\"").last().unwrap();
    assert!(form.contains("id=\"composer\"") && form.contains("tel:988"), "{form}");
}

#[tokio::test]
async fn a_rule_labels_advice_and_says_that_it_was_a_rule() {
    let stage = Stage::demo();
    let (amira, ben) = (stage.enter("amira").await, stage.enter("ben").await);
    let posted = publish_confirmed(&amira, STOP).await;
    let path = posted["path"].as_str().unwrap();
    assert_eq!(posted["labels"], json!([]));
    stage.advance("PT1M").await;
    let shown = ben.json(path).await;
    assert_eq!(shown["labelled"], true);
    assert_eq!(shown["labels"][0]["by"], "rule");
    assert_eq!(shown["labels"][0]["cause"], "dangerous_advice");
    let local = ben.json("/local?limit=1").await;
    assert_eq!(local["statuses"][0]["labels"], shown["labels"], "in every list");
    assert!(ben.html("/local").await.contains("This post gives advice that could hurt"));
    for page in [ben.html(path).await, ben.html("/@amira").await] {
        assert_eq!(page.matches("This post gives advice that could hurt").count(), 1);
        assert!(page.contains("A rule of this place put this label here by itself."));
    }
}

#[tokio::test]
async fn a_moderators_label_says_that_it_was_a_moderator() {
    let stage = Stage::demo();
    let (amira, ben) = (stage.enter("amira").await, stage.enter("ben").await);
    let hugo = stage.enter("hugo").await;
    let said = amira.post("/statuses", json!({ "text": "Onions cure it", "visibility": "public" }));
    let said = said.await;
    let id = said["id"].as_str().unwrap();
    let report = json!({ "reason": "harmful_advice", "comment": "" });
    ben.post(&format!("/statuses/{id}/report"), report).await;
    let queue = hugo.json("/moderation").await;
    let mut cases = queue["cases"].as_array().unwrap().iter();
    let case = cases.find(|case| case["subject"] == id).unwrap()["id"].as_str().unwrap();
    hugo.post(&format!("/moderation/cases/{case}/take"), json!({})).await;
    let measure = json!({ "act": "label", "cause": "harassment", "words": "", "days": "" });
    hugo.post(&format!("/moderation/cases/{case}/measures"), measure).await;
    stage.advance("PT1M").await;
    let path = said["path"].as_str().unwrap();
    let shown = ben.json(path).await;
    assert_eq!(shown["labels"].as_array().unwrap().len(), 1);
    assert_eq!(shown["labels"][0]["by"], "moderator");
    let page = ben.html(path).await;
    assert!(page.contains("A moderator of this place put this label here."));
    assert!(!page.contains("A rule of this place"));
}

#[tokio::test]
async fn who_takes_no_strangers_says_where_to_ask() {
    let stage = Stage::demo();
    let (chen, visitor) = (stage.enter("chen").await, stage.enter("omar").await);
    let said = chen.post("/statuses", json!({ "text": "Ask early", "visibility": "public" })).await;
    let (id, path) = (said["id"].as_str().unwrap(), said["path"].as_str().unwrap());
    let bounds = |strangers: bool, shield: &str| {
        json!({ "strangers": strangers, "shield_hours": shield,
            "redirect": "Please call the clinic", "redirect_url": "https://clinic.example/book" })
    };
    chen.post("/settings/boundaries", bounds(false, "")).await;
    chen.post("/@omar/unfollow", json!({})).await;
    let reply = json!({ "text": "And me?", "in_reply_to": id });
    let refused = visitor.send(Method::POST, "/statuses", &reply).await;
    assert_eq!(refused.status(), 403);
    let refused: Value = refused.json().await.unwrap();
    assert_eq!(refused["code"], "replies_no_strangers");
    assert_eq!(refused["redirect"]["words"], "Please call the clinic");
    let page = visitor.html(path).await;
    assert!(page.contains("href=\"https://clinic.example/book\""), "one tap away");
    assert!(!page.contains("name=\"in_reply_to\""));
    let form = visitor.form("/statuses", &[("text", "And me?"), ("in_reply_to", id)]).await;
    assert_eq!(form.status(), 403);
    let form = form.text().await.unwrap();
    assert!(form.contains("takes replies only from people they follow"));
    assert!(form.contains("Please call the clinic") && form.contains("And me?</textarea>"));
    chen.post("/settings/boundaries", bounds(true, "2")).await;
    assert_eq!(visitor.refused("/statuses", reply.clone()).await, (403, "replies_shielded".into()));
    chen.post("/@omar/follow", json!({})).await;
    assert_eq!(visitor.post("/statuses", reply).await["in_reply_to_id"], id);
    assert!(chen.html("/settings").await.contains("href=\"/settings/boundaries\""));
}

#[tokio::test]
async fn what_people_do_waits_for_the_end_of_quiet_hours() {
    let stage = Stage::demo();
    let (chen, ben) = (stage.enter("chen").await, stage.enter("ben").await);
    let now = stage.visitor().json("/demo/clock").await["now"].as_str().unwrap().to_owned();
    let hour: u32 = now[11..13].parse().unwrap();
    let (from, to) = (hour.to_string(), ((hour + 3) % 24).to_string());
    let quiet = json!({ "strangers": true, "quiet_from": from, "quiet_to": to });
    chen.post("/settings/boundaries", quiet).await;
    let said =
        chen.post("/statuses", json!({ "text": "Good night", "visibility": "public" })).await;
    stage.advance("PT1M").await;
    let before = chen.json("/notifications").await["notifications"].clone();
    ben.post("/statuses", json!({ "text": "Sleep well", "in_reply_to": said["id"] })).await;
    stage.advance("PT1M").await;
    assert_eq!(chen.json("/notifications").await["notifications"], before, "it waits");
    stage.advance("PT3H").await;
    let after = chen.json("/notifications").await["notifications"].clone();
    assert_eq!(after[0]["kind"], "reply", "{after}");
    assert_ne!(after, before);
}

#[tokio::test]
async fn a_title_in_a_profile_is_labelled_on_the_page_and_in_json() {
    let stage = Stage::demo();
    let (amira, ben) = (stage.enter("amira").await, stage.enter("ben").await);
    let standing = async || ben.json("/@amira").await["standing"].clone();
    assert_eq!(standing().await["says"], json!([]));
    amira.post("/settings/profile", json!({ "intro": "I am a registered nurse" })).await;
    assert_eq!(standing().await["title_check"], "unverified_protected_title");
    let page = ben.html("/@amira").await;
    assert!(page.contains("Says: registered nurse"), "the label stands beside the name");
    amira.post("/settings/profile", json!({ "intro": "I like dahlias" })).await;
    assert_eq!(standing().await["title_check"], "fine");
}

#[tokio::test]
async fn what_may_be_false_is_two_taps_away() {
    let stage = Stage::demo();
    let (amira, ben) = (stage.enter("amira").await, stage.enter("ben").await);
    let said =
        amira.post("/statuses", json!({ "text": "Garlic, they say", "visibility": "public" }));
    let said = said.await;
    let link = format!("/claims/new?status={}", said["id"].as_str().unwrap());
    let path = said["path"].as_str().unwrap();
    assert!(ben.html(path).await.contains(&format!("href=\"{link}\"")));
    assert!(!amira.html(path).await.contains(&link), "not on one's own");
    assert!(ben.html(&link).await.contains("Garlic, they say"));
}
