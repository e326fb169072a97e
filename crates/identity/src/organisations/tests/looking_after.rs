use super::stage::*;
use crate::credentials::tests::stage::notices;
use crate::tests::house::{PASSWORD, house};

#[tokio::test]
async fn stewards_are_asked_first_and_others_have_no_business_here() {
    let house = house().await;
    let mut grace = founded(&house).await;
    let (mut ines, mut max) = (house.member("ines").await, house.member("max").await);
    for path in
        ["", "/stewards", "/close", "/profile", "/registry", "/mail", "/code", "/attestations"]
    {
        let fields: &[(&str, &str)] = match path {
            "/stewards" => &[("steward", "max")],
            "/profile" => &FORM[1..],
            "/registry" => &[("registry", "r"), ("number", "1")],
            "/mail" => &[("email", "info@maple.example")],
            "/code" => &[("code", "22222222")],
            "/attestations" => &[("person", "ines"), ("statement", "member")],
            _ => &[],
        };
        let path = format!("{MAPLE}{path}");
        let seen = if path == MAPLE { max.get(&path).await } else { max.post(&path, fields).await };
        assert_eq!(seen.short(), "404 not_found", "{path}");
    }
    let invite = format!("{MAPLE}/stewards");
    for (person, refusal) in [
        ("", "422 invalid steward=required"),
        ("nobody_here", "422 invalid steward=nobody"),
        ("@grace", "409 steward_already"),
        ("@Ines", "200"),
        ("ines", "409 steward_already"),
    ] {
        assert_eq!(grace.post(&invite, &[("steward", person)]).await.short(), refusal, "{person}");
    }
    house.world.settle().await;
    assert_eq!(notices(&house, "ines").await, ["organisation_invite"]);
    assert_eq!(ines.get(MAPLE).await.short(), "404 not_found", "not before she says yes");
    assert_eq!(max.post(&format!("{MAPLE}/join"), &[]).await.short(), "404 not_found");
    assert_eq!(ines.post(&format!("{MAPLE}/join"), &[]).await.short(), "200");
    assert_eq!(ines.get(MAPLE).await.short(), "200");
}

#[tokio::test]
async fn the_last_steward_stays_or_closes_it() {
    let house = house().await;
    let mut grace = verified(&house).await;
    let mut ines = house.member("ines").await;
    let leave = format!("{MAPLE}/leave");
    grace.post(&format!("{MAPLE}/stewards"), &[("steward", "ines")]).await;
    assert_eq!(grace.post(&leave, &[]).await.short(), "409 last_steward", "who was asked is none");
    assert_eq!(ines.post(&leave, &[]).await.short(), "200", "who was asked may decline");
    grace.post(&format!("{MAPLE}/stewards"), &[("steward", "ines")]).await;
    ines.post(&format!("{MAPLE}/join"), &[]).await;
    assert_eq!(grace.post(&leave, &[]).await.short(), "200");
    assert_eq!(ines.post(&leave, &[]).await.short(), "409 last_steward");
    assert_eq!(ines.post(&format!("{MAPLE}/close"), &[]).await.short(), "200");
    let mut public = house.browser();
    assert_eq!(public.get("/organisations/maple").await.short(), "410 organisation_closed");
    assert_eq!(public.get("/organisations").await.json().as_array().map(Vec::len), Some(0));
    let again = ines.post("/settings/organisations", &FORM).await;
    assert_eq!(again.short(), "422 invalid handle=taken", "nobody takes its address over");
}

#[tokio::test]
async fn an_organisation_that_nobody_looks_after_any_more_is_closed() {
    let house = house().await;
    let mut grace = verified(&house).await;
    let mut dana = house.member("dana").await;
    let id = offered(&mut grace, "dana").await;
    dana.post(&format!("/settings/attestations/{id}/accept"), &[]).await;
    assert_eq!(said(&house, "dana").await.len(), 1);
    let form = [("current_password", PASSWORD)];
    assert_eq!(grace.post("/settings/delete", &form).await.short(), "200");
    house.world.settle().await;
    assert!(said(&house, "dana").await.is_empty());
    let seen = house.browser().get("/organisations/maple").await;
    assert_eq!(seen.short(), "410 organisation_closed");
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_organisation_steward").await, 0);
    assert_eq!(dana.post("/settings/delete", &form).await.short(), "200");
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_attestation").await, 0);
}
