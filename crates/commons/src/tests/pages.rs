use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use commonround_identity::{Badge, Title};
use commonround_kernel::Id;
use commonround_vocabulary::Status;
use commonround_web::{Caller, Lang};

use super::stage::{JSON, PAGE, PATCH, Stage, site, stage};
use crate::limits::STATUS_CHARS_MAX;
use crate::testing::Say;
use crate::{Viewer, api, views};

/// Where the page of a status is.
fn page_of(handle: &str, id: Id<Status>) -> String {
    format!("/@{handle}/{id}")
}

#[tokio::test]
async fn a_browser_posts_and_is_led_to_the_page() {
    let (stage, _) = stage(&["dana"]).await;
    let came = stage.form("dana", PAGE, "/statuses", "text=Hello+%23Sleep&disclosure=").await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let path = came.location.split('?').next().unwrap();
    let page = stage.get("", PAGE, path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Hello"), "{}", page.body);
    assert!(page.body.contains("href=\"/tags/sleep\""));
    assert!(!page.body.contains("<form method=\"post\" action=\"/statuses"), "signed out");
    assert!(!page.body.contains("style="), "the policy forbids it");
}

#[tokio::test]
async fn a_program_gets_the_documented_json() {
    let (stage, _) = stage(&["dana"]).await;
    let body = r#"{"text":"Why #ADHD?","content_warning":"talk","visibility":"public"}"#;
    let came = stage.json("dana", "/statuses", body).await;
    assert_eq!(came.status, StatusCode::CREATED);
    let json = came.json();
    assert_eq!(json["account"]["username"], "dana");
    assert_eq!(json["spoiler_text"], "talk");
    assert_eq!(json["tags"][0]["name"], "ADHD");
    assert_eq!(json["disclosure"]["kind"], "question");
    assert_eq!(json["reactions"]["me_too"], 0);
    assert_eq!(json["path"], came.location);
    let thread = stage.get("", JSON, &came.location).await.json();
    assert_eq!(thread["id"], json["id"]);
    assert_eq!(thread["descendants"], serde_json::json!([]));
    let local = stage.get("", JSON, "/local").await.json();
    assert_eq!(local["statuses"][0]["id"], json["id"]);
}

#[tokio::test]
async fn a_header_names_the_submission_too() {
    let (stage, _) = stage(&["dana"]).await;
    let first = stage.keyed("dana", "/statuses", "k1", r#"{"text":"once"}"#).await;
    let again = stage.keyed("dana", "/statuses", "k1", r#"{"text":"once"}"#).await;
    assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!(first.json()["id"], again.json()["id"]);
    let other = stage.keyed("dana", "/statuses", "k1", r#"{"text":"twice"}"#).await;
    assert_eq!(other.refusal(), "409 idempotency_key_reused");
    let page = stage.form("dana", PAGE, "/statuses", "text=more&idempotency_key=k1").await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains(">more</textarea>"), "the words are kept");
    assert!(!page.body.contains("value=\"k1\""), "the form has a key of its own");
}

#[tokio::test]
async fn bad_input_has_a_code_and_writes_nothing() {
    let (stage, _) = stage(&["dana"]).await;
    let long = format!(r#"{{"text":"{}"}}"#, "x".repeat(STATUS_CHARS_MAX + 1));
    let table: [(&str, &str); 11] = [
        ("{}", "422 invalid text=required"),
        (&long, "422 invalid text=too_long"),
        (r#"{"text":5}"#, "422 invalid text=wrong_type"),
        (r#"{"text":"x","mood":"y"}"#, "422 invalid mood=unknown_field"),
        (r#"{"text":"a\u0000b"}"#, "422 invalid text=control_character"),
        (r#"{"text":"a\u202eb"}"#, "422 invalid text=bidi_control"),
        (r#"{"text":"x","visibility":"all"}"#, "422 invalid visibility=unknown"),
        (r#"{"text":"x","in_reply_to":"abc"}"#, "422 invalid in_reply_to=unknown"),
        (r#"{"text":"x","in_reply_to":"12"}"#, "404 not_found"),
        (r#"{"text":"x","disclosure":"advertising"}"#, "422 invalid funded_by=required"),
        ("{\"text\":", "422 invalid =malformed"),
    ];
    for (body, expected) in table {
        assert_eq!(stage.json("dana", "/statuses", body.to_owned()).await.refusal(), expected);
    }
    let not_utf8 = Body::from(&b"{\"text\":\"\xff\"}"[..]);
    let came = stage.json("dana", "/statuses", not_utf8).await;
    assert_eq!(came.refusal(), "422 invalid =not_utf8");
    let local = stage.get("", JSON, "/local").await.json();
    assert_eq!(local["statuses"], serde_json::json!([]));
}

#[tokio::test]
async fn a_form_comes_back_with_its_words_and_what_is_wrong() {
    let (stage, _) = stage(&["dana"]).await;
    let body = "text=Buy+this&disclosure=advertising&funded_by=";
    let came = stage.form("dana", PAGE, "/statuses", body).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.body.contains(">Buy this</textarea>"));
    assert!(came.body.contains("#f-funded_by"), "the summary leads to the field");
    assert!(came.body.contains("<details class=\"options\" open"));
}

#[tokio::test]
async fn writes_ask_who_one_is() {
    let (stage, actors) = stage(&["dana"]).await;
    let id = stage.town.say(&actors[0], Say::public("hello")).await;
    let delete = format!("/statuses/{id}/delete");
    let react = format!("/statuses/{id}/reactions");
    let change = format!("/statuses/{id}/disclosure");
    for path in
        ["/statuses", &delete, &react, &change, "/tags/sleep/follow", "/tags/sleep/unfollow"]
    {
        assert_eq!(stage.json("", path, "{}").await.refusal(), "401 sign_in_required", "{path}");
        let came = stage.json("newcomer", path, "{}").await;
        assert_eq!(came.refusal(), "403 email_unconfirmed", "{path}");
    }
}

#[tokio::test]
async fn what_is_private_is_unknown_and_what_is_public_is_refused() {
    let (stage, actors) = stage(&["dana", "eli"]).await;
    let open = stage.town.say(&actors[0], Say::public("open")).await;
    let closed = stage.town.say(&actors[0], Say::followers("closed")).await;
    let gone = stage.town.say(&actors[0], Say::public("gone")).await;
    crate::testing::delete(&stage.town.world.db, &actors[0], gone).await.unwrap();
    let reacts = r#"{"kind":"me_too"}"#;
    let notice = r#"{"disclosure":"service_notice"}"#;
    for (id, act, body, expected) in [
        (open, "delete", "{}", "403 not_author"),
        (closed, "delete", "{}", "404 not_found"),
        (closed, "reactions", reacts, "404 not_found"),
        (gone, "reactions", reacts, "410 status_deleted"),
        (open, "reactions", r#"{"kind":"dislike"}"#, "422 invalid kind=unknown"),
        (open, "reactions", "{}", "422 invalid kind=required"),
        (open, "disclosure", notice, "403 not_author"),
        (closed, "disclosure", notice, "404 not_found"),
        (open, "disclosure", "{}", "422 invalid disclosure=required"),
    ] {
        let path = format!("/statuses/{id}/{act}");
        let who = if expected.starts_with("422") && act == "disclosure" { "dana" } else { "eli" };
        assert_eq!(stage.json(who, &path, body).await.refusal(), expected, "{path}");
    }
    for (path, expected) in [
        (page_of("dana", closed), "404 not_found"),
        (page_of("eli", open), "404 not_found"),
        (page_of("dana", gone), "410 status_deleted"),
        ("/@dana/x".to_owned(), "404 not_found"),
        ("/local?before=x".to_owned(), "422 invalid before=malformed"),
    ] {
        assert_eq!(stage.get("eli", JSON, &path).await.refusal(), expected, "{path}");
    }
}

#[tokio::test]
async fn a_live_form_gets_its_status_and_an_empty_form() {
    let (stage, actors) = stage(&["dana", "eli"]).await;
    let came = stage.form("dana", PATCH, "/statuses", "text=Hello&idempotency_key=k1").await;
    assert_eq!(came.status, StatusCode::OK);
    assert!(came.body.contains("target=\"#feed\" swap=\"prepend\""), "{}", came.body);
    assert!(came.body.contains("target=\"#composer\" swap=\"replace\""));
    assert!(!came.body.contains("value=\"k1\""), "the next post has a key of its own");

    let id = stage.town.say(&actors[0], Say::public("answer me")).await;
    let reply = format!("text=Yes&in_reply_to={id}");
    let came = stage.form("eli", PATCH, "/statuses", &reply).await;
    assert!(came.body.contains(&format!("target=\"#below-{id}\" swap=\"append\"")));
    assert!(came.body.contains(&format!("target=\"#a-{id}\" swap=\"replace\"")));

    let react = format!("/statuses/{id}/reactions");
    let came = stage.form("eli", PATCH, &react, "kind=thank_you&on=true").await;
    assert!(came.body.contains("aria-pressed=\"true\""), "{}", came.body);
    let came = stage.form("dana", PATCH, &format!("/statuses/{id}/delete"), "").await;
    assert!(came.body.contains(&format!("target=\"#s-{id}\" swap=\"remove\"")));
}

#[tokio::test]
async fn tags_are_followed_and_left() {
    let (stage, _) = stage(&["dana"]).await;
    let came = stage.form("dana", PAGE, "/tags/Sleep/follow", "").await;
    assert_eq!((came.status, came.location.as_str()), (StatusCode::SEE_OTHER, "/tags/Sleep"));
    let page = stage.get("dana", PAGE, "/settings/tags").await;
    assert!(page.body.contains("action=\"/tags/Sleep/unfollow\""), "{}", page.body);
    let listed = stage.get("dana", JSON, "/settings/tags").await.json();
    assert_eq!(listed["tags"][0]["name"], "Sleep");
    let came = stage.form("dana", PATCH, "/tags/sleep/unfollow", "").await;
    assert!(came.body.contains("/tags/sleep/follow"), "{}", came.body);
    let listed = stage.get("dana", JSON, "/settings/tags").await.json();
    assert_eq!(listed["tags"], serde_json::json!([]));
    assert_eq!(stage.json("dana", "/tags/a%20b/follow", "{}").await.refusal(), "404 not_found");
}

#[tokio::test]
async fn an_author_changes_what_a_status_is_by_form() {
    let (stage, actors) = stage(&["dana"]).await;
    let id = stage.town.say(&actors[0], Say::public("We open at nine")).await;
    let path = format!("/statuses/{id}/disclosure");
    let page = stage.get("dana", PAGE, &path).await;
    assert!(page.body.contains("value=\"personal_story\""), "{}", page.body);
    let came = stage.form("dana", PAGE, &path, "disclosure=advertising").await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    let came = stage.form("dana", PAGE, &path, "disclosure=advertising&funded_by=Acme").await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = stage.get("", PAGE, &page_of("dana", id)).await;
    assert!(page.body.contains("Acme"));
}

#[tokio::test]
async fn professional_words_say_that_nobody_checked_them() {
    let (stage, _) = stage(&["dana"]).await;
    let body = "text=Weigh+yourself&disclosure=professional_information&basis=clinical_experience";
    let came = stage.form("dana", PAGE, "/statuses", body).await;
    let page = stage.get("", PAGE, came.location.split('?').next().unwrap()).await;
    assert!(page.body.contains("Not checked"), "{}", page.body);
    let french = stage.get("", PAGE, "/local?lang=fr").await;
    assert!(french.body.contains("Non vérifié"), "{}", french.body);
}

#[tokio::test]
async fn scripts_in_text_stay_text() {
    let (stage, _) = stage(&["dana"]).await;
    let script = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let body = format!(
        "text=x+{script}&content_warning={script}&disclosure=advertising&funded_by={script}"
    );
    let came = stage.form("dana", PAGE, "/statuses", &body).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.body);
    for path in ["/local", came.location.split('?').next().unwrap()] {
        assert!(!stage.get("dana", PAGE, path).await.body.contains("<script>alert"), "{path}");
    }
}

#[tokio::test]
async fn the_next_page_is_a_link() {
    let (stage, actors) = stage(&["dana"]).await;
    for _ in 0..3 {
        stage.town.say(&actors[0], Say::public("hello")).await;
    }
    let next = next_of(&stage, "/local?limit=2").await;
    let page = stage.get("", PAGE, "/local?limit=2").await;
    assert!(page.body.contains(&format!("href=\"/local?before={next}\"")), "{}", page.body);
    let rest = stage.get("", JSON, &format!("/local?before={next}&limit=2")).await.json();
    assert_eq!(rest["statuses"].as_array().unwrap().len(), 1);
    assert_eq!(rest["next"], serde_json::Value::Null);
}

async fn next_of(stage: &Stage, path: &str) -> String {
    stage.get("", JSON, path).await.json()["next"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_route_is_described() {
    let (stage, _) = stage(&[]).await;
    let described = stage.get("", JSON, "/api/openapi.json").await.json();
    let paths = described["paths"].as_object().unwrap();
    for path in ["/statuses", "/@{handle}/{id}", "/tags/{tag}/follow", "/local", "/live/home"] {
        assert!(paths.contains_key(path), "{path}");
    }
}

#[tokio::test]
async fn what_a_checked_professional_answers_is_general_information() {
    let (stage, actors) = stage(&["dana", "amira"]).await;
    let (dana, amira) = (&actors[0], &actors[1]);
    let asked = stage.town.say(amira, Say::public("How much salt?")).await;
    let answer = stage.town.say(dana, Say::reply("Less than you think", asked)).await;
    let own = stage.town.say(dana, Say::public("Salt, part one")).await;
    let more = stage.town.say(dana, Say::reply("Salt, part two", own)).await;
    let badge = Badge {
        profession: "registered_nurse".to_owned(),
        title: Title { en: "Registered nurse".into(), fr: "Infirmière".into() },
        jurisdiction: "CA-ON".to_owned(),
        issuer: None,
        register: "cno".to_owned(),
        checked_at: stage.town.world.env.now(),
        method: "officer_call",
        valid_until: None,
        conditions: false,
        conditions_url: None,
    };
    for (id, verified, expected) in [
        (answer, true, true),
        (answer, false, false),
        (asked, true, false),
        (own, true, false),
        (more, true, false),
    ] {
        let mut card = stage.town.one(Viewer::NOBODY, id).await.unwrap();
        card.author.standing.badges.extend(verified.then(|| badge.clone()));
        let now = stage.town.world.env.now();
        let caller = Caller::stranger(Arc::new(site()), Lang::En, now);
        let shown = views::status_card(&caller.ui(), &card).into_string();
        assert_eq!(shown.contains("General information."), expected, "{shown}");
        let json = serde_json::to_value(api::Status::from(&card)).unwrap();
        assert_eq!(json["general_information"], expected);
    }
}
