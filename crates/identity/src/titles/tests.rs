use commonround_kernel::{Actor, Id, Persona, Role, Timestamp};

use super::{resemblance, store};
use crate::cards::{NameCard, card_by_handle};
use crate::standing::{Badge, Standing, Title, TitleCheck};
use crate::tests::house::{DAY, House, house};
use crate::two_person::Accepted;
use crate::{Display, DisplayName};

async fn rename(house: &House, actor: &Actor, name: &str) {
    let (actor, name) = (actor.clone(), DisplayName::parse(name).unwrap());
    let display = Display { display_name: name, field: None, role_public: true };
    house.world.db.write(move |tx| crate::set_display(tx, &actor, &display)).await.unwrap();
    house.world.settle().await;
}

async fn card(house: &House, handle: &'static str) -> NameCard {
    house.world.db.read(move |tx| card_by_handle(tx, handle)).await.unwrap()
}

/// As a reaction to a badge does it.
async fn verify(house: &House, persona: Id<Persona>, verified: bool) {
    let set =
        move |tx: &mut commonround_db::Tx<'_>| resemblance::set_verified(tx, persona, verified);
    house.world.db.write(set).await.unwrap();
    house.world.settle().await;
}

async fn notices(house: &House, kind: &str) -> usize {
    let told = house.told("notify.notice.raised.v1").await;
    told.iter().filter(|one| one.contains(kind)).count()
}

fn decided(subject: Option<Id<Persona>>) -> Accepted {
    Accepted {
        proposal: Id::from_i64(1),
        object: 1,
        subject,
        reason: "not theirs".to_owned(),
        payload: String::new(),
        proposer: Id::from_i64(1),
        second: Some(Id::from_i64(2)),
    }
}

fn badge(profession: &str) -> Badge {
    Badge {
        profession: profession.to_owned(),
        title: Title { en: profession.to_owned().into(), fr: profession.to_owned().into() },
        jurisdiction: "CA-ON".to_owned(),
        register: "cno".to_owned(),
        checked_at: Timestamp::from_millis(0),
        method: "officer_call",
        valid_until: None,
        conditions: false,
        conditions_url: None,
        issuer: None,
    }
}

#[tokio::test]
async fn a_name_that_mixes_alphabets_says_so() {
    let house = house().await;
    for (handle, name, mixed) in [
        ("max", "D\u{430}na Roy", true),
        ("ann", "\u{414}\u{430}\u{43d}\u{430} \u{420}\u{43e}\u{439}", false),
        ("eli", "Ren\u{e9}e", false),
    ] {
        let actor = house.join(handle, Role::Patient).await;
        rename(&house, &actor, name).await;
        assert_eq!(card(&house, handle).await.standing.mixed_scripts, mixed, "{name}");
        let page = house.browser().page().get(&format!("/verify/@{handle}")).await.body;
        assert!(!page.contains("identity-"));
    }
}

#[tokio::test]
async fn a_protected_title_in_a_name_is_labelled_however_it_is_drawn() {
    let house = house().await;
    let max = house.join("max", Role::HealthWorker).await;
    for (name, says) in [
        ("Dr. Max Wellness, MD", &["Dr", "MD"][..]),
        ("Max, 𝗥𝗡", &["𝗥𝗡"]),
        ("Max Wellness", &[]),
        ("Max, nursing student", &[]),
    ] {
        rename(&house, &max, name).await;
        let standing = card(&house, "max").await.standing;
        assert_eq!(standing.says, says, "{name}");
        let is_fine = standing.title_check == TitleCheck::Fine;
        assert_eq!(is_fine, says.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn what_is_said_beneath_the_name_counts_too_and_keeps_no_words() {
    let house = house().await;
    let max = house.join("max", Role::Patient).await.persona;
    let note = move |tx: &mut commonround_db::Tx<'_>| {
        super::note_bio(tx, ontario(), max, "I am a registered nurse and like dahlias")
    };
    house.world.db.write(note).await.unwrap();
    assert_eq!(
        card(&house, "max").await.standing.title_check,
        TitleCheck::UnverifiedProtectedTitle
    );
    let kept =
        house.count("SELECT COUNT(*) FROM identity_persona WHERE bio_titles LIKE '%dahlias%'");
    assert_eq!(kept.await, 0);
}

#[test]
fn a_credential_of_the_profession_meets_the_title_and_another_does_not() {
    let said = super::model::in_name(ontario(), "Dana, RN");
    let standing = |held: &str| {
        let mut standing =
            Standing { badges: vec![badge(held)], said: said.clone(), ..Standing::default() };
        standing.settle("Dana Roy");
        standing
    };
    assert_eq!(standing("registered_nurse").title_check, TitleCheck::Fine);
    assert!(standing("registered_nurse").says.is_empty());
    assert_eq!(standing("pharmacist").says, ["RN"]);
}

fn ontario() -> &'static commonround_text::titles::Pack {
    commonround_text::titles::Pack::bundled("ON-2026").unwrap()
}

#[tokio::test]
async fn a_title_that_nobody_proves_leaves_the_name_after_seven_days() {
    let house = house().await;
    let max = house.join("max", Role::HealthWorker).await;
    rename(&house, &max, "Dr. Max Wellness, MD").await;
    assert_eq!(notices(&house, "title_unverified").await, 1);
    house.world.advance(6 * DAY);
    house.world.settle().await;
    assert_eq!(card(&house, "max").await.display_name, "Dr. Max Wellness, MD");
    house.world.advance(DAY);
    house.world.settle().await;
    let after = card(&house, "max").await;
    assert_eq!(after.display_name, "Max Wellness");
    assert_eq!(after.standing.title_check, TitleCheck::Fine);
    assert_eq!(notices(&house, "title_unverified").await, 2);
    let kept = "SELECT COUNT(*) FROM identity_name_before
        WHERE display_name = 'Dr. Max Wellness, MD' AND act = 'title_removed_unproved'";
    assert_eq!(house.count(kept).await, 1);
}

#[tokio::test]
async fn who_takes_the_title_out_in_time_keeps_the_name() {
    let house = house().await;
    let max = house.join("max", Role::HealthWorker).await;
    rename(&house, &max, "Max, MD").await;
    house.world.advance(5 * DAY);
    rename(&house, &max, "Max").await;
    house.world.advance(5 * DAY);
    house.world.settle().await;
    assert_eq!(card(&house, "max").await.display_name, "Max");
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_name_before").await, 0);
    rename(&house, &max, "Max, MD").await;
    house.world.advance(5 * DAY);
    house.world.settle().await;
    assert_eq!(card(&house, "max").await.display_name, "Max, MD", "asked anew, with a new week");
}

#[tokio::test]
async fn two_people_take_a_title_away_at_once_and_say_so() {
    let house = house().await;
    let max = house.join("max", Role::HealthWorker).await;
    rename(&house, &max, "MD").await;
    let persona = max.persona;
    let config = crate::Config {
        public_url: crate::tests::house::URL.parse().unwrap(),
        site_name: "Rounds".to_owned(),
        title_pack: "ON-2026".to_owned(),
    };
    let act = move |tx: &mut commonround_db::Tx<'_>| {
        super::strip_title(tx, &config, &decided(Some(persona)))?;
        super::mark_unconfirmed(tx, &decided(Some(persona)))
    };
    house.world.db.write(act).await.unwrap();
    let after = card(&house, "max").await;
    assert_eq!(after.display_name, "max", "nothing else was left, so the handle stands there");
    assert!(after.standing.claimed_unconfirmed);
    let nobody = house.world.db.write(|tx| super::mark_unconfirmed(tx, &decided(None))).await;
    assert_eq!(nobody.err().unwrap().code(), "not_found");
}

