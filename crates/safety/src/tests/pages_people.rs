use commonround_kernel::Role;
use commonround_testkit::World;

use super::house::{text, three};
use crate::model::{Level, Subject};

#[tokio::test]
async fn the_person_reads_the_measure_and_asks_for_another_look() {
    let (house, dana, ..) = three().await;
    house.moderator("ivy").await;
    let case = house.town.case(&dana, Level::Amber).await;
    let measures = format!("/moderation/cases/{case}/measures");
    let form = "act=hide&cause=harassment&words=Please+be+kind";
    let id = text(&house.post(Some("hugo"), &measures, form).await.json(), "id");
    let path = format!("/sanctions/{id}");
    assert_eq!(house.json(Some("amira"), &path).await.short(), "404 not_found");
    let page = house.page(Some("dana"), &path).await.body;
    assert!(page.contains("Please be kind") && page.contains("Ask for another look"));
    assert!(!page.contains("/moderation/"), "the person sees no desk of moderators");
    let appeal = format!("{path}/appeal");
    assert_eq!(house.send(Some("dana"), &appeal, "words=").await.status, 422);
    assert_eq!(house.send(Some("dana"), &appeal, "words=It+was+a+quote").await.status, 303);
    let queue = house.json(Some("ivy"), "/moderation").await.json();
    let rule = format!("/moderation/appeals/{}", text(&queue["appeals"][0], "id"));
    assert_eq!(
        house.post(Some("ivy"), &rule, "").await.short(),
        "422 ruling=required answer=required"
    );
    let refused = house.post(Some("hugo"), &rule, "ruling=uphold&answer=No").await;
    assert_eq!(refused.short(), "403 appeal_needs_another");
    assert_eq!(
        house.send(Some("ivy"), &rule, "ruling=overturn&answer=You+are+right").await.status,
        303
    );
    let after = house.json(Some("dana"), &path).await.json();
    assert_eq!(
        (&after["state"], &after["appeal"]["answer"]),
        (&"lifted".into(), &"You are right".into())
    );
}

#[tokio::test]
async fn a_measure_that_waits_is_not_the_persons_to_read() {
    let (house, dana, ..) = three().await;
    house.moderator("ivy").await;
    let case = house.town.case(&dana, Level::Amber).await;
    let measures = format!("/moderation/cases/{case}/measures");
    let long = house.post(Some("hugo"), &measures, "act=suspend&cause=spam&days=30").await.json();
    assert_eq!(long["waits"], true);
    let path = format!("/sanctions/{}", text(&long, "id"));
    assert_eq!(house.json(Some("dana"), &path).await.short(), "404 not_found");
    let desk = house.page(Some("ivy"), &format!("/moderation/cases/{case}")).await.body;
    assert!(desk.contains("hugo asks for this measure"), "{desk}");
    assert!(desk.contains("/duties/"), "{desk}");
    let ivy = commonround_identity::testing::sign_in(&house.town.world.db, "ivy").await.1;
    let object = text(&long, "id").parse().unwrap();
    house.town.second(&ivy, "safety_measure", object, true).await.unwrap();
    assert_eq!(house.json(Some("dana"), &path).await.status, 200);
}

