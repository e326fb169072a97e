use std::time::Duration;

use super::stage::*;
use crate::credentials::tests::stage::notices;
use crate::tests::house::{Browser, House, house};

const DAY: Duration = Duration::from_secs(86_400);

async fn answer(browser: &mut Browser, id: &str, word: &str) -> String {
    browser.post(&format!("/settings/attestations/{id}/{word}"), &[]).await.short()
}

/// A checked organisation, its steward, and Dana.
async fn stage() -> (House, Browser, Browser) {
    let house = house().await;
    let grace = verified(&house).await;
    let dana = house.member("dana").await;
    (house, grace, dana)
}

#[tokio::test]
async fn nothing_is_said_before_the_person_agrees_and_then_everywhere() {
    let (house, mut grace, mut dana) = stage().await;
    let id = offered(&mut grace, "@dana").await;
    house.world.settle().await;
    assert_eq!(notices(&house, "dana").await, ["attestation_offered"]);
    assert!(said(&house, "dana").await.is_empty());
    assert_eq!(
        dana.get("/settings/organisations").await.json()["attestations"][0]["state"],
        "offered"
    );
    let mut max = house.member("max").await;
    assert_eq!(answer(&mut max, &id, "accept").await, "404 not_found");
    assert_eq!(answer(&mut grace, &id, "accept").await, "404 not_found");
    assert_eq!(answer(&mut dana, &id, "accept").await, "200");
    assert_eq!(said(&house, "dana").await, ["maple works_here Registered Nurse"]);
    let proof = house.browser().get("/verify/@dana.json").await.json();
    let first = &proof["standing"]["attestations"][0];
    assert_eq!(
        (first["by"]["name"].as_str(), first["by"]["verified_by"].as_str()),
        (Some("Maple Hospital"), Some("domain_file"))
    );
    assert_eq!(proof["status"], "not_current", "it is no badge");
    let page = house.browser().page().get("/verify/@dana").await.body;
    assert!(page.contains("Works at") && page.contains("Maple Hospital says so"));
    assert_eq!(answer(&mut dana, &id, "accept").await, "409 attestation_answered");
    assert_eq!(answer(&mut dana, &id, "decline").await, "409 attestation_answered");
}

#[tokio::test]
async fn only_a_checked_organisation_speaks_and_not_about_who_speaks_for_it() {
    let house = house().await;
    let mut grace = founded(&house).await;
    house.member("dana").await;
    let offer = format!("{MAPLE}/attestations");
    let form = [("person", "dana"), ("statement", "member"), ("position", "")];
    assert_eq!(grace.post(&offer, &form).await.short(), "409 organisation_unverified");
    let (house, mut grace, _) = stage().await;
    for (person, statement, refusal) in [
        ("grace", "member", "403 attest_self"),
        ("nobody_here", "member", "422 invalid person=nobody"),
        ("dana", "", "422 invalid statement=required"),
        ("dana", "founder", "422 invalid statement=unknown"),
        ("dana", "member", "201"),
        ("dana", "works_here", "409 attestation_exists"),
    ] {
        let form = [("person", person), ("statement", statement), ("position", "")];
        let seen = grace.post(&offer, &form).await;
        let short = if seen.status == 201 { "201".to_owned() } else { seen.short() };
        assert_eq!(short, refusal, "{person} {statement}");
    }
    let long = "x".repeat(81);
    let form = [("person", "dana"), ("statement", "member"), ("position", long.as_str())];
    assert_eq!(grace.post(&offer, &form).await.short(), "422 invalid position=too_long");
    drop(house);
}

#[tokio::test]
async fn who_declined_is_left_in_peace_and_an_offer_does_not_wait_for_ever() {
    let (house, mut grace, mut dana) = stage().await;
    let id = offered(&mut grace, "dana").await;
    assert_eq!(answer(&mut dana, &id, "decline").await, "200");
    let form = [("person", "dana"), ("statement", "member"), ("position", "")];
    let offer = format!("{MAPLE}/attestations");
    assert_eq!(grace.post(&offer, &form).await.short(), "409 attestation_declined");
    house.world.advance(DAY * 90);
    let mut grace = house.browser_of("grace").await;
    let id = offered(&mut grace, "dana").await;
    house.world.advance(DAY * 30);
    let mut dana = house.browser_of("dana").await;
    assert_eq!(answer(&mut dana, &id, "accept").await, "410 offer_expired");
}

#[tokio::test]
async fn either_side_ends_it_at_once() {
    let (house, mut grace, mut dana) = stage().await;
    let id = offered(&mut grace, "dana").await;
    answer(&mut dana, &id, "accept").await;
    let mut max = house.member("max").await;
    assert_eq!(answer(&mut max, &id, "withdraw").await, "404 not_found");
    assert_eq!(answer(&mut dana, &id, "withdraw").await, "200");
    assert!(said(&house, "dana").await.is_empty());
    assert_eq!(answer(&mut grace, &id, "withdraw").await, "409 attestation_ended");
    let id = offered(&mut grace, "dana").await;
    answer(&mut dana, &id, "accept").await;
    assert_eq!(answer(&mut grace, &id, "withdraw").await, "200");
    assert!(said(&house, "dana").await.is_empty());
    house.world.settle().await;
    assert_eq!(notices(&house, "dana").await.last().unwrap(), "attestation_ended");
}

#[tokio::test]
async fn it_falls_silent_with_the_check_and_after_a_year() {
    let (house, _, _) = stage().await;
    house.world.advance(DAY * 100);
    let (mut grace, mut dana) = (house.browser_of("grace").await, house.browser_of("dana").await);
    let id = offered(&mut grace, "dana").await;
    answer(&mut dana, &id, "accept").await;
    house.world.advance(DAY * 265);
    assert!(said(&house, "dana").await.is_empty(), "before any job has run");
    let word = "UPDATE identity_organisation SET verified_until = verified_until + 31536000000";
    house.world.db.write(move |tx| tx.exec(word, ())).await.unwrap();
    assert_eq!(said(&house, "dana").await.len(), 1, "nothing was copied: it speaks again");
    house.world.advance(DAY * 100);
    assert!(said(&house, "dana").await.is_empty(), "a year is over");
}
