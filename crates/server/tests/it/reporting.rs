//! Reporting what is no status: it becomes a case, is hidden everywhere, and comes back.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{Person, Stage};

async fn claimed(by: &Person, text: &str) -> String {
    let claim = by.post("/claims", json!({ "text": text })).await;
    claim["path"].as_str().unwrap().to_owned()
}

/// The case about `path`, taken by the moderator.
async fn case_of(moderator: &Person, path: &str) -> String {
    let queue = moderator.json("/moderation").await;
    for case in queue["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let whole = moderator.json(&format!("/moderation/cases/{id}")).await;
        if whole["path"] == path {
            moderator.post(&format!("/moderation/cases/{id}/take"), json!({})).await;
            return id.to_owned();
        }
    }
    panic!("no case about {path}");
}

async fn listed(reader: &Person, path: &str) -> bool {
    let page: Value = reader.json("/claims").await;
    page["claims"].as_array().unwrap().iter().any(|claim| claim["path"] == path)
}

async fn status(reader: &Person, path: &str) -> u16 {
    reader.get(path).await.status().as_u16()
}

#[tokio::test]
async fn a_reported_claim_is_hidden_from_everybody_but_its_writer_and_comes_back() {
    let stage = Stage::demo();
    let (amira, dana) = (stage.enter("amira").await, stage.enter("dana").await);
    let (hugo, visitor) = (stage.enter("hugo").await, stage.visitor());
    let path = claimed(&amira, "Dr Quibble of Elm Street poisons his patients with iron").await;
    let report = json!({ "reason": "harassment", "comment": "" });
    dana.post(&format!("{path}/report"), report).await;
    let case = case_of(&hugo, &path).await;
    let measures = format!("/moderation/cases/{case}/measures");
    let label = json!({ "act": "label", "cause": "harassment", "words": "", "days": "" });
    let refused = hugo.send(Method::POST, &measures, &label).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("only_hide"));
    assert!(listed(&visitor, &path).await);
    let hide = json!({ "act": "hide", "cause": "harassment", "words": "", "days": "" });
    hugo.post(&measures, hide).await;
    for _ in 0..100 {
        if status(&visitor, &path).await == 404 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!((status(&visitor, &path).await, listed(&visitor, &path).await), (404, false));
    assert_eq!((status(&dana, &path).await, status(&amira, &path).await), (404, 200));
    let whole = hugo.json(&format!("/moderation/cases/{case}")).await;
    let sanction = whole["measures"][0]["id"].as_str().unwrap().to_owned();
    hugo.post(&format!("/sanctions/{sanction}/lift"), json!({})).await;
    for _ in 0..100 {
        if status(&visitor, &path).await == 200 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(listed(&visitor, &path).await);
}

#[tokio::test]
async fn what_nobody_sees_is_not_reported_and_nobody_reports_their_own() {
    let stage = Stage::demo();
    let amira = stage.enter("amira").await;
    let path = claimed(&amira, "Iron tablets cure every tiredness there is").await;
    let report = json!({ "reason": "spam", "comment": "" });
    let own = amira.refused(&format!("{path}/report"), report.clone()).await;
    assert_eq!(own, (403, "report_self".to_owned()));
    for nothing in ["/claims/1/report", "/notes/1/report", "/answers/1/report"] {
        assert_eq!(amira.refused(nothing, report.clone()).await.0, 404, "{nothing}");
    }
    let elsewhere = json!({ "reason": "may_be_false", "comment": "" });
    let dana = stage.enter("dana").await;
    let see = dana.post(&format!("{path}/report"), elsewhere).await;
    assert_eq!(see["see"], "/claims");
}
