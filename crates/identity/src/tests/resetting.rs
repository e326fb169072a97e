use commonround_kernel::{Role, Scopes};

use super::house::{DAY, HOUR, House, PASSWORD, house, patient_house};
use crate::testing;

const NEW: &str = "a whole new sentence";

async fn ask(house: &House, email: &str) -> super::house::Seen {
    house.browser().post("/forgot", &[("email", email)]).await
}

async fn reset(house: &House, code: &str, password: &str) -> String {
    house.browser().post("/reset", &[("code", code), ("password", password)]).await.short()
}

async fn sign_in(house: &House, password: &str) -> u16 {
    house.browser().post("/sign-in", &[("login", "amira"), ("password", password)]).await.status
}

#[tokio::test]
async fn asking_answers_and_costs_the_same_for_every_address() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let (known, known_cost) = house.cost_of(ask(&house, "amira@example.org")).await;
    let (unknown, unknown_cost) = house.cost_of(ask(&house, "nobody@example.org")).await;
    assert_eq!(known.outside(), unknown.outside());
    assert_eq!(known_cost, unknown_cost);
    assert_eq!(house.letters_to("amira@example.org").await, 1);
    assert_eq!(house.letters_to("nobody@example.org").await, 0);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 0);
}

#[tokio::test]
async fn a_new_password_signs_every_device_and_program_out() {
    let house = house().await;
    let mut amira = house.member("amira").await;
    let token = testing::token(&house.world.db, "amira", Scopes::ALL).await;
    ask(&house, "Amira@example.org").await;
    let code = house.code_for("amira@example.org").await;
    assert_eq!(house.browser().get(&format!("/reset?code={code}")).await.json()["handle"], "amira");
    assert_eq!(reset(&house, &code, NEW).await, "200");
    assert_eq!(amira.get("/settings").await.short(), "401 sign_in_required");
    let mut program = house.browser().with_token(token.reveal());
    assert_eq!(program.get("/join").await.status, 401);
    assert_eq!((sign_in(&house, PASSWORD).await, sign_in(&house, NEW).await), (401, 200));
    house.world.settle().await;
    let told = house.mail.latest_to("amira@example.org").unwrap();
    assert!(told.subject.contains("was changed"), "{}", told.subject);
    assert_eq!(house.told("identity.access.revoked.v1").await.len(), 1);
}

#[tokio::test]
async fn a_link_works_once_and_for_an_hour_and_one_ends_the_others() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let mut codes = Vec::new();
    for _ in 0..3 {
        ask(&house, "amira@example.org").await;
        codes.push(house.code_for("amira@example.org").await);
    }
    assert_eq!(reset(&house, &codes[1], NEW).await, "200");
    assert_eq!(reset(&house, &codes[1], PASSWORD).await, "409 code_used");
    assert_eq!(reset(&house, &codes[0], PASSWORD).await, "410 code_expired");
    ask(&house, "amira@example.org").await;
    let late = house.code_for("amira@example.org").await;
    house.world.advance(HOUR);
    assert_eq!(reset(&house, &late, PASSWORD).await, "410 code_expired");
    assert_eq!(sign_in(&house, NEW).await, 200);
}

#[tokio::test]
async fn a_new_password_calls_a_change_of_address_off() {
    let house = patient_house().await;
    house.join("amira", Role::Patient).await;
    let thief = "thief@example.org";
    let mut old = PASSWORD;
    for (new, forgotten) in [(NEW, true), ("another new sentence", false)] {
        let mut amira = house.browser_of("amira").await;
        ask(&house, "amira@example.org").await;
        let reset_code = house.code_for("amira@example.org").await;
        let form = [("email", thief), ("current_password", old)];
        assert_eq!(amira.post("/settings/email", &form).await.short(), "200");
        let kept = house.code_for(thief).await;
        let sent = house.letters_to(thief).await;
        assert_eq!(amira.post("/settings/email", &form).await.short(), "200");
        let done = if forgotten {
            reset(&house, &reset_code, new).await
        } else {
            let form = [("current_password", old), ("new_password", new)];
            amira.post("/settings/password", &form).await.short()
        };
        assert_eq!(done, "200");
        assert_eq!(house.letters_to(thief).await, sent, "the letter that waited stays unsent");
        let spent = house.browser().post("/join/confirm", &[("code", &kept)]).await;
        assert_eq!(spent.short(), "410 code_expired");
        old = new;
    }
    let mine = house.browser_of("amira").await.get("/settings").await.json();
    assert_eq!(mine["email"], "amira@example.org");
}

#[tokio::test]
async fn a_weak_password_spends_no_link_and_the_form_keeps_the_code() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    ask(&house, "amira@example.org").await;
    let code = house.code_for("amira@example.org").await;
    for (password, why) in
        [("short", "too_short"), ("motdepasse", "too_common"), ("amira12345", "like_name")]
    {
        assert_eq!(reset(&house, &code, password).await, format!("422 invalid password={why}"));
    }
    let page =
        house.browser().page().post("/reset", &[("code", &code), ("password", "short")]).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains(&format!("value=\"{code}\"")));
    assert_eq!(reset(&house, &code, NEW).await, "200");
}

#[tokio::test]
async fn a_reset_proves_the_mailbox_too() {
    let house = house().await;
    let (db, keys) = (&house.world.db, &house.world.keys);
    testing::join_unconfirmed(db, keys, "amira", Role::Patient).await;
    ask(&house, "amira@example.org").await;
    let code = house.code_for("amira@example.org").await;
    assert_eq!(reset(&house, &code, NEW).await, "200");
    let mut amira = house.browser();
    amira.post("/sign-in", &[("login", "amira"), ("password", NEW)]).await;
    assert_eq!(amira.get("/settings").await.json()["email_confirmed"], true);
}

#[tokio::test]
async fn letters_to_one_address_have_a_limit_from_wherever_they_are_asked() {
    let house = house().await;
    for _ in 0..5 {
        assert_eq!(ask(&house, "nobody@example.org").await.short(), "200");
    }
    let refused = ask(&house, "nobody@example.org").await;
    assert_eq!(refused.short(), "429 limited");
    assert!(!refused.header("retry-after").is_empty());
}

#[tokio::test]
async fn letters_that_no_mailer_takes_are_dropped_in_the_end() {
    let house = patient_house().await;
    house.join("amira", Role::Patient).await;
    house.mail.fail(usize::MAX);
    ask(&house, "amira@example.org").await;
    house.world.settle().await;
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 1);
    house.world.advance(4 * DAY);
    house.world.settle().await;
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 0);
}
