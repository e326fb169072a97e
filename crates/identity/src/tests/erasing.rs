use commonround_db::audit;
use commonround_kernel::{Role, Scopes};

use super::house::{PASSWORD, house};
use crate::{Duty, testing};

#[tokio::test]
async fn leaving_takes_everything_but_the_handle() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    let mut here = house.browser_of("amira").await;
    let mut elsewhere = house.browser_of("amira").await;
    here.post("/settings/tokens", &[("label", "x"), ("scopes", "read")]).await;
    let form = |password| [("current_password", password)];
    let wrong = here.post("/settings/delete", &form("not it, sorry")).await;
    assert_eq!(wrong.short(), "422 invalid current_password=wrong");
    let gone = here.post("/settings/delete", &form(PASSWORD)).await;
    assert_eq!((gone.short().as_str(), gone.cookie().as_deref()), ("200", Some("")));
    assert_eq!(elsewhere.get("/settings").await.short(), "401 sign_in_required");
    for table in ["account", "session", "token", "code"] {
        let sql: &'static str = format!("SELECT COUNT(*) FROM identity_{table}").leak();
        assert_eq!(house.count(sql).await, 0, "{table}");
    }
    let erased = format!("{{\"persona\":\"{}\"}}", actor.persona);
    assert_eq!(house.told("identity.persona.erased.v1").await, [erased]);
    assert_eq!(house.letters_to("amira@example.org").await, 1);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 0);
}

#[tokio::test]
async fn nobody_takes_over_the_handle_of_somebody_who_left() {
    let house = house().await;
    let actor = house.join("amira", Role::HealthWorker).await;
    let mut amira = house.browser_of("amira").await;
    amira.post("/settings/delete", &[("current_password", PASSWORD)]).await;
    let form = [
        ("email", "new@example.org"),
        ("handle", "am1ra"),
        ("password", PASSWORD),
        ("age_band", "25-44"),
        ("role", "patient"),
    ];
    let seen = house.browser().post("/join", &form).await;
    assert_eq!(seen.short(), "422 invalid handle=taken");
    let gone = house.world.db.read(|tx| crate::card_by_handle(tx, "amira")).await;
    assert_eq!(gone.err().unwrap().code(), "persona_erased");
    let cards = house.world.db.read(move |tx| crate::cards(tx, &[actor.persona])).await.unwrap();
    let card = &cards[&actor.persona];
    assert!(card.erased && card.role.is_none() && card.field.is_none());
    assert_eq!((card.handle.as_str(), card.display_name.as_str()), ("amira", ""));
}

#[tokio::test]
async fn every_persona_of_the_account_goes() {
    let house = house().await;
    let actor = house.join("amira", Role::Patient).await;
    let (db, keys) = (&house.world.db, &house.world.keys);
    testing::add_persona(db, keys, actor.account, "lakeside").await;
    let mut amira = house.browser_of("amira").await;
    amira.post("/settings/delete", &[("current_password", PASSWORD)]).await;
    assert_eq!(house.told("identity.persona.erased.v1").await.len(), 2);
    let left =
        house.count("SELECT COUNT(*) FROM identity_persona WHERE account_link IS NOT NULL").await;
    assert_eq!(left, 0);
}

#[tokio::test]
async fn the_last_operator_stays_until_there_is_another() {
    let house = house().await;
    let mut owner = house.member("owner1").await;
    crate::give_duty(&house.world.db, "owner1", Duty::Operator).await.unwrap();
    let form = [("current_password", PASSWORD)];
    assert_eq!(owner.post("/settings/delete", &form).await.short(), "409 last_operator");
    house.join("second1", Role::Patient).await;
    crate::give_duty(&house.world.db, "second1", Duty::Operator).await.unwrap();
    assert_eq!(owner.post("/settings/delete", &form).await.short(), "200");
    let refused = crate::take_duty(&house.world.db, "second1", Duty::Operator).await;
    assert_eq!(refused.err().unwrap().code(), "last_operator");
}

#[tokio::test]
async fn an_operator_made_meanwhile_counts_as_one() {
    let house = house().await;
    let before = house.join("owner1", Role::Patient).await;
    crate::give_duty(&house.world.db, "owner1", Duty::Operator).await.unwrap();
    let refused = crate::erase_account::erase_account(&house.identity, &before, PASSWORD).await;
    assert_eq!(refused.err().unwrap().code(), "last_operator");
}

