//! Whatever comes in, each form and JSON route answers with the right status and a stable code.

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde_json::{Value, json};

use crate::stage::{Person, Stage};

const MEGABYTES_10: usize = 10 * 1024 * 1024;
const SCRIPT: &str =
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>";

async fn raw(person: &Person, path: &str, kind: &str, body: Vec<u8>) -> (u16, String) {
    let request = person.request(Method::POST, path).header(CONTENT_TYPE, kind);
    let answer = request.header(ACCEPT, "application/json").body(body).send().await.unwrap();
    let status = answer.status().as_u16();
    let problem: Value = answer.json().await.unwrap_or_default();
    (status, problem["code"].as_str().unwrap_or_default().to_owned())
}

/// Every write, with or without fields, as one of the cast would ask it.
async fn writes(dana: &Person) -> Vec<String> {
    let described = dana.json("/api/openapi.json").await;
    let paths = described["paths"].as_object().unwrap();
    let writing = paths.iter().filter(|(_, ops)| ops.get("post").is_some());
    let address = |path: &String| {
        path.replace("{handle}", "amira")
            .replace("{tag}", "adhd")
            .replace("{id}", "1")
            .replace("{slug}", "x")
    };
    writing.map(|(path, _)| address(path)).collect()
}

#[tokio::test]
async fn broken_bodies_are_refused_everywhere() {
    let stage = Stage::demo_without_limits();
    let dana = stage.enter("dana").await;
    let form = "application/x-www-form-urlencoded";
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let bodies: Vec<(&str, Vec<u8>, &[u16])> = vec![
        ("application/json", b"{".to_vec(), &[422]),
        ("application/json", b"[]".to_vec(), &[422]),
        ("application/json", deep.into_bytes(), &[422]),
        ("application/json", b"{\"a\":\"\xff\xfe\"}".to_vec(), &[422]),
        (form, b"a=%ff%fe".to_vec(), &[422]),
        (form, b"no_such_field=1".to_vec(), &[422]),
        ("text/csv", b"a,b".to_vec(), &[415]),
    ];
    for path in writes(&dana).await {
        for (kind, body, expected) in &bodies {
            let (status, code) = raw(&dana, &path, kind, body.clone()).await;
            let private = [401, 403, 404].contains(&status);
            assert!(expected.contains(&status) || private, "{path} {kind}: {status} {code}");
            assert!(!code.is_empty(), "{path} {kind}: {status} without a code");
        }
    }
}

#[tokio::test]
async fn ten_megabytes_are_too_much() {
    let stage = Stage::demo_without_limits();
    let dana = stage.enter("dana").await;
    let body = format!("text={}", "a".repeat(MEGABYTES_10)).into_bytes();
    let refused = raw(&dana, "/statuses", "application/x-www-form-urlencoded", body).await;
    assert_eq!(refused, (413, "body_too_large".to_owned()));
}

#[tokio::test]
async fn characters_that_lie_are_refused_by_name() {
    let stage = Stage::demo_without_limits();
    let dana = stage.enter("dana").await;
    for (text, why) in [
        ("a\u{0}b", "control_character"),
        ("drug\u{202e}esod", "bidi_control"),
        ("", "required"),
        ("   \n ", "required"),
    ] {
        let answer = dana.send(Method::POST, "/statuses", &json!({ "text": text })).await;
        assert_eq!(answer.status(), 422, "{text:?}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["problems"][0]["why"], why, "{text:?}: {problem}");
    }
    let long = "é".repeat(5_001);
    let answer = dana.send(Method::POST, "/statuses", &json!({ "text": long })).await;
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["problems"][0]["why"], "too_long");
    let whole = dana.post("/statuses", json!({ "text": "é".repeat(5_000) })).await;
    assert!(whole["id"].is_string());
}

#[tokio::test]
async fn script_in_any_text_field_stays_text() {
    let stage = Stage::demo_without_limits();
    let dana = stage.enter("dana").await;
    let fields = json!({
        "display_name": "<b onclick=x>D</b>", "pronouns": "<i>she</i>", "intro": SCRIPT,
        "ask_me_about": "<script>1</script>",
    });
    dana.post("/settings/profile", fields).await;
    let said =
        json!({ "text": SCRIPT, "content_warning": "<script>2</script>", "visibility": "public" });
    let status = dana.post("/statuses", said).await;
    let report = json!({ "reason": "other", "comment": SCRIPT });
    let amira = stage.enter("amira").await;
    amira.send(Method::POST, "/@dana/report", &report).await;
    for page in [
        "/",
        "/@dana",
        "/local",
        status["path"].as_str().unwrap(),
        "/search?q=%3Cscript%3E",
        "/people",
    ] {
        let html = dana.html(page).await;
        for evil in ["<script>", "<img src=x", "<svg onload", "<b onclick"] {
            assert!(!html.contains(evil), "{page} holds {evil}");
        }
    }
}

#[tokio::test]
async fn other_sites_cannot_post_forms() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let request = dana.request(Method::POST, "/statuses").header("sec-fetch-site", "cross-site");
    let request = request.header("origin", "https://evil.example").form(&[("text", "Not mine")]);
    let answer = request.header(ACCEPT, "application/json").send().await.unwrap();
    assert_eq!(answer.status(), 403);
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "cross_site");
}

#[tokio::test]
async fn ids_of_others_and_of_nothing_are_told_apart_only_where_they_may_be() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    for path in [
        "/@nobody_at_all",
        "/@dana/1",
        "/facts/1",
        "/facts/x",
        "/sources/none",
        "/@dana/notanumber",
        "/nowhere",
    ] {
        assert_eq!(dana.get(path).await.status(), 404, "{path}");
    }
    assert_eq!(dana.refused("/settings/devices/1/sign-out", json!({})).await.0, 404);
    assert_eq!(dana.refused("/settings/tokens/1/revoke", json!({})).await.0, 404);
    assert_eq!(dana.refused("/follow-requests/1/accept", json!({})).await.0, 404);
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let stage = Stage::demo();
    let visitor = stage.visitor();
    let mut last = 0;
    for n in 0..40 {
        let guess = json!({ "login": "dana", "password": format!("guess number {n}") });
        let answer = visitor.send(Method::POST, "/sign-in", &guess).await;
        last = answer.status().as_u16();
        if last == 429 {
            assert!(answer.headers().contains_key("retry-after"));
            break;
        }
        assert_eq!(last, 401);
    }
    assert_eq!(last, 429);
}
