use super::stage::*;
use crate::credentials::tests::stage::{notices, officer};
use crate::set_conflict_group;
use crate::tests::house::{Browser, House, patient_house as house};

const ENTRY: [(&str, &str); 2] =
    [("registry", "Ontario Business Registry"), ("number", "1000123456")];

async fn asked(house: &House) -> (Browser, String) {
    let mut grace = founded(house).await;
    assert_eq!(grace.post(&format!("{MAPLE}/registry"), &ENTRY).await.short(), "200");
    let id = grace.get(MAPLE).await.json()["id"].as_str().unwrap().to_owned();
    (grace, format!("/officer/organisations/{id}"))
}

async fn officer_of(house: &House, handle: &str, group: &str) -> Browser {
    let browser = officer(house, handle).await;
    set_conflict_group(&house.world.db, handle, group).await.unwrap();
    browser
}

async fn second(browser: &mut Browser) -> String {
    let waiting = browser.get("/duties").await.json();
    let id = waiting[0]["id"].as_str().unwrap().to_owned();
    let form = [("verdict", "agree"), ("reason", "I looked too")];
    browser.post(&format!("/duties/{id}"), &form).await.short()
}

fn decides(verdict: &'static str) -> [(&'static str, &'static str); 2] {
    [("verdict", verdict), ("reason", "The entry has this name and website")]
}

#[tokio::test]
async fn two_officers_find_the_entry_in_the_registry() {
    let house = house().await;
    let (mut grace, desk) = asked(&house).await;
    let mut jules = officer_of(&house, "jules", "college").await;
    let mut kofi = officer_of(&house, "kofi", "clinic").await;
    assert_eq!(grace.get("/officer/organisations").await.short(), "403 officer_only");
    let queue = jules.get("/officer/organisations").await.json();
    assert_eq!(queue[0]["asked_number"], "1000123456");
    assert_eq!(jules.get(&desk).await.json()["waits_for_second"], false);
    assert_eq!(
        jules.post(&desk, &[("verdict", "verify")]).await.short(),
        "422 invalid reason=required"
    );
    assert_eq!(jules.post(&desk, &[("reason", "x")]).await.short(), "422 invalid verdict=required");
    assert_eq!(jules.post(&desk, &decides("verify")).await.short(), "200");
    assert_eq!(jules.post(&desk, &decides("verify")).await.short(), "409 already_proposed");
    assert_eq!(state(&house).await, "unverified");
    assert_eq!(second(&mut kofi).await, "200");
    let shown = house.browser().get("/organisations/maple").await.json();
    assert_eq!(
        (shown["state"].as_str(), shown["verified_by"].as_str()),
        (Some("verified"), Some("registry"))
    );
    assert_eq!(shown["registry_number"], "1000123456");
    house.world.settle().await;
    assert_eq!(notices(&house, "grace").await, ["organisation_changed"]);
    let acts = house.count("SELECT COUNT(*) FROM db_audit WHERE action LIKE 'organisation%'").await;
    assert!(acts >= 2, "opening and verifying are written down: {acts}");
}

#[tokio::test]
async fn an_entry_that_changed_meanwhile_is_not_what_was_agreed_on() {
    let house = house().await;
    let (mut grace, desk) = asked(&house).await;
    let mut jules = officer_of(&house, "jules", "college").await;
    let mut kofi = officer_of(&house, "kofi", "clinic").await;
    assert_eq!(jules.post(&desk, &decides("verify")).await.short(), "200");
    house.world.advance(std::time::Duration::from_secs(1));
    let other = [("registry", "Ontario Business Registry"), ("number", "9")];
    assert_eq!(grace.post(&format!("{MAPLE}/registry"), &other).await.short(), "200");
    assert_eq!(second(&mut kofi).await, "409 organisation_changed");
    assert_eq!(state(&house).await, "unverified");
}

#[tokio::test]
async fn one_officer_says_that_it_was_not_found_and_why() {
    let house = house().await;
    let (mut grace, desk) = asked(&house).await;
    let mut jules = officer_of(&house, "jules", "college").await;
    assert_eq!(jules.post(&desk, &decides("refuse")).await.short(), "200");
    assert_eq!(jules.post(&desk, &decides("refuse")).await.short(), "409 registry_not_asked");
    let managed = grace.get(MAPLE).await.json();
    assert_eq!(managed["waits_for_officer"], false);
    assert_eq!(managed["refusal"], "The entry has this name and website");
    assert_eq!(jules.get("/officer/organisations").await.json().as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn nobody_decides_about_what_they_look_after() {
    let house = house().await;
    let (mut grace, desk) = asked(&house).await;
    let mut jules = officer_of(&house, "jules", "college").await;
    let mut kofi = officer_of(&house, "kofi", "clinic").await;
    grace.post(&format!("{MAPLE}/stewards"), &[("steward", "kofi")]).await;
    assert_eq!(kofi.post(&format!("{MAPLE}/join"), &[]).await.short(), "200");
    assert_eq!(kofi.get(&desk).await.short(), "403 own_case");
    assert_eq!(kofi.post(&desk, &decides("verify")).await.short(), "403 own_case");
    assert_eq!(jules.post(&desk, &decides("verify")).await.short(), "200");
    assert_eq!(second(&mut kofi).await, "403 own_case");
    assert_eq!(state(&house).await, "unverified");
}

#[tokio::test]
async fn a_sole_officer_waits_two_days() {
    let house = house().await;
    let (_grace, desk) = asked(&house).await;
    let mut jules = officer_of(&house, "jules", "college").await;
    assert_eq!(jules.post(&desk, &decides("verify")).await.short(), "200");
    house.world.settle().await;
    assert_eq!(state(&house).await, "unverified");
    house.world.advance(std::time::Duration::from_secs(48 * 3_600));
    house.world.settle().await;
    assert_eq!(state(&house).await, "verified");
}

#[tokio::test]
async fn two_officers_take_a_check_back() {
    let house = house().await;
    let mut grace = verified(&house).await;
    let id = grace.get(MAPLE).await.json()["id"].as_str().unwrap().to_owned();
    let desk = format!("/officer/organisations/{id}");
    let mut jules = officer_of(&house, "jules", "college").await;
    let mut kofi = officer_of(&house, "kofi", "clinic").await;
    assert_eq!(jules.post(&desk, &decides("verify")).await.short(), "409 registry_not_asked");
    assert_eq!(jules.post(&desk, &decides("revoke")).await.short(), "200");
    assert_eq!(second(&mut kofi).await, "200");
    assert_eq!(state(&house).await, "revoked");
    assert_eq!(jules.post(&desk, &decides("revoke")).await.short(), "409 organisation_unverified");
}