#[tokio::test]
async fn the_rota_and_the_rules_are_kept_by_form() {
    let (house, ..) = three().await;
    let me = Some("hugo");
    let zone = house
        .send(me, "/moderation/duty/wishes", "time_zone=America%2FToronto&topics_off=spam")
        .await;
    assert_eq!(zone.short(), "303 /moderation/duty?said=safety-notice-done");
    let bad = house.post(me, "/moderation/duty/wishes", "time_zone=Mars&topics_off=mood").await;
    assert_eq!(bad.short(), "422 time_zone=unknown topics_off=unknown");
    let shift = "rung=first&starts=2026-11-18T06%3A00&hours=8";
    assert_eq!(house.send(me, "/moderation/duty/shifts", shift).await.status, 303);
    let rota = house.json(me, "/moderation/duty").await.json();
    assert_eq!((&rota["staffed"], rota["shifts"].as_array().unwrap().len()), (&true.into(), 1));
    assert!(house.page(me, "/moderation/duty").await.body.contains("18 November 2026, 06:00"));
    let remove = format!("/moderation/duty/shifts/{}/remove", text(&rota["shifts"][0], "id"));
    house.moderator("ivy").await;
    assert_eq!(house.post(Some("ivy"), &remove, "").await.short(), "404 not_found");
    assert_eq!(house.post(me, &remove, "").await.status, 200);
    assert_eq!(house.post(me, "/moderation/duty/away", "").await.status, 200);
    assert_eq!(house.post(me, "/moderation/duty/back", "").await.status, 200);

    let word = "phrase=miracle+tea&lang=&level=amber&watch=label";
    assert_eq!(house.send(me, "/moderation/rules/words", word).await.status, 303);
    let rules = house.json(me, "/moderation/rules").await.json();
    assert_eq!(rules["words"][0]["phrase"], "miracle tea");
    let remove = format!("/moderation/rules/words/{}/remove", text(&rules["words"][0], "id"));
    assert_eq!(house.post(me, &remove, "").await.status, 200);
    let again = house.send(me, "/moderation/rules/words", "phrase=&lang=xx&level=&watch=").await;
    assert_eq!(again.status, 422);
}

#[tokio::test]
async fn the_counts_are_public_and_boundaries_are_ones_own() {
    let (house, ..) = three().await;
    assert_eq!(house.page(None, "/about/moderation").await.status, 200);
    assert!(
        house.json(None, "/about/moderation").await.json()["lines"].as_array().unwrap().is_empty()
    );
    assert_eq!(house.json(None, "/settings/boundaries").await.short(), "401 sign_in_required");
    let form =
        "redirect=Ask+the+clinic&redirect_url=%2Fhelp&quiet_from=22&quiet_to=7&time_zone=UTC";
    let set = house.post(Some("dana"), "/settings/boundaries", form).await.json();
    assert_eq!((&set["strangers"], &set["quiet_to"]), (&false.into(), &7.into()));
    assert!(house.page(Some("dana"), "/settings/boundaries").await.body.contains("Ask the clinic"));
    let bad = house.post(Some("dana"), "/settings/boundaries", "redirect_url=http%3A%2F%2Fx").await;
    assert_eq!(bad.short(), "422 redirect_url=malformed");
}

#[tokio::test]
async fn every_page_reads_in_french() {
    let (house, dana, amira, _) = three().await;
    house.town.report(&amira, Subject::persona(dana.persona), "spam", "").await.unwrap();
    let case = house.town.only_case().await.id;
    for (path, part) in [
        ("/moderation".to_owned(), "Dossier suivant"),
        (format!("/moderation/cases/{case}"), "Prendre ce dossier"),
        ("/moderation/duty".to_owned(), "Qui est de garde"),
        ("/moderation/rules".to_owned(), "Mots surveillés"),
        ("/about/moderation".to_owned(), "Ce que la modération a fait"),
        ("/settings/boundaries".to_owned(), "Vos limites"),
    ] {
        let page = house.page(Some("hugo"), &format!("{path}?lang=fr")).await.body;
        assert!(page.contains(part), "{path}: {page}");
    }
}

#[tokio::test]
async fn who_is_not_confirmed_reports_nobody() {
    let (house, ..) = three().await;
    let World { db, keys, .. } = &house.town.world;
    commonround_identity::testing::join_unconfirmed(db, keys, "newcomer", Role::Patient).await;
    let sent = house.post(Some("newcomer"), "/@dana/report", "reason=spam").await;
    assert_eq!(sent.short(), "403 email_unconfirmed");
    assert_eq!(house.post(None, "/@dana/report", "").await.short(), "401 sign_in_required");
}

#[tokio::test]
async fn asking_for_a_helper_says_plainly_whether_one_is_there() {
    let (house, ..) = three().await;
    let page = house.page(Some("amira"), "/helpers").await.body;
    assert!(page.contains("No helper is on duty here now."), "{page}");
    let asked = house.send(Some("amira"), "/helpers", "").await.short();
    assert_eq!(asked, "303 /helpers?said=safety-notice-helper-nobody");
    assert_eq!(house.post(None, "/helpers", "").await.short(), "401 sign_in_required");
    assert_eq!(house.town.only_case().await.level, Level::Red);
}