#[tokio::test]
async fn a_name_like_a_verified_persons_says_that_it_is_not_them() {
    let house = house().await;
    let dana = house.join("dana_r", Role::HealthWorker).await;
    rename(&house, &dana, "Dana Royle").await;
    let other = house.join("somebody", Role::Patient).await;
    rename(&house, &other, "Dаna R0yle").await;
    assert_eq!(card(&house, "somebody").await.standing.resembles, None);
    verify(&house, dana.persona, true).await;
    assert_eq!(card(&house, "somebody").await.standing.resembles.as_deref(), Some("dana_r"));
    assert_eq!(card(&house, "dana_r").await.standing.resembles, None);
    for (name, like) in [("Dana Roylle", true), ("Dana Reyla", false), ("Dr Dana Royle", true)] {
        rename(&house, &other, name).await;
        let resembles = card(&house, "somebody").await.standing.resembles;
        assert_eq!(resembles.is_some(), like, "{name}");
    }
    rename(&house, &dana, "Dana Summerfield").await;
    assert_eq!(card(&house, "somebody").await.standing.resembles, None);
    rename(&house, &dana, "Dana Royle").await;
    assert!(card(&house, "somebody").await.standing.resembles.is_some());
    verify(&house, dana.persona, false).await;
    assert_eq!(card(&house, "somebody").await.standing.resembles, None);
}

#[tokio::test]
async fn a_handle_that_looks_like_a_verified_persons_is_refused() {
    let house = house().await;
    let dana = house.join("clara", Role::HealthWorker).await;
    let is_confusable = async || {
        let read = house.world.db.read(|tx| super::is_confusable(tx, "dr_dara"));
        read.await.unwrap()
    };
    assert!(!is_confusable().await);
    verify(&house, dana.persona, true).await;
    assert!(is_confusable().await);
    let form = [
        ("email", "new@example.org"),
        ("handle", "dr_dara"),
        ("password", crate::tests::house::PASSWORD),
        ("age_band", "25-44"),
        ("role", "patient"),
    ];
    let seen = house.browser().post("/join", &form).await;
    assert_eq!(seen.short(), "422 invalid handle=confusable");
}

#[tokio::test]
async fn another_pack_reads_every_name_again() {
    let house = house().await;
    let max = house.join("max", Role::HealthWorker).await;
    rename(&house, &max, "Max, RN").await;
    let clear = "UPDATE identity_persona SET name_titles = '[]'";
    house.world.db.write(move |tx| tx.exec(clear, ())).await.unwrap();
    assert!(card(&house, "max").await.standing.says.is_empty());
    house.world.advance(crate::tests::house::HOUR);
    house.world.settle().await;
    assert_eq!(card(&house, "max").await.standing.says, ["RN"]);
}

#[tokio::test]
async fn nothing_of_a_name_stays_of_somebody_who_left() {
    let house = house().await;
    let dana = house.join("dana_r", Role::HealthWorker).await;
    rename(&house, &dana, "Dana Royle, RN").await;
    verify(&house, dana.persona, true).await;
    house.world.db.write(move |tx| store::forget(tx, dana.persona)).await.unwrap();
    for table in ["identity_verified_form", "identity_verified_name", "identity_name_before"] {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let left = house.world.db.read(move |tx| tx.one(&sql, (), |row| row.get::<i64>(0))).await;
        assert_eq!(left.unwrap(), 0, "{table}");
    }
}

#[tokio::test]
async fn nobody_is_a_professional_by_their_word() {
    let house = house().await;
    let max = house.join("max", Role::HealthWorker).await;
    rename(&house, &max, "Dr. Max Wellness, MD").await;
    let read = house.world.db.read(move |tx| super::is_verified_professional(tx, max.persona));
    assert!(!read.await.unwrap());
}