#[tokio::test]
async fn duties_are_given_to_confirmed_accounts_and_listed() {
    let house = house().await;
    let (db, keys) = (&house.world.db, &house.world.keys);
    house.join("hugo", Role::Patient).await;
    testing::join_unconfirmed(db, keys, "newbie1", Role::Patient).await;
    crate::give_duty(db, "@Hugo", Duty::Moderator).await.unwrap();
    let refused = crate::give_duty(db, "newbie1", Duty::Moderator).await;
    assert_eq!(refused.err().unwrap().code(), "email_unconfirmed");
    let nobody = crate::give_duty(db, "nobody", Duty::Moderator).await;
    assert_eq!(nobody.err().unwrap().code(), "not_found");
    let (_, hugo) = testing::sign_in(db, "hugo").await;
    assert!(hugo.moderator && !hugo.operator);
    let listed = crate::list_accounts(db, "").await.unwrap();
    let lines: Vec<_> =
        listed.iter().map(|l| (l.handle.as_str(), l.confirmed, l.moderator)).collect();
    assert_eq!(lines, [("hugo", true, true), ("newbie1", false, false)]);
    crate::take_duty(db, "hugo", Duty::Moderator).await.unwrap();
    assert!(!testing::sign_in(db, "hugo").await.1.moderator);
    assert!(
        crate::list_accounts(db, "hugo").await.unwrap().iter().all(|l| l.handle.as_str() > "hugo")
    );
}

#[tokio::test]
async fn what_was_done_to_an_account_is_on_record_until_it_is_gone() {
    let house = house().await;
    let db = &house.world.db;
    let actor = house.join("hugo", Role::Patient).await;
    crate::give_duty(db, "hugo", Duty::Moderator).await.unwrap();
    crate::take_duty(db, "hugo", Duty::Moderator).await.unwrap();
    crate::issue_token(db, "hugo", Scopes::ALL, "x").await.unwrap();
    let about = audit::Filter {
        subject: Some(audit::Named::account(actor.account)),
        ..audit::Filter::default()
    };
    let read = |filter| db.read(move |tx| audit::page(tx, &filter, None, 10));
    let acts = read(about).await.unwrap();
    let words: Vec<_> = acts.iter().map(|act| act.action.as_str()).collect();
    assert_eq!(words, ["token_issued", "moderator_duty_taken", "moderator_duty_given"]);
    crate::erase_account::erase_account(&house.identity, &actor, PASSWORD).await.unwrap();
    assert!(read(about).await.unwrap().is_empty());
    let acts = read(audit::Filter::default()).await.unwrap();
    assert_eq!(acts.iter().filter(|act| act.is_erased).count(), 3);
}

#[tokio::test]
async fn a_restored_copy_erases_again_whoever_left_and_nobody_else() {
    let house = house().await;
    let (db, keys) = (&house.world.db, &house.world.keys);
    let left = house.join("amira", Role::Patient).await;
    let stayed = house.join("omar", Role::Patient).await;
    let second = testing::add_persona(db, keys, left.account, "lakeside").await;
    for persona in [second, left.persona, left.persona, second] {
        crate::restore::erase_again(db, keys, persona).await.unwrap();
    }
    let asked = [left.persona, second, stayed.persona];
    let cards = db.read(move |tx| crate::cards(tx, &asked)).await.unwrap();
    assert!(cards[&left.persona].erased && cards[&second].erased);
    assert!(!cards[&stayed.persona].erased);
    assert_eq!(house.told("identity.persona.erased.v1").await.len(), 2);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_account").await, 1);
}

#[tokio::test]
async fn a_restored_copy_signs_devices_out_and_ends_the_tokens_of_then() {
    let house = house().await;
    let db = &house.world.db;
    let amira = house.join("amira", Role::Patient).await;
    let mut browser = house.browser_of("amira").await;
    let old = testing::token(db, "amira", Scopes::ALL).await;
    let revoked_at = house.world.env.now();
    house.world.advance(super::house::HOUR);
    let new = testing::token(db, "amira", Scopes::ALL).await;
    crate::restore::sign_everybody_out(db).await.unwrap();
    crate::restore::revoke_tokens(db, amira.account, revoked_at).await.unwrap();
    assert_eq!(browser.get("/settings").await.short(), "401 sign_in_required");
    assert_eq!(house.browser().with_token(old.reveal()).get("/join").await.status, 401);
    assert_eq!(house.browser().with_token(new.reveal()).get("/join").await.status, 200);
}
