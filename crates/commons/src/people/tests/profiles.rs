use commonround_db::Tx;
use commonround_identity::cards;
use commonround_kernel::{Actor, Role};

use super::refusal;
use super::town::{Town, town};
use crate::model::Visibility;
use crate::people::ProfileInput;
use crate::people::model::Profile;
use crate::people::profile::{profile_of, settings_of};

async fn profile(town: &Town, actor: &Actor) -> Profile {
    let (persona, role) = (actor.persona, actor.role);
    town.act(move |tx| profile_of(tx, persona, Some(role))).await.unwrap()
}

#[tokio::test]
async fn a_profile_starts_with_the_defaults_of_its_role() {
    let town = town().await;
    for (handle, role) in [("dana", Role::HealthWorker), ("amira", Role::Patient)] {
        let actor = town.join(handle, role).await;
        assert_eq!(profile(&town, &actor).await, Profile::defaults(Some(role)));
    }
}

#[tokio::test]
async fn the_defaults_stand_also_before_the_row_is_written() {
    let town = town().await;
    let settings = town
        .act(|tx| settings_of(tx, commonround_kernel::Id::from_i64(7), Some(Role::Organisation)))
        .await
        .unwrap();
    assert!(settings.indexable && settings.default_visibility == Visibility::Public);
}

#[tokio::test]
async fn an_edit_changes_what_was_sent_and_keeps_the_rest() {
    let town = town().await;
    let amira = town.amira().await;
    let first = ProfileInput {
        display_name: Some("Amira K.".to_owned()),
        pronouns: Some("she/her".to_owned()),
        languages: vec![String::new(), "fr".to_owned(), "ar".to_owned()],
        time_zone: Some("America/Toronto".to_owned()),
        intro: Some("Living with **migraine**.".to_owned()),
        ask_me_about: Some("bread".to_owned()),
        link_2_name: Some("Blog".to_owned()),
        link_2_url: Some("https://example.org/".to_owned()),
        locked: Some(true),
        default_visibility: Some(Visibility::Quiet),
        ..Default::default()
    };
    town.edit(&amira, first).await.unwrap();
    let second = ProfileInput { pronouns: Some(String::new()), ..Default::default() };
    town.edit(&amira, second.clone()).await.unwrap();
    town.edit(&amira, second).await.unwrap();

    let Profile { about, settings } = profile(&town, &amira).await;
    assert_eq!(about.pronouns, "");
    assert_eq!(about.languages.iter().map(|l| l.code).collect::<Vec<_>>(), ["ar", "fr"]);
    assert_eq!(about.time_zone.as_deref(), Some("America/Toronto"));
    assert_eq!(about.intro.source, "Living with **migraine**.");
    assert_eq!(about.intro.plain.trim(), "Living with migraine.");
    assert_eq!(about.links.len(), 1);
    assert!(settings.locked && settings.default_visibility == Visibility::Quiet);
    assert!(!settings.indexable);
    assert_eq!(town.card(amira.persona).await.display_name, "Amira K.");

    let none = ProfileInput { languages: vec![String::new()], ..Default::default() };
    town.edit(&amira, none).await.unwrap();
    assert!(profile(&town, &amira).await.about.languages.is_empty());
}

#[tokio::test]
async fn a_refused_edit_changes_nothing() {
    let town = town().await;
    let dana = town.dana().await;
    let wrong = ProfileInput {
        pronouns: Some("she/her".to_owned()),
        display_name: Some("  ".to_owned()),
        ..Default::default()
    };
    assert_eq!(refusal(town.edit(&dana, wrong).await), "invalid: display_name=required");
    assert_eq!(profile(&town, &dana).await.about.pronouns, "");
}

#[tokio::test]
async fn field_and_role_are_shown_or_kept_private_as_chosen() {
    let town = town().await;
    let dana = town.dana().await;
    let nurse = ProfileInput { field: Some("nursing".to_owned()), ..Default::default() };
    town.edit(&dana, nurse).await.unwrap();
    let said = async || {
        let persona = dana.persona;
        let found = town.act(move |tx: &mut Tx<'_>| cards(tx, &[persona])).await.unwrap();
        found[&persona].said_role_key()
    };
    assert_eq!(said().await, Some("identity-said-nursing"));
    let private = ProfileInput { role_public: Some(false), ..Default::default() };
    town.edit(&dana, private).await.unwrap();
    assert_eq!(said().await, None);
}

#[tokio::test]
async fn who_has_no_confirmed_address_edits_the_own_profile() {
    let town = town().await;
    let dana = Actor { confirmed: false, ..town.dana().await };
    let input = ProfileInput { pronouns: Some("they/them".to_owned()), ..Default::default() };
    town.edit(&dana, input).await.unwrap();
    assert_eq!(profile(&town, &dana).await.about.pronouns, "they/them");
}

#[tokio::test]
async fn a_title_in_the_words_of_a_profile_stands_beside_the_name() {
    let town = town().await;
    let amira = town.amira().await;
    for (input, says) in [
        (
            ProfileInput {
                intro: Some("I am a **registered nurse**".into()),
                ..ProfileInput::default()
            },
            true,
        ),
        (ProfileInput { pronouns: Some("she".into()), ..ProfileInput::default() }, true),
        (ProfileInput { intro: Some("I like dahlias".into()), ..ProfileInput::default() }, false),
        (
            ProfileInput {
                ask_me_about: Some("Ask your registered nurse".into()),
                ..ProfileInput::default()
            },
            false,
        ),
        (
            ProfileInput {
                ask_me_about: Some("I am a pharmacist".into()),
                ..ProfileInput::default()
            },
            true,
        ),
        (ProfileInput { ask_me_about: Some(String::new()), ..ProfileInput::default() }, false),
    ] {
        let said = format!("{:?} {:?}", input.intro, input.ask_me_about);
        town.edit(&amira, input).await.unwrap();
        let persona = amira.persona;
        let card =
            town.act(move |tx| cards(tx, &[persona])).await.unwrap().remove(&persona).unwrap();
        assert_eq!(!card.standing.says.is_empty(), says, "{said} {:?}", card.standing.says);
    }
}
