use commonround_kernel::Role;
use commonround_web::session_cookie;

use super::house::{DAY, HOUR, PASSWORD, house, patient_house};
use crate::testing;

#[tokio::test]
async fn a_wrong_password_and_a_stranger_cannot_be_told_apart() {
    let house = patient_house().await;
    house.join("amira", Role::Patient).await;
    testing::join_unconfirmed(&house.world.db, &house.world.keys, "newbie1", Role::Patient).await;
    let known = ["amira", "newbie1", "amira@example.org", "newbie1@example.org"];
    let unknown = ["nobody1", "nobody2", "nobody@example.org", "no.body2@example.org"];
    for (known, unknown) in known.into_iter().zip(unknown) {
        let form = |login| [("login", login), ("password", "not the password")];
        let (one, one_cost) = house.cost_of(house.browser().post("/sign-in", &form(known))).await;
        let (other, other_cost) =
            house.cost_of(house.browser().post("/sign-in", &form(unknown))).await;
        assert_eq!(one.short(), "401 credentials_wrong");
        assert_eq!(one.outside(), other.outside(), "{known}");
        assert_eq!(one_cost, other_cost, "{known}");
        assert!(one_cost.hashes > 0 && one_cost.units == 0);
    }
}

#[tokio::test]
async fn one_signs_in_by_handle_or_address_however_typed() {
    let house = patient_house().await;
    house.join("amira", Role::Patient).await;
    for login in ["amira", "@Amira", " AMIRA ", "amira@example.org", "Amira@Example.ORG"] {
        let seen =
            house.browser().post("/sign-in", &[("login", login), ("password", PASSWORD)]).await;
        assert_eq!(seen.short(), "200", "{login}");
        assert_eq!(seen.json()["handle"], "amira");
    }
}

#[tokio::test]
async fn signing_in_rotates_the_secret_and_ends_the_old_one() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let mut before = amira.clone();
    amira.post("/sign-in", &[("login", "amira"), ("password", PASSWORD)]).await;
    assert_ne!(amira.cookie, before.cookie);
    assert_eq!(before.get("/settings").await.short(), "401 sign_in_required");
    assert_eq!(amira.get("/settings").await.short(), "200");
}

#[tokio::test]
async fn signing_out_ends_this_device_only() {
    let house = house().await;
    let mut phone = house.member("amira").await;
    let mut laptop = house.browser_of("amira").await;
    let mut stolen = phone.clone();
    let seen = phone.post("/sign-out", &[]).await;
    assert_eq!((seen.short().as_str(), seen.cookie().as_deref()), ("200", Some("")));
    assert_eq!(stolen.get("/settings").await.short(), "401 sign_in_required");
    assert_eq!(laptop.get("/settings").await.short(), "200");
    assert_eq!(house.browser().post("/sign-out", &[]).await.short(), "200");
}

#[tokio::test]
async fn a_device_unseen_for_a_month_is_signed_out() {
    let house = house().await;
    let mut seen_often = house.member("amira").await;
    let mut forgotten = house.browser_of("amira").await;
    for _ in 0..3 {
        house.world.advance(14 * DAY);
        assert_eq!(seen_often.get("/settings").await.short(), "200");
    }
    assert_eq!(forgotten.get("/settings").await.short(), "401 sign_in_required");
}

#[tokio::test]
async fn no_device_stays_signed_in_for_longer_than_half_a_year() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    for _ in 0..12 {
        house.world.advance(14 * DAY);
        assert_eq!(amira.get("/settings").await.short(), "200");
    }
    house.world.advance(13 * DAY);
    assert_eq!(amira.get("/settings").await.short(), "401 sign_in_required");
    house.world.settle().await;
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_session").await, 0);
}

#[tokio::test]
async fn the_last_look_is_written_once_an_hour_at_most() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let mut writes = async |wait| {
        house.world.advance(wait);
        house.cost_of(amira.get("/settings")).await.1.units
    };
    assert_eq!(writes(HOUR / 2).await, 0);
    assert_eq!(writes(HOUR / 2).await, 1);
    assert_eq!(writes(HOUR / 2).await, 0);
}

#[tokio::test]
async fn who_tries_too_often_waits_whether_the_account_exists_or_not() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    for login in ["amira", "nobody1"] {
        let form = [("login", login), ("password", "not the password")];
        for _ in 0..10 {
            assert_eq!(house.browser().post("/sign-in", &form).await.status, 401);
        }
        let (refused, cost) = house.cost_of(house.browser().post("/sign-in", &form)).await;
        assert_eq!(refused.short(), "429 limited");
        assert!(!refused.header("retry-after").is_empty());
        assert_eq!((cost.hashes, cost.reads), (0, 0));
        house.world.advance(HOUR);
    }
}

#[tokio::test]
async fn after_signing_in_one_lands_on_a_path_of_ours() {
    let house = patient_house().await;
    house.join("amira", Role::Patient).await;
    let form = [("login", "amira"), ("password", PASSWORD)];
    let lands = async |next: &str| {
        let path = format!("/sign-in?next={next}");
        let seen = house.browser().page().post(&path, &form).await;
        assert_eq!(seen.status, 303);
        seen.header("location").to_owned()
    };
    assert_eq!(lands("%2Fsettings%3Fa%3D1").await, "/settings?a=1");
    for evil in
        ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "%2F%09%2Fevil"]
    {
        assert_eq!(lands(evil).await, "/", "{evil}");
    }
}

#[tokio::test]
async fn a_signed_out_visitor_gets_no_cookie() {
    let house = house().await;
    for path in ["/join", "/join/confirm", "/sign-in", "/forgot", "/reset", "/setup", "/settings"] {
        let seen = house.browser().page().get(path).await;
        assert_eq!(seen.cookie(), None, "{path}");
    }
}

#[tokio::test]
async fn the_database_holds_no_secret_that_opens_anything() {
    let house = house().await;
    let amira = house.member("amira").await;
    let secret = amira.cookie.unwrap();
    let digests = house.world.db.read(|tx| {
        tx.query("SELECT secret_digest FROM identity_session", (), |row| row.get::<Vec<u8>>(0))
    });
    for digest in digests.await.unwrap() {
        assert_eq!(digest.len(), 32);
        assert_ne!(digest, secret.as_bytes());
        let mut thief = house.browser();
        thief.cookie = Some(digest.iter().map(|b| format!("{b:02x}")).collect());
        assert_eq!(thief.get("/settings").await.short(), "401 sign_in_required");
    }
    let cookie = session_cookie(true, &commonround_kernel::Secret::from_caller(&secret));
    assert!(cookie.to_str().unwrap().contains("HttpOnly"));
}

#[tokio::test]
async fn missing_fields_are_named() {
    let house = house().await;
    let seen = house.browser().post("/sign-in", &[]).await;
    assert_eq!(seen.short(), "422 invalid login=required password=required");
    let page = house
        .browser()
        .page()
        .post("/sign-in", &[("login", "amira"), ("password", "wrong one")])
        .await;
    assert_eq!(page.status, 401);
    assert!(page.body.contains("value=\"amira\"") && !page.body.contains("wrong one"));
}
