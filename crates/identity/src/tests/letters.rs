use commonround_kernel::Role;

use super::house::{DAY, HOUR, PASSWORD, house};
use crate::testing;

#[tokio::test]
async fn a_letter_that_was_not_taken_comes_again_with_the_same_link() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    house.mail.fail(2);
    house.browser().post("/forgot", &[("email", "amira@example.org")]).await;
    house.world.settle().await;
    assert_eq!(house.mail.letters().len(), 0);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 1);
    house.world.advance(HOUR / 60);
    house.world.settle().await;
    house.world.advance(HOUR / 60);
    house.world.settle().await;
    assert_eq!(house.mail.letters().len(), 1);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 0);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_code").await, 1);
}

#[tokio::test]
async fn the_queue_holds_no_code_and_the_code_table_no_link() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    house.browser().post("/forgot", &[("email", "amira@example.org")]).await;
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_code").await, 0);
    let code = house.code_for("amira@example.org").await;
    let nonce = house
        .world
        .db
        .read(|tx| tx.one("SELECT nonce FROM identity_code", (), |row| row.get::<Vec<u8>>(0)));
    let nonce = nonce.await.unwrap();
    let other = commonround_kernel::KeyRing::new([(1, [9; 32])]).unwrap();
    let kinds = [crate::model::CodeKind::ResetPassword];
    let shown = code.clone();
    let keys = house.world.keys.clone();
    let (with_ours, with_other) = house
        .world
        .db
        .read(move |tx| {
            let ours = crate::codes::find(tx, &keys, &kinds, &shown).is_ok();
            Ok((ours, crate::codes::find(tx, &other, &kinds, &shown).is_ok()))
        })
        .await
        .unwrap();
    assert!(with_ours && !with_other, "the row alone opens nothing");
    assert_eq!(nonce.len(), 16);
}

#[tokio::test]
async fn a_letter_speaks_its_readers_language() {
    let house = house().await;
    house.join("amira", Role::Patient).await;
    let mut amira = house.browser_of("amira").await;
    let form = [("lang", "fr"), ("theme", "dark"), ("time_zone", "America/Toronto")];
    assert_eq!(amira.post("/settings/appearance", &form).await.short(), "200");
    house.browser().post("/forgot?lang=en", &[("email", "amira@example.org")]).await;
    house.world.settle().await;
    let letter = house.mail.latest_to("amira@example.org").unwrap();
    assert_eq!(letter.subject, "Un nouveau mot de passe pour Rounds");
}

#[tokio::test]
async fn a_newcomer_is_written_to_in_the_language_of_the_form() {
    let house = house().await;
    let form = [
        ("email", "amelie@example.org"),
        ("handle", "amelie"),
        ("password", PASSWORD),
        ("age_band", "25-44"),
        ("role", "caregiver"),
    ];
    house.browser().post("/join?lang=fr", &form).await;
    house.world.settle().await;
    let letter = house.mail.latest_to("amelie@example.org").unwrap();
    assert!(letter.subject.starts_with("Confirmez"), "{}", letter.subject);
}

#[tokio::test]
async fn a_letter_to_somebody_who_left_meanwhile_is_not_sent() {
    let house = house().await;
    testing::join_unconfirmed(&house.world.db, &house.world.keys, "newbie1", Role::Patient).await;
    let mut newbie = house.browser_of("newbie1").await;
    assert_eq!(newbie.post("/join/resend", &[]).await.short(), "200");
    house.world.db.write(|tx| tx.exec("DELETE FROM identity_account", ())).await.unwrap();
    house.world.settle().await;
    assert_eq!(house.mail.letters().len(), 0);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 0);
    house.world.advance(DAY);
    house.world.settle().await;
}
