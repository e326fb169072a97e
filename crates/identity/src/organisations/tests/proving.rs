use std::time::Duration;

use super::stage::*;
use crate::credentials::tests::stage::{code_to, notices};
use crate::tests::house::{URL, patient_house as house};

const DAY: Duration = Duration::from_secs(86_400);

async fn proof(steward: &mut crate::tests::house::Browser) -> String {
    steward.get(MAPLE).await.json()["proof"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_on_the_website_proves_it_for_a_year() {
    let (house, web) = house_with_web().await;
    let mut grace = founded(&house).await;
    let line = proof(&mut grace).await;
    let check = format!("{MAPLE}/website");
    assert_eq!(grace.post(&check, &[]).await.short(), "422 invalid website=proof_missing");
    let file = "https://maple.example/.well-known/commonround.txt";
    web.put(file, &format!("{line}2\n"));
    assert_eq!(grace.post(&check, &[]).await.short(), "422 invalid website=proof_missing");
    web.put(file, &format!("# ours\n  {line}\r\n"));
    assert_eq!(grace.post(&check, &[]).await.short(), "200");
    let shown = house.browser().get("/organisations/maple").await.json();
    assert_eq!(
        (shown["state"].as_str(), shown["verified_by"].as_str()),
        (Some("verified"), Some("domain_file"))
    );
    house.world.advance(DAY * 335);
    house.world.settle().await;
    assert_eq!(notices(&house, "grace").await, ["organisation_changed"], "a month before its end");
    house.world.advance(DAY * 30);
    assert_eq!(state(&house).await, "lapsed", "before any job has run");
    house.world.settle().await;
    assert_eq!(notices(&house, "grace").await.len(), 2);
    let history = house.browser().get("/organisations/maple/history").await.json();
    assert_eq!(
        (history[0]["state"].as_str(), history[0]["by"].as_str()),
        (Some("lapsed"), Some("clock"))
    );
    let mut grace = house.browser_of("grace").await;
    assert_eq!(grace.post(&check, &[]).await.short(), "200");
    assert_eq!(state(&house).await, "verified");
}

#[tokio::test]
async fn a_link_back_counts_on_the_first_page_of_a_website_only() {
    let (house, web) = house_with_web().await;
    let mut grace = founded(&house).await;
    let link = format!("<a rel='me' href='{URL}/organisations/maple'>here</a>");
    web.put("https://maple.example/", &link);
    web.put("https://pages.example/maple", &link);
    let moved = form(&[("home_page", "https://pages.example/maple")]);
    let moved = &moved[1..];
    assert_eq!(grace.post(&format!("{MAPLE}/profile"), moved).await.short(), "200");
    let check = format!("{MAPLE}/website");
    assert_eq!(grace.post(&check, &[]).await.short(), "422 invalid website=proof_missing");
    assert_eq!(grace.post(&format!("{MAPLE}/profile"), &FORM[1..]).await.short(), "200");
    assert_eq!(grace.post(&check, &[]).await.short(), "200");
    let shown = house.browser().get("/organisations/maple").await.json();
    assert_eq!(shown["verified_by"], "domain_link");
}

#[tokio::test]
async fn a_code_to_a_mailbox_that_speaks_for_the_domain_proves_it() {
    let house = house().await;
    let mut grace = founded(&house).await;
    let mail = format!("{MAPLE}/mail");
    for (email, refusal) in [
        ("", "422 invalid email=required"),
        ("info@gmail.com", "422 invalid email=not_institution"),
        ("info@other.example", "422 invalid email=other_domain"),
        ("grace.lee@maple.example", "422 invalid email=personal_address"),
    ] {
        assert_eq!(grace.post(&mail, &[("email", email)]).await.short(), refusal, "{email}");
    }
    let enter = format!("{MAPLE}/code");
    assert_eq!(grace.post(&enter, &[("code", "ABCD2345")]).await.short(), "410 code_expired");
    assert_eq!(grace.post(&mail, &[("email", "info@maple.example")]).await.short(), "200");
    let code = code_to(&house, "info@maple.example").await;
    assert_eq!(grace.post(&enter, &[("code", "ABCD2345")]).await.short(), "422 invalid code=wrong");
    let typed = format!(" {} {}", code[..4].to_lowercase(), &code[4..]);
    assert_eq!(grace.post(&enter, &[("code", &typed)]).await.short(), "200");
    let shown = house.browser().get("/organisations/maple").await.json();
    assert_eq!(shown["verified_by"], "domain_mail");
    assert_eq!(grace.post(&enter, &[("code", &code)]).await.short(), "410 code_expired");
}

#[tokio::test]
async fn a_code_ends_with_its_day_with_five_wrong_tries_and_with_the_domain() {
    let house = house().await;
    let mut grace = founded(&house).await;
    let (mail, enter) = (format!("{MAPLE}/mail"), format!("{MAPLE}/code"));
    grace.post(&mail, &[("email", "info@maple.example")]).await;
    let code = code_to(&house, "info@maple.example").await;
    house.world.advance(DAY);
    assert_eq!(grace.post(&enter, &[("code", &code)]).await.short(), "410 code_expired");
    grace.post(&mail, &[("email", "info@maple.example")]).await;
    let code = code_to(&house, "info@maple.example").await;
    for _ in 0..5 {
        grace.post(&enter, &[("code", "22222222")]).await;
    }
    assert_eq!(grace.post(&enter, &[("code", &code)]).await.short(), "410 code_expired");
    grace.post(&mail, &[("email", "info@maple.example")]).await;
    let code = code_to(&house, "info@maple.example").await;
    let moved = form(&[("home_page", "https://oak.example")]);
    assert_eq!(grace.post(&format!("{MAPLE}/profile"), &moved[1..]).await.short(), "200");
    assert_eq!(grace.post(&enter, &[("code", &code)]).await.short(), "410 code_expired");
    assert_eq!(state(&house).await, "unverified");
}

#[tokio::test]
async fn one_domain_and_one_name_belong_to_one_checked_organisation() {
    let (house, web) = house_with_web().await;
    let mut max = house.member("max").await;
    let changed = [("handle", "other"), ("name", "Other House")];
    assert_eq!(max.post("/settings/organisations", &form(&changed)).await.status, 201);
    let changed = [("handle", "third"), ("home_page", "https://third.example")];
    assert_eq!(max.post("/settings/organisations", &form(&changed)).await.status, 201);
    verified(&house).await;
    for (handle, host, refusal) in
        [("other", "maple.example", "409 domain_held"), ("third", "third.example", "409 name_held")]
    {
        let path = format!("/settings/organisations/{handle}");
        let line = max.get(&path).await.json()["proof"].as_str().unwrap().to_owned();
        web.put(&format!("https://{host}/.well-known/commonround.txt"), &line);
        assert_eq!(max.post(&format!("{path}/website"), &[]).await.short(), refusal);
    }
}

#[tokio::test]
async fn another_name_or_domain_has_to_be_checked_anew_and_another_kind_has_not() {
    let house = house().await;
    let mut grace = verified(&house).await;
    let profile = format!("{MAPLE}/profile");
    let same = form(&[("kind", "clinic"), ("jurisdiction", "CA")]);
    assert_eq!(grace.post(&profile, &same[1..]).await.short(), "200");
    assert_eq!(state(&house).await, "verified");
    let renamed = form(&[("name", "Maple Clinic")]);
    assert_eq!(grace.post(&profile, &renamed[1..]).await.short(), "200");
    assert_eq!(state(&house).await, "unverified");
}
