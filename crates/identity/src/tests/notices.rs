use commonround_kernel::{Id, Persona, Role};
use commonround_vocabulary::NoticeKind;

use super::house::{House, house};
use crate::testing;

async fn mail(house: &House, persona: Id<Persona>, kind: NoticeKind) {
    let queue = move |tx: &mut commonround_db::Tx<'_>| {
        crate::mail_notice(tx, persona, kind, "/settings/credentials")
    };
    house.world.db.write(queue).await.unwrap();
    house.world.settle().await;
}

#[tokio::test]
async fn news_reach_the_address_of_the_account_with_a_link() {
    let house = house().await;
    let dana = house.join("dana", Role::HealthWorker).await;
    mail(&house, dana.persona, NoticeKind::ClaimDecided).await;
    let letter = house.mail.latest_to(&testing::address_of("dana")).unwrap();
    assert!(letter.subject.starts_with("A decision about your credential"), "{}", letter.subject);
    assert!(letter.body.contains("/settings/credentials\n"), "{}", letter.body);
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_mail").await, 0);
}

#[tokio::test]
async fn a_further_persona_and_an_unconfirmed_address_get_no_letter() {
    let house = house().await;
    let keys = &house.world.keys;
    let eli = testing::join_unconfirmed(&house.world.db, keys, "eli", Role::Patient).await;
    house.world.settle().await;
    let before = house.mail.letters().len();
    mail(&house, eli.persona, NoticeKind::Sanctioned).await;
    mail(&house, Id::from_i64(7), NoticeKind::Sanctioned).await;
    assert_eq!(house.mail.letters().len(), before);
    let has = house.world.db.read(move |tx| crate::has_address(tx, eli.persona)).await;
    assert!(!has.unwrap());
}
