use commonround_kernel::Role;

use super::house::{PASSWORD, house, patient_house};
use crate::testing;

const NEW: &str = "a whole new sentence";

#[tokio::test]
async fn a_new_password_asks_for_the_old_and_signs_other_devices_out() {
    let house = house().await;
    let mut here = house.member("amira").await;
    let mut elsewhere = house.browser_of("amira").await;
    let form = |current, new| [("current_password", current), ("new_password", new)];
    let wrong = here.post("/settings/password", &form("not it, sorry", NEW)).await;
    assert_eq!(wrong.short(), "422 invalid current_password=wrong");
    let weak = here.post("/settings/password", &form(PASSWORD, "amira@example.org")).await;
    assert_eq!(weak.short(), "422 invalid new_password=like_name");
    assert_eq!(elsewhere.get("/settings").await.short(), "200");
    assert_eq!(here.post("/settings/password", &form(PASSWORD, NEW)).await.short(), "200");
    assert_eq!(here.get("/settings").await.short(), "200");
    assert_eq!(elsewhere.get("/settings").await.short(), "401 sign_in_required");
    assert_eq!(house.letters_to("amira@example.org").await, 1);
}

#[tokio::test]
async fn a_new_address_counts_once_confirmed_and_the_old_one_is_told() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let form = [("email", "New@example.org"), ("current_password", PASSWORD)];
    assert_eq!(amira.post("/settings/email", &form).await.short(), "200");
    assert_eq!(amira.get("/settings").await.json()["email"], "amira@example.org");
    let code = house.code_for("New@example.org").await;
    assert_eq!(amira.post("/join/confirm", &[("code", &code)]).await.short(), "200");
    assert_eq!(amira.get("/settings").await.json()["email"], "New@example.org");
    assert_eq!(house.letters_to("amira@example.org").await, 1);
    let sign_in = async |login| {
        house.browser().post("/sign-in", &[("login", login), ("password", PASSWORD)]).await.status
    };
    assert_eq!(sign_in("new@example.org").await, 200);
    assert_eq!(sign_in("amira@example.org").await, 401);
}

#[tokio::test]
async fn asking_for_somebody_elses_address_tells_its_owner_and_not_the_asker() {
    let house = house().await;
    house.join("dana", Role::Patient).await;
    let mut mallory = house.member("mallory").await;
    let form = |email| [("email", email), ("current_password", PASSWORD)];
    let (taken, taken_cost) =
        house.cost_of(mallory.post("/settings/email", &form("dana@example.org"))).await;
    let (free, free_cost) =
        house.cost_of(mallory.post("/settings/email", &form("free@example.org"))).await;
    assert_eq!(taken.outside(), free.outside());
    assert_eq!(taken_cost, free_cost);
    house.world.settle().await;
    let letter = house.mail.latest_to("dana@example.org").unwrap();
    assert!(letter.subject.contains("already") && !letter.body.contains("code="));
}

#[tokio::test]
async fn devices_are_listed_in_plain_words_and_signed_out_from_afar() {
    let house = house().await;
    let mut here = house.member("amira").await;
    let mut elsewhere = house.browser_of("amira").await;
    let listed = here.get("/settings/devices").await.json();
    let devices = listed.as_array().unwrap();
    assert_eq!(devices.len(), 3, "two browsers and the device of the sign-up");
    assert_eq!(devices.iter().filter(|d| d["current"] == true).count(), 1);
    let other = elsewhere.get("/settings/devices").await.json();
    let id = other.as_array().unwrap().iter().find(|d| d["current"] == true).unwrap()["id"].clone();
    let path = format!("/settings/devices/{}/sign-out", id.as_str().unwrap());
    assert_eq!(here.post(&path, &[]).await.short(), "200");
    assert_eq!(elsewhere.get("/settings").await.short(), "401 sign_in_required");
    assert_eq!(here.post(&path, &[]).await.short(), "404 not_found");
}

#[tokio::test]
async fn the_devices_and_tokens_of_others_do_not_exist() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let mut mallory = house.member("mallory").await;
    let form = [("label", "backup"), ("scopes", "read")];
    amira.post("/settings/tokens", &form).await;
    for list in ["devices", "tokens"] {
        let mine = amira.get(&format!("/settings/{list}")).await.json();
        let id = mine[0]["id"].as_str().unwrap().to_owned();
        let end = if list == "devices" { "sign-out" } else { "revoke" };
        let seen = mallory.post(&format!("/settings/{list}/{id}/{end}"), &[]).await;
        assert_eq!(seen.short(), "404 not_found", "{list}");
        for none in ["0", "-1", "x", "99999999999999999999", "1"] {
            let seen = mallory.post(&format!("/settings/{list}/{none}/{end}"), &[]).await;
            assert_eq!(seen.short(), "404 not_found", "{list} {none}");
        }
    }
    assert_eq!(amira.get("/settings").await.short(), "200");
    assert_eq!(amira.get("/settings/tokens").await.json().as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_number_of_devices_has_a_limit_and_the_oldest_goes() {
    let house = patient_house().await;
    let mut first = house.member("amira").await;
    for _ in 0..crate::limits::SESSIONS_MAX {
        house.world.advance(std::time::Duration::from_secs(1));
        testing::sign_in(&house.world.db, "amira").await;
    }
    assert_eq!(first.get("/settings").await.short(), "401 sign_in_required");
    let sql = "SELECT COUNT(*) FROM identity_session";
    assert_eq!(house.count(sql).await, crate::limits::SESSIONS_MAX as i64);
}

#[tokio::test]
async fn a_browser_that_names_itself_is_listed_by_that_name() {
    let house = house().await;
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let visitor = crate::identity::Visitor {
        place: "here".to_owned(),
        lang: commonround_web::Lang::En,
        device: crate::model::Device::from_user_agent(agent),
    };
    let actor = house.join("amira", Role::Patient).await;
    let cmd = crate::sign_in::SignIn {
        login: crate::sign_in::Login::parse("amira").unwrap(),
        password: crate::model::Password::shown(PASSWORD),
    };
    crate::sign_in::sign_in(&house.identity, visitor, Some(&actor), cmd).await.unwrap();
    let page = house.browser_of("amira").await.page().get("/settings/devices").await;
    assert!(page.body.contains("Firefox on Linux"), "{}", page.body);
}
