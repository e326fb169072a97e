//! Finding people, tags, posts and trusted facts, in the words people use.

use serde_json::Value;

use crate::stage::Stage;

fn names(found: &Value) -> String {
    found["facts"].as_array().unwrap().iter().map(|f| format!("{}\n", f["name"])).collect()
}

#[tokio::test]
async fn lay_words_find_facts_in_both_languages() {
    let stage = Stage::demo();
    let visitor = stage.visitor();
    for (q, lang, finds) in [
        ("can't focus", "en", "concentrat"),
        ("cant focus", "en", "ADHD"),
        ("tension", "fr", "tension"),
        ("blood pressure", "en", "blood pressure"),
        ("INSUFFISANCE CARDIAQUE", "fr", "cardiaque"),
    ] {
        let q = q.replace(' ', "+").replace('\'', "%27");
        let found = visitor.json(&format!("/search?q={q}&in=facts&lang={lang}")).await;
        let names = names(&found).to_lowercase();
        assert!(names.contains(&finds.to_lowercase()), "{q} finds {finds}: {names}");
    }
}

#[tokio::test]
async fn every_kind_is_found_at_once_and_each_has_a_tab() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let found = dana.json("/search?q=adhd").await;
    for kind in ["facts", "tags"] {
        assert!(!found[kind].as_array().unwrap().is_empty(), "{kind}");
    }
    assert!(!found["posts"]["statuses"].as_array().unwrap().is_empty());
    let people = dana.json("/search?q=dana&in=people").await;
    assert_eq!(people["people"]["people"][0]["username"], "dana");
    let page = dana.html("/search?q=adhd").await;
    for place in ["in=facts", "in=posts", "in=people", "in=tags"] {
        assert!(page.contains(place), "{place}");
    }
}

#[tokio::test]
async fn a_term_is_one_thing_however_typed() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    for text in ["Night shift with COVID-19 again", "My T4 came back low", "About 5-HT and sleep"] {
        dana.post("/statuses", serde_json::json!({ "text": text, "visibility": "public" })).await;
    }
    for (q, finds) in [
        ("covid19", "COVID-19"),
        ("COVID-19", "COVID-19"),
        ("covid+19", "COVID-19"),
        ("t4", "T4"),
        ("5-HT", "5-HT"),
        ("5ht", "5-HT"),
        ("nigh", "Night"),
    ] {
        let found = dana.json(&format!("/search?q={q}&in=posts")).await;
        assert!(found["posts"].to_string().contains(finds), "{q} finds {finds}");
    }
}

#[tokio::test]
async fn the_authors_choice_is_respected_when_asked() {
    let stage = Stage::demo();
    let dana = stage.enter("dana").await;
    let said = serde_json::json!({ "text": "An okapi of a word", "visibility": "public" });
    dana.post("/statuses", said).await;
    let finds = async |stage: &Stage| {
        let found = stage.visitor().json("/search?q=okapi&in=posts").await;
        found["posts"]["statuses"].as_array().unwrap().len()
    };
    assert_eq!(finds(&stage).await, 1);
    dana.post("/settings/profile", serde_json::json!({ "indexable": false })).await;
    assert_eq!(finds(&stage).await, 0);
}

#[tokio::test]
async fn a_tag_page_shows_trusted_facts_above_what_people_say() {
    let stage = Stage::demo();
    let tag = stage.visitor().json("/tags/ADHD").await;
    assert!(!tag["facts"].as_array().unwrap().is_empty());
    assert!(!tag["statuses"].as_array().unwrap().is_empty());
}
