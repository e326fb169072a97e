use std::collections::BTreeSet;

use commonround_web::live::Hub;
use serde_json::Value;

use crate::world::{Room1, routes, world};

#[tokio::test]
async fn every_route_is_described_and_nothing_else() {
    let described = world().json("/api/openapi.json").await.json();
    assert_eq!(described["openapi"], "3.1.0");
    assert_eq!(described["info"]["version"], "1.2.3");
    let endpoints = routes(Room1 { hub: Hub::new() });
    let mut known: BTreeSet<String> = endpoints
        .endpoints()
        .iter()
        .map(|e| format!("{} {} {} {}", e.method, e.path, e.name(), e.auth().as_str()))
        .collect();
    known.insert("GET /api/openapi.json show_openapi anyone".to_owned());
    let mut found = BTreeSet::new();
    for (path, operations) in described["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let part = |name: &str| operation[name].as_str().unwrap().to_owned();
            let method = method.to_ascii_uppercase();
            found.insert(format!("{method} {path} {} {}", part("operationId"), part("x-auth")));
        }
    }
    assert_eq!(found, known);
}

#[tokio::test]
async fn inputs_answers_and_refusals_are_described() {
    let described = world().json("/api/openapi.json").await.json();
    let add = &described["paths"]["/things"]["post"];
    let schema = &add["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["required"], serde_json::json!(["name"]));
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(
        add["responses"]["201"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Thing"
    );
    assert!(add["responses"]["303"].is_object());
    let codes = add["responses"]["default"]["x-codes"].as_array().unwrap();
    for code in ["thing_taken", "body_too_large", "invalid", "cross_site", "limited"] {
        assert!(codes.iter().any(|c| c == code), "{code}");
    }
    let show = &described["paths"]["/things/{id}"]["get"]["parameters"][0];
    assert_eq!((show["name"].as_str(), show["in"].as_str()), (Some("id"), Some("path")));
    let asked = &described["paths"]["/asked"]["get"]["parameters"][0];
    assert_eq!((asked["name"].as_str(), asked["in"].as_str()), (Some("q"), Some("query")));
    let names: Vec<_> = described["paths"]["/"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["before", "after", "limit"]);
    let live = &described["paths"]["/live/things"]["get"]["responses"]["200"]["content"];
    assert!(live["text/event-stream"].is_object());
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let described = world().json("/api/openapi.json").await.json();
    let mut references = BTreeSet::new();
    collect(&described, &mut references);
    assert!(references.contains("#/components/schemas/ProblemBody"));
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(described.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(ToOwned::to_owned));
            fields.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}
