use super::house::{DAY, House, PASSWORD, Seen, house};
use crate::testing;

async fn set_up(house: &House, code: &str, handle: &str) -> Seen {
    let email = testing::address_of(handle);
    let form = [
        ("code", code),
        ("email", email.as_str()),
        ("handle", handle),
        ("password", PASSWORD),
        ("age_band", "45-64"),
        ("role", "organisation"),
    ];
    house.browser().post("/setup", &form).await
}

async fn issue(house: &House) -> String {
    let secret = crate::issue_setup_link(&house.world.db, &house.world.keys).await.unwrap();
    secret.reveal().to_owned()
}

#[tokio::test]
async fn the_link_makes_one_owner_and_signs_in() {
    let house = house().await;
    assert!(crate::needs_setup(&house.world.db).await.unwrap());
    let code = issue(&house).await;
    assert_eq!(house.browser().get(&format!("/setup?code={code}")).await.short(), "200");
    let made = set_up(&house, &code, "grace").await;
    assert_eq!(made.status, 201);
    let mut grace = house.browser();
    grace.cookie = made.cookie();
    let mine = grace.get("/settings").await.json();
    assert_eq!(
        (&mine["operator"], &mine["moderator"], &mine["email_confirmed"]),
        (&true.into(), &true.into(), &true.into())
    );
    assert!(!crate::needs_setup(&house.world.db).await.unwrap());
    assert_eq!(set_up(&house, &code, "second1").await.short(), "409 code_used");
    let again = crate::issue_setup_link(&house.world.db, &house.world.keys).await;
    assert_eq!(again.err().unwrap().code(), "already_set_up");
}

#[tokio::test]
async fn a_new_link_ends_the_old_and_a_day_ends_both() {
    let house = house().await;
    let old = issue(&house).await;
    let new = issue(&house).await;
    assert_eq!(set_up(&house, &old, "grace").await.short(), "410 code_expired");
    house.world.advance(DAY);
    assert_eq!(set_up(&house, &new, "grace").await.short(), "410 code_expired");
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_account").await, 0);
}

#[tokio::test]
async fn without_a_link_there_is_no_owner() {
    let house = house().await;
    for code in ["", "nonsense", "AAAAAAAAAAE"] {
        assert_eq!(set_up(&house, code, "mallory").await.short(), "410 code_expired", "{code}");
    }
    assert_eq!(house.browser().page().get("/setup").await.status, 410);
}

#[tokio::test]
async fn a_mistake_in_the_form_spends_no_link() {
    let house = house().await;
    let code = issue(&house).await;
    let seen = house.browser().post("/setup", &[("code", &code), ("handle", "admin")]).await;
    assert_eq!(seen.status, 422);
    assert_eq!(set_up(&house, &code, "grace").await.status, 201);
}
