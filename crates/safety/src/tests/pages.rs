use super::house::{text, three};
use crate::model::{Level, Subject};

#[tokio::test]
async fn reports_are_filed_by_form_and_by_program() {
    let (house, dana, ..) = three().await;
    let post = house.town.say(&dana, "Vinegar cures all").await;
    let me = Some("amira");
    let path = format!("/statuses/{post}/report");
    assert!(house.page(me, &path).await.body.contains("Report a post by"));
    let done = house.send(me, &path, "reason=harmful_advice&comment=").await.short();
    assert_eq!(done, format!("303 /statuses/{post}?said=safety-notice-reported"));
    assert_eq!(house.post(me, &path, "reason=spam").await.json()["joined"], true);
    assert_eq!(house.post(me, &path, "").await.short(), "422 reason=required");
    let other = house.post(me, "/@dana/report", "reason=other").await;
    assert_eq!(other.short(), "422 comment=required");
    let page = house.send(me, "/@dana/report", "reason=other&comment=").await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains(r#"value="other" required checked"#), "{}", page.body);
    let filed = house.post(me, "/@dana/report", "reason=spam").await.json();
    assert_eq!(filed["joined"], false);
    let own = format!("/reports/{}", text(&filed, "id"));
    assert_eq!(house.json(me, &own).await.json()["closed"], false);
    assert_eq!(house.json(Some("dana"), &own).await.short(), "404 not_found");
    let self_report = house.post(Some("dana"), "/@dana/report", "reason=spam").await;
    assert_eq!(self_report.short(), "403 report_self");
    assert_eq!(house.post(me, "/statuses/1/report", "reason=spam").await.short(), "404 not_found");
}

#[tokio::test]
async fn what_may_be_false_goes_to_the_evidence_in_one_step() {
    let (house, dana, ..) = three().await;
    let post = house.town.say(&dana, "Vinegar cures all").await;
    let me = Some("amira");
    let sent = house.send(me, &format!("/statuses/{post}/report"), "reason=may_be_false").await;
    assert_eq!(sent.short(), format!("303 /claims/new?status={post}"));
    let sent = house.post(me, "/@dana/report", "reason=may_be_false").await;
    assert_eq!(sent.json()["see"], "/claims");
    assert!(house.town.all_cases().await.is_empty());
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there_to_report_and_a_moderator_sees_it() {
    let (house, dana, ..) = three().await;
    let post = house.town.say(&dana, "secret, but stop your SSRI today").await;
    let path = format!("/statuses/{post}/report");
    assert_eq!(house.post(Some("amira"), &path, "reason=spam").await.short(), "404 not_found");
    let case = house.town.only_case().await.id;
    let page = house.page(Some("hugo"), &format!("/moderation/cases/{case}")).await;
    assert!(page.body.contains("secret, but"), "{}", page.body);
    house.town.delete(post);
    assert_eq!(house.post(Some("amira"), &path, "reason=spam").await.short(), "410 status_deleted");
    let page = house.page(Some("hugo"), &format!("/moderation/cases/{case}")).await;
    assert!(page.body.contains("It was taken away."));
}

#[tokio::test]
async fn every_page_of_moderators_is_theirs_alone() {
    let (house, dana, amira, _) = three().await;
    let about = Subject::persona(dana.persona);
    house.town.report(&amira, about, "spam", "").await.unwrap();
    let case = house.town.only_case().await.id;
    let pages = ["/moderation", "/moderation/next", "/moderation/duty", "/moderation/rules"];
    let of_case =
        [format!("/moderation/cases/{case}"), format!("/moderation/cases/{case}/history")];
    for path in pages.into_iter().chain(of_case.iter().map(String::as_str)) {
        assert_eq!(house.json(None, path).await.short(), "401 sign_in_required", "{path}");
        assert_eq!(house.json(Some("amira"), path).await.short(), "403 moderator_only", "{path}");
        let found = house.page(Some("hugo"), path).await;
        assert!(found.status < 400, "{path}: {} {}", found.status, found.body);
    }
    for act in ["take", "release", "notes", "level", "measures", "close"] {
        let path = format!("/moderation/cases/{case}/{act}");
        assert_eq!(house.post(None, &path, "").await.short(), "401 sign_in_required", "{path}");
        assert_eq!(
            house.post(Some("amira"), &path, "").await.short(),
            "403 moderator_only",
            "{path}"
        );
    }
    let crisis = house.post(Some("hugo"), "/moderation/rules/crisis", "crisis=hold").await;
    assert_eq!(crisis.short(), "403 operator_only");
}

#[tokio::test]
async fn a_day_of_work_leads_from_case_to_case() {
    let (house, dana, amira, _) = three().await;
    let other = house.town.patient("other").await;
    house
        .town
        .report(&amira, Subject::persona(dana.persona), "harmful_advice", "see <b>")
        .await
        .unwrap();
    house.town.report(&amira, Subject::persona(other.persona), "spam", "").await.unwrap();
    let all = house.town.all_cases().await;
    let (first, second) = (all[0].id, all[1].id);
    let me = Some("hugo");
    let page = house.page(me, "/moderation").await.body;
    assert!(
        page.contains(&format!("/moderation/cases/{first}"))
            && page.contains("Nobody is on duty now.")
    );
    let next = house.page(me, "/moderation/next").await;
    assert_eq!(next.short(), format!("303 /moderation/cases/{first}"));
    let shown = house.page(me, &next.location).await.body;
    assert!(shown.contains("see &lt;b&gt;") && !shown.contains("see <b>"));
    let path = format!("/moderation/cases/{first}");
    let taken = house.send(me, &format!("{path}/take"), "").await.short();
    assert_eq!(taken, format!("303 {path}?said=safety-notice-done"));
    let empty = house.send(me, &format!("{path}/notes"), "note=").await;
    assert_eq!(empty.status, 422);
    assert_eq!(house.send(me, &format!("{path}/notes"), "note=Hm").await.status, 303);
    let wrong = house
        .send(me, &format!("{path}/measures"), "act=suspend&cause=spam&words=Kept&days=")
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains(">Kept</textarea>"), "{}", wrong.body);
    let label = house.post(me, &format!("{path}/measures"), "act=limit&cause=spam&days=3").await;
    assert_eq!((label.status, label.json()["waits"].as_bool()), (201, Some(false)));
    let closed = house.send(me, &format!("{path}/close"), "outcome=").await.short();
    assert_eq!(closed, format!("303 /moderation/cases/{second}?said=safety-notice-closed"));
    let history = house.json(me, &format!("{path}/history")).await.json();
    let what: Vec<_> =
        history["entries"].as_array().unwrap().iter().map(|e| text(e, "what")).collect();
    let expected = ["opened", "reported", "seen", "taken", "noted", "measure_began", "closed"];
    assert_eq!(what, expected);
}

#[tokio::test]
async fn numbers_that_nobody_looked_up_for_a_year_are_told_to_who_looks_after_the_place() {
    let (house, ..) = three().await;
    let told = "Nobody has looked up the help numbers";
    assert!(!house.page(Some("hugo"), "/moderation").await.body.contains(told));
    house.town.world.advance(std::time::Duration::from_secs(380 * 86_400));
    assert!(house.page(Some("hugo"), "/moderation").await.body.contains(told));
}

#[tokio::test]
async fn whoever_comes_second_reads_who_was_first_and_when() {
    let (house, dana, ..) = three().await;
    house.moderator("ivy").await;
    let case = house.town.case(&dana, Level::Red).await;
    let path = format!("/moderation/cases/{case}/take");
    assert_eq!(house.send(Some("hugo"), &path, "").await.status, 303);
    let late = house.send(Some("ivy"), &path, "").await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("hugo took this case first."), "{}", late.body);
    assert_eq!(house.post(Some("ivy"), &path, "").await.short(), "409 case_taken");
}

#[tokio::test]
async fn a_template_fills_the_words_in_the_language_of_the_person() {
    let (house, dana, ..) = three().await;
    let case = house.town.case(&dana, Level::Amber).await;
    let me = Some("hugo");
    let english = house.page(me, &format!("/moderation/cases/{case}?template=0&in=en")).await.body;
    assert!(english.contains("You told people to stop or change a medicine"));
    let french = house.page(me, &format!("/moderation/cases/{case}?template=0&in=fr")).await.body;
    assert!(french.contains("Vous avez conseillé d’arrêter"));
    assert_eq!(house.page(me, &format!("/moderation/cases/{case}?template=99")).await.status, 200);
}
