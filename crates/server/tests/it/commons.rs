//! Saying, answering, reacting, following, blocking.

use serde_json::{Value, json};

use crate::stage::{Person, Stage};

async fn say(person: &Person, text: &str) -> Value {
    person.post("/statuses", json!({ "text": text, "visibility": "public" })).await
}

fn ids(page: &Value) -> Vec<String> {
    let statuses = page["statuses"].as_array().unwrap();
    statuses.iter().map(|s| s["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_status_is_read_answered_and_thanked() {
    let stage = Stage::demo();
    let (dana, amira) = (stage.enter("dana").await, stage.enter("amira").await);
    let status = say(&dana, "Weigh yourself each morning. #HeartFailure").await;
    let (id, path) = (status["id"].as_str().unwrap(), status["path"].as_str().unwrap());
    let reply = amira
        .post(
            "/statuses",
            json!({ "text": "Since when?", "in_reply_to": id, "visibility": "public" }),
        )
        .await;
    assert_eq!(reply["in_reply_to_id"], id);
    amira
        .post(&format!("/statuses/{id}/reactions"), json!({ "kind": "helped_me", "on": true }))
        .await;
    amira
        .post(&format!("/statuses/{id}/reactions"), json!({ "kind": "helped_me", "on": true }))
        .await;
    let thread = amira.json(path).await;
    assert_eq!(thread["reactions"]["helped_me"], 1, "twice is once");
    assert_eq!(thread["my_reactions"], json!(["helped_me"]));
    assert_eq!(thread["replies_count"], 1);
    assert_eq!(thread["descendants"][0]["id"], reply["id"]);
    assert!(ids(&stage.visitor().json("/tags/heartfailure").await).contains(&id.to_owned()));
}

#[tokio::test]
async fn home_is_whom_and_what_one_follows() {
    let stage = Stage::demo();
    let (jules, okoye) = (stage.enter("jules").await, stage.enter("okoye").await);
    for handle in ["dana", "chen", "eli", "farah", "okoye"] {
        jules.post(&format!("/@{handle}/unfollow"), json!({})).await;
    }
    let quiet = say(&okoye, "Nobody listens yet").await;
    assert!(!ids(&jules.json("/").await).contains(&quiet["id"].as_str().unwrap().to_owned()));
    let relation = jules.post("/@okoye/follow", json!({})).await;
    assert_eq!(relation["following"], true);
    assert!(ids(&jules.json("/").await).contains(&quiet["id"].as_str().unwrap().to_owned()));
    let tagged = say(&okoye, "On #WinterWard nights").await;
    jules.post("/@okoye/unfollow", json!({})).await;
    jules.post("/tags/winterward/follow", json!({})).await;
    assert!(ids(&jules.json("/").await).contains(&tagged["id"].as_str().unwrap().to_owned()));
}

#[tokio::test]
async fn a_block_hides_both_from_each_other() {
    let stage = Stage::demo();
    let (dana, omar) = (stage.enter("dana").await, stage.enter("omar").await);
    let said = say(&omar, "A word to everybody").await;
    let path = said["path"].as_str().unwrap();
    dana.post("/@omar/block", json!({})).await;
    assert_eq!(dana.get(path).await.status(), 404);
    let hers = say(&dana, "A word of mine").await;
    assert_eq!(omar.get(hers["path"].as_str().unwrap()).await.status(), 404);
    assert!(!ids(&omar.json("/local").await).contains(&hers["id"].as_str().unwrap().to_owned()));
    let answer = json!({ "text": "But", "in_reply_to": hers["id"] });
    assert_eq!(omar.refused("/statuses", answer).await.0, 404);
    dana.post("/@omar/unblock", json!({})).await;
    assert_eq!(dana.get(path).await.status(), 200);
}

#[tokio::test]
async fn pages_follow_each_other_without_a_repeat() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let mut seen = Vec::new();
    let mut path = "/local?limit=7".to_owned();
    loop {
        let page = dana.json(&path).await;
        seen.extend(ids(&page));
        say(&dana, "Somebody goes on talking meanwhile").await;
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/local?limit=7&before={next}");
    }
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), seen.len());
    assert!(seen.len() > 20, "the demo world has more than {} statuses", seen.len());
    assert!(seen.windows(2).all(|w| w[0].len() > w[1].len() || w[0] > w[1]), "newest first");
}

#[tokio::test]
async fn the_same_submission_twice_is_published_once() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let form = json!({ "text": "Once is enough", "idempotency_key": "0123456789abcdef" });
    let first = dana.post("/statuses", form.clone()).await;
    let second = dana.post("/statuses", form).await;
    assert_eq!(first["id"], second["id"]);
    let other = json!({ "text": "Something else", "idempotency_key": "0123456789abcdef" });
    let refused = dana.refused("/statuses", other).await;
    assert_eq!(refused, (409, "idempotency_key_reused".to_owned()));
}

#[tokio::test]
async fn only_the_author_deletes() {
    let stage = Stage::demo();
    let (dana, amira) = (stage.enter("dana").await, stage.enter("amira").await);
    let status = say(&dana, "Soon gone").await;
    let delete = format!("/statuses/{}/delete", status["id"].as_str().unwrap());
    assert_eq!(amira.refused(&delete, json!({})).await, (403, "not_author".to_owned()));
    assert_eq!(stage.visitor().refused(&delete, json!({})).await.0, 401);
    dana.post(&delete, json!({})).await;
    let path = status["path"].as_str().unwrap();
    assert!([404, 410].contains(&amira.get(path).await.status().as_u16()));
}

#[tokio::test]
async fn professional_information_owes_a_source() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let bare = json!({ "text": "Take rest", "disclosure": "professional_information" });
    assert_eq!(dana.refused("/statuses", bare).await.0, 422);
    let mine = json!({
        "text": "Take rest", "disclosure": "professional_information",
        "basis": "clinical_experience",
    });
    let status = dana.post("/statuses", mine.clone()).await;
    assert_eq!(status["disclosure"]["basis"], "clinical_experience");
    assert_eq!(status["disclosure"]["checked"], true, "her licence was checked");
    let said_only = stage.enter("kofi").await.post("/statuses", mine).await;
    assert_eq!(said_only["disclosure"]["checked"], false);
}

#[tokio::test]
async fn everything_works_by_forms_alone() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let answer = dana.form("/statuses", &[("text", "Without any script")]).await;
    assert_eq!(answer.status(), 303);
    let page = dana.html("/").await;
    assert!(page.contains("Without any script"));
    let answer = dana.form("/@amira/mute", &[]).await;
    assert_eq!(answer.status(), 303);
}
