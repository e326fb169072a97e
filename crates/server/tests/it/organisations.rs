//! An organisation proves whose profile it is, and says something about a person who agrees.

use serde_json::{Value, json};

use crate::stage::{Person, Stage};

const MAPLE: &str = "/settings/organisations/maple_hall";

/// The code of the letter to a mailbox of the organisation.
async fn code(stage: &Stage) -> String {
    let letter = stage.letter_to("info@maple-hall.example").await;
    let body = letter["body"].as_str().unwrap().to_owned();
    let mut lines = body.lines().map(str::trim);
    lines.find(|line| line.len() == 8 && !line.contains(' ')).expect("a code").to_owned()
}

async fn founded(stage: &Stage) -> Person {
    let dana = stage.enter("dana").await;
    let founded = json!({
        "handle": "maple_hall",
        "name": "Maple Hall Clinic",
        "kind": "clinic",
        "home_page": "https://maple-hall.example",
        "jurisdiction": "CA-ON",
    });
    assert_eq!(dana.post("/settings/organisations", founded).await["handle"], "maple_hall");
    dana
}

fn attestations(person: &Value) -> usize {
    person["standing"]["attestations"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn what_an_organisation_says_is_shown_once_both_sides_agree_and_until_one_does_not() {
    let stage = Stage::demo();
    let (dana, amira) = (founded(&stage).await, stage.enter("amira").await);
    let offer = json!({ "person": "@amira", "statement": "member", "position": "Board member" });
    let early = dana.refused(&format!("{MAPLE}/attestations"), offer.clone()).await;
    assert_eq!(early, (409, "organisation_unverified".to_owned()));
    dana.post(&format!("{MAPLE}/mail"), json!({ "email": "info@maple-hall.example" })).await;
    let proved = dana.post(&format!("{MAPLE}/code"), json!({ "code": code(&stage).await })).await;
    assert_eq!(proved["verified_by"], "domain_mail");
    let offered = dana.post(&format!("{MAPLE}/attestations"), offer).await;
    let id = offered["id"].as_str().unwrap();
    let visitor = stage.visitor();
    assert_eq!(attestations(&visitor.json("/verify/@amira.json").await), 0);
    assert!(amira.html("/settings/organisations").await.contains("Maple Hall Clinic"));
    amira.post(&format!("/settings/attestations/{id}/accept"), json!({})).await;
    let profile = visitor.html("/@amira").await;
    assert!(profile.contains("Maple Hall Clinic") && profile.contains("Board member"));
    assert_eq!(attestations(&visitor.json("/@amira").await), 1);
    assert_eq!(attestations(&visitor.json("/verify/@amira.json").await), 1);
    assert!(visitor.html("/verify/@amira").await.contains("Maple Hall Clinic says so"));
    let page = visitor.html("/organisations/maple_hall").await;
    assert!(page.contains("a code to a mailbox of its domain"));
    stage.advance("P366D").await;
    assert_eq!(attestations(&visitor.json("/verify/@amira.json").await), 0, "the year is over");
}
