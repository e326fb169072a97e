//! What two officers decide on a claim, and what a third makes of it.

use serde_json::{Value, json};

use crate::stage::{Person, Stage};

const LABEL: &str = "The author claimed a licence that could not be confirmed";
const CLAIMS: &str = "/settings/credentials";

/// Sam gives the number of somebody else, and two officers say so. Answers the claim's id.
async fn rejected(stage: &Stage, sam: &Person) -> String {
    let said = json!({
        "registration": "cpso physician", "number": "99001", "registered_name": "Sam Okafor",
    });
    let made = sam.post(CLAIMS, said).await;
    assert_eq!(made["state"], "conflict", "{made}");
    let id = made["id"].as_str().unwrap().to_owned();
    let desk = format!("/officer/claims/{id}");
    let no = json!({ "reason": "other_person", "finding": "The register has Chen Li." });
    stage.enter("jules").await.post(&format!("{desk}/reject"), no).await;
    stage.enter("kofi").await.post(&format!("{desk}/agree"), json!({})).await;
    id
}

async fn standing(stage: &Stage) -> Value {
    stage.visitor().json("/@sam").await["standing"].clone()
}

#[tokio::test]
async fn neither_of_the_two_answers_the_appeal_and_a_third_undoes_what_was_wrong() {
    let stage = Stage::demo_without_limits();
    let third = stage.command(&["admin", "officer", "ivy"]).output().unwrap();
    assert!(third.status.success(), "{}", String::from_utf8_lossy(&third.stderr));
    let sam = stage.enter("sam").await;
    let id = rejected(&stage, &sam).await;
    let (own, desk) = (format!("{CLAIMS}/{id}"), format!("/officer/claims/{id}"));
    assert_eq!(standing(&stage).await["claimed_unconfirmed"], true);
    assert!(stage.visitor().html("/@sam").await.contains(LABEL));
    let wrong = json!({ "words": "My former name is Li" });
    sam.post(&format!("{own}/appeal"), wrong.clone()).await;
    let again = sam.refused(&format!("{own}/appeal"), wrong).await;
    assert_eq!(again.0, 409, "one appeal is enough: {again:?}");
    let answer = json!({ "ruling": "grant", "answer": "We look again" });
    for decider in ["jules", "kofi"] {
        let officer = stage.enter(decider).await;
        assert_eq!(officer.json(&desk).await["strikes"], 1);
        let refused = officer.refused(&format!("{desk}/appeal"), answer.clone()).await;
        assert_eq!(refused, (403, "appeal_own_decision".to_owned()));
    }
    let ivy = stage.enter("ivy").await;
    ivy.post(&format!("{desk}/appeal"), answer).await;
    assert_eq!(ivy.json(&desk).await["strikes"], 0);
    assert_eq!(standing(&stage).await["claimed_unconfirmed"], false);
}

#[tokio::test]
async fn what_one_officer_saw_and_a_second_agrees_to_is_a_mark() {
    let stage = Stage::demo_without_limits();
    let jules = stage.enter("jules").await;
    let waiting = jules.json("/officer/claims").await["waiting"].clone();
    let of_sam = waiting.as_array().unwrap().iter().find(|claim| claim["handle"] == "sam").unwrap();
    let desk = format!("/officer/claims/{}", of_sam["id"].as_str().unwrap());
    let mut seen = json!({
        "check_register": "true", "check_name": "true", "method": "officer_call",
        "finding": "Postgraduate register open, badge and face seen in the call.",
    });
    let hasty = jules.refused(&format!("{desk}/approve"), seen.clone()).await;
    assert_eq!(hasty.0, 422, "every line of the list is looked at: {hasty:?}");
    seen["check_person"] = "true".into();
    jules.post(&format!("{desk}/approve"), seen).await;
    assert_eq!(standing(&stage).await["badges"], json!([]), "one officer alone changes nothing");
    stage.enter("kofi").await.post(&format!("{desk}/agree"), json!({})).await;
    let badge = standing(&stage).await["badges"][0].clone();
    assert_eq!(
        (&badge["profession"], &badge["method"]),
        (&json!("physician"), &json!("officer_call"))
    );
    assert!(stage.visitor().html("/verify/@sam").await.contains("Physician"));
}
