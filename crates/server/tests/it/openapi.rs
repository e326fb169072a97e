//! The description of our API is complete and true: every route in it answers as it says.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::Stage;

/// Routes that end the session they are asked with.
const ENDING: [&str; 2] = ["/sign-out", "/settings/delete"];

#[tokio::test]
async fn every_described_route_answers_in_its_form() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let status = dana.json("/local?limit=1").await["statuses"][0].clone();
    let fact = dana.json("/facts?limit=1").await["facts"][0].clone();
    let source = dana.json("/sources").await;
    let slug = source
        .to_string()
        .split("\"slug\":\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let described = dana.json("/api/openapi.json").await;
    let mut walked = 0;
    for (path, operations) in described["paths"].as_object().unwrap() {
        let address = path
            .replace("/facts/{id}", &format!("/facts/{}", fact["id"].as_str().unwrap()))
            .replace("{handle}/{id}", status["path"].as_str().unwrap().trim_start_matches("/@"))
            .replace("{handle}", "amira")
            .replace("{tag}", "adhd")
            .replace("{slug}", &slug)
            .replace("{id}", status["id"].as_str().unwrap());
        for (method, operation) in operations.as_object().unwrap() {
            walked += 1;
            match method.as_str() {
                "get" => reads(&dana, &address, operation).await,
                _ if ENDING.contains(&path.as_str()) => {}
                _ => writes(&dana, &address, operation).await,
            }
        }
    }
    assert!(walked > 60, "only {walked} routes were described");
}

async fn reads(dana: &crate::stage::Person, address: &str, operation: &Value) {
    let content = operation["responses"]["200"]["content"].as_object().unwrap();
    if content.contains_key("text/event-stream") {
        let answer = dana.request(Method::GET, address).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{address}");
        return;
    }
    let answer = dana.get(address).await;
    let status = answer.status().as_u16();
    assert!(status < 500, "{address}: {status}");
    if content.contains_key("application/json") && status == 200 {
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(kind.starts_with("application/json"), "{address}: {kind}");
        let body: Value = answer.json().await.unwrap();
        assert!(body.is_object() || body.is_array(), "{address}");
    }
    if content.contains_key("text/html") {
        let page = dana.page(address).await;
        assert!(page.status().as_u16() < 500, "{address} as a page");
    }
}

/// A field nobody knows is refused with a code by whatever takes a body.
async fn writes(dana: &crate::stage::Person, address: &str, operation: &Value) {
    let answer = dana.send(Method::POST, address, &json!({ "no_such_field": 1 })).await;
    let status = answer.status().as_u16();
    assert!(status < 500, "{address}: {status}");
    if operation.get("requestBody").is_some() {
        let body: Value = answer.json().await.unwrap();
        assert!(
            [400, 401, 403, 404, 409, 410, 422, 429].contains(&status),
            "{address}: {status} {body}"
        );
        assert!(body["code"].is_string(), "{address}: {body}");
    }
}
