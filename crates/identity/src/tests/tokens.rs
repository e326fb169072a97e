use commonround_kernel::{Error, Role, Scopes};
use commonround_web::Shown;

use super::house::{DAY, HOUR, house, patient_house};
use crate::testing;

#[tokio::test]
async fn a_token_is_shown_once_and_stored_as_a_digest() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let form = [("label", "backup"), ("scopes", "read write"), ("expires", "90")];
    let made = amira.post("/settings/tokens", &form).await;
    assert_eq!(made.status, 201);
    assert_eq!(made.header("cache-control"), "no-store");
    let token = made.json()["token"].as_str().unwrap().to_owned();
    assert!(token.starts_with("crt_") && token.len() > 40);
    let page = amira.clone().page().get("/settings/tokens").await;
    assert!(page.body.contains("backup") && !page.body.contains(&token));
    let seen = amira.clone().page().post("/settings/tokens", &form).await;
    assert_eq!((seen.status, seen.header("cache-control")), (200, "no-store"));
    assert!(seen.body.contains("crt_"));
}

async fn scopes_of(house: &super::house::House, token: &str) -> Option<String> {
    let sessions = crate::sessions(house.world.db.clone(), house.world.keys.clone());
    let found = sessions.resolve(Shown::Bearer(token)).await.unwrap();
    found.map(|resolved| resolved.actor.scopes.to_string())
}

#[tokio::test]
async fn a_token_may_what_it_was_given_for() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let db = &house.world.db;
    let read = testing::token(db, "amira", Scopes { read: true, write: false }).await;
    let both = testing::token(db, "amira", Scopes::ALL).await;
    assert_eq!(scopes_of(&house, read.reveal()).await.as_deref(), Some("read"));
    assert_eq!(scopes_of(&house, both.reveal()).await.as_deref(), Some("read write"));
    assert_eq!(scopes_of(&house, "crt_nonsense").await, None);
    let mut reader = house.browser().with_token(read.reveal());
    assert_eq!(reader.get("/join").await.short(), "200");
    assert_eq!(reader.post("/sign-out", &[]).await.short(), "403 scope_missing");
    let mut writer = house.browser().with_token(both.reveal());
    assert_eq!(writer.post("/sign-out", &[]).await.short(), "403 session_required");
}

#[tokio::test]
async fn a_token_cannot_touch_the_account_behind_it() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let token = testing::token(&house.world.db, "amira", Scopes::ALL).await;
    let mut program = house.browser().with_token(token.reveal());
    for path in [
        "/settings",
        "/settings/account",
        "/settings/devices",
        "/settings/tokens",
        "/settings/delete",
    ] {
        assert_eq!(program.get(path).await.short(), "403 session_required", "{path}");
    }
    let form = [("label", "more"), ("scopes", "read write")];
    assert_eq!(program.post("/settings/tokens", &form).await.short(), "403 session_required");
}

#[tokio::test]
async fn a_token_ends_when_it_was_meant_to() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let form = [("label", "short"), ("scopes", "read"), ("expires", "30")];
    let token =
        amira.post("/settings/tokens", &form).await.json()["token"].as_str().unwrap().to_owned();
    house.world.advance(29 * DAY);
    assert!(scopes_of(&house, &token).await.is_some());
    house.world.advance(DAY);
    assert_eq!(scopes_of(&house, &token).await, None);
    amira = house.browser_of("amira").await;
    let page = amira.page().get("/settings/tokens").await;
    assert!(page.body.contains("Expired"));
}

#[tokio::test]
async fn a_revoked_token_is_nothing() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let made = amira.post("/settings/tokens", &[("label", "a"), ("scopes", "read")]).await.json();
    let token = made["token"].as_str().unwrap();
    assert!(scopes_of(&house, token).await.is_some());
    let path = format!("/settings/tokens/{}/revoke", made["id"].as_str().unwrap());
    assert_eq!(amira.post(&path, &[]).await.short(), "200");
    assert_eq!(scopes_of(&house, token).await, None);
    assert_eq!(amira.post(&path, &[]).await.short(), "404 not_found");
    assert_eq!(house.browser().with_token(token).get("/sign-in").await.status, 401);
}

#[tokio::test]
async fn the_day_of_the_last_use_is_written_once_a_day() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let token = testing::token(&house.world.db, "amira", Scopes::ALL).await;
    let used = async |wait| {
        house.world.advance(wait);
        house.cost_of(scopes_of(&house, token.reveal())).await.1.units
    };
    assert_eq!(used(HOUR).await, 1);
    assert_eq!(used(HOUR).await, 0);
    assert_eq!(used(DAY).await, 1);
    let day = house.count("SELECT used_day FROM identity_token").await;
    assert_eq!(day % 86_400_000, 0);
}

#[tokio::test]
async fn what_a_token_is_for_must_be_said() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let seen = amira.post("/settings/tokens", &[("expires", "7")]).await;
    assert_eq!(seen.short(), "422 invalid label=required scopes=required expires=unknown");
    let seen = amira.post("/settings/tokens", &[("label", "x"), ("scopes", "read admin")]).await;
    assert_eq!(seen.short(), "422 invalid scopes=unknown");
    let mut newbie = house.browser();
    let unconfirmed =
        testing::join_unconfirmed(&house.world.db, &house.world.keys, "newbie1", Role::Patient)
            .await;
    assert!(!unconfirmed.confirmed);
    newbie.cookie = house.browser_of("newbie1").await.cookie;
    let seen = newbie.post("/settings/tokens", &[("label", "x"), ("scopes", "read")]).await;
    assert_eq!(seen.short(), "403 email_unconfirmed");
}

#[tokio::test]
async fn a_device_that_was_signed_out_meanwhile_makes_no_token() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let (secret, actor) = testing::sign_in(&house.world.db, "amira").await;
    let make = async || {
        let wanted = crate::tokens::WantedToken::parse("x", "read", "").unwrap();
        crate::tokens::create_token(&house.identity, &actor, wanted).await
    };
    assert!(make().await.is_ok());
    let mut browser = house.browser();
    browser.cookie = Some(secret.reveal().to_owned());
    assert_eq!(browser.post("/sign-out", &[]).await.short(), "200");
    let refused = make().await.err().unwrap();
    assert!(matches!(refused, Error::Unauthenticated("sign_in_required")), "{refused:?}");
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_token").await, 1);
}

#[tokio::test]
async fn an_account_holds_a_limited_number() {
    let house = patient_house().await;
    let mut amira = house.member("amira").await;
    for _ in 0..crate::limits::TOKENS_MAX {
        testing::token(&house.world.db, "amira", Scopes::ALL).await;
    }
    let seen = amira.post("/settings/tokens", &[("label", "x"), ("scopes", "read")]).await;
    assert_eq!(seen.short(), "409 too_many_tokens");
    let refused = crate::issue_token(&house.world.db, "amira", Scopes::ALL, "x").await;
    assert_eq!(refused.err().unwrap().code(), "too_many_tokens");
    let nobody = crate::issue_token(&house.world.db, "nobody", Scopes::ALL, "x").await;
    assert_eq!(nobody.err().unwrap().code(), "not_found");
}
