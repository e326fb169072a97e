//! Joining, confirming, signing in and out, forgetting a password, leaving.

use serde_json::json;

use crate::stage::{Person, Stage, link_in};

const PASSWORD: &str = "long enough for me";

async fn join(stage: &Stage, handle: &str) -> Person {
    let visitor = stage.visitor();
    let email = format!("{handle}@example.org");
    let answer = visitor
        .form(
            "/join",
            &[
                ("email", &email),
                ("handle", handle),
                ("password", PASSWORD),
                ("age_band", "25-44"),
                ("role", "health_worker"),
            ],
        )
        .await;
    assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    sign_in(stage, handle).await
}

async fn sign_in(stage: &Stage, login: &str) -> Person {
    let mut person = stage.visitor();
    let answer = person.form("/sign-in", &[("login", login), ("password", PASSWORD)]).await;
    assert_eq!(answer.status(), 303, "@{login} signs in");
    person.keep_cookie(&answer);
    person
}

fn path_of(link: &str) -> &str {
    let after_host = link.splitn(4, '/').nth(3).unwrap();
    &link[link.len() - after_host.len() - 1..]
}

async fn confirm(stage: &Stage, person: &Person, email: &str) {
    let link = link_in(&stage.letter_to(email).await);
    let page = person.html(path_of(&link)).await;
    assert!(page.contains("<form"), "a click confirms, not the opening of a link");
    let code = link.split("code=").nth(1).unwrap();
    let answer = person.form("/join/confirm", &[("code", code)]).await;
    assert!(answer.status().is_redirection() || answer.status().is_success());
    let again = stage.visitor().refused("/join/confirm", json!({ "code": code })).await;
    assert_eq!(again, (409, "code_used".to_owned()), "a link works once");
}

#[tokio::test]
async fn a_newcomer_joins_confirms_and_posts() {
    let stage = Stage::demo();
    let nora = join(&stage, "nora").await;
    let hello = json!({ "text": "Hello, I am new here." });
    assert_eq!(
        nora.refused("/statuses", hello.clone()).await,
        (403, "email_unconfirmed".to_owned())
    );
    let profile = json!({ "display_name": "Nora Lind", "pronouns": "she/her" });
    nora.post("/settings/profile", profile).await;
    confirm(&stage, &nora, "nora@example.org").await;
    let status = nora.post("/statuses", hello).await;
    assert_eq!(status["account"]["display_name"], "Nora Lind");
    assert_eq!(status["visibility"], "public", "professionals start in public");
}

#[tokio::test]
async fn a_patient_starts_for_followers_and_out_of_search() {
    let stage = Stage::demo();
    let amount = stage.visitor();
    let fields = json!({
        "email": "pia@example.org", "handle": "pia", "password": PASSWORD,
        "age_band": "45-64", "role": "patient",
    });
    amount.post("/join", fields).await;
    let pia = sign_in(&stage, "pia").await;
    confirm(&stage, &pia, "pia@example.org").await;
    let status = pia.post("/statuses", json!({ "text": "A quiet zebra of a word" })).await;
    assert_eq!(status["visibility"], "followers");
    let dana = stage.enter("dana").await;
    let found = dana.json("/search?q=zebra&in=posts").await;
    assert_eq!(found["posts"]["statuses"], json!([]));
    let path = status["path"].as_str().unwrap();
    assert_eq!(dana.get(path).await.status(), 404, "its existence is private");
    assert_eq!(pia.get(path).await.status(), 200);
}

#[tokio::test]
async fn a_known_address_answers_like_a_new_one() {
    let stage = Stage::demo();
    join(&stage, "nora").await;
    let fields = |email: &str, handle: &str| {
        json!({
            "email": email, "handle": handle, "password": PASSWORD,
            "age_band": "25-44", "role": "caregiver",
        })
    };
    let visitor = stage.visitor();
    let known = visitor.post("/join", fields("nora@example.org", "another")).await;
    let fresh = visitor.post("/join", fields("new@example.org", "afresh")).await;
    let shape =
        |v: &serde_json::Value| v.to_string().replace("another", "H").replace("afresh", "H");
    assert_eq!(shape(&known), shape(&fresh));
    let forgot = |email: &str| json!({ "email": email });
    let known = visitor.post("/forgot", forgot("nora@example.org")).await;
    let unknown = visitor.post("/forgot", forgot("nobody@example.org")).await;
    assert_eq!(known, unknown);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_other_devices_are_signed_out() {
    let stage = Stage::demo();
    let nora = join(&stage, "nora").await;
    confirm(&stage, &nora, "nora@example.org").await;
    stage.visitor().post("/forgot", json!({ "email": "nora@example.org" })).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let link = link_in(&stage.letter_to("nora@example.org").await);
    let code = link.split("code=").nth(1).unwrap().to_owned();
    let new = json!({ "code": code, "password": "another long password" });
    stage.visitor().post("/reset", new.clone()).await;
    assert_eq!(nora.get("/settings").await.status(), 401, "the old device is signed out");
    assert_eq!(stage.visitor().refused("/reset", new).await, (409, "code_used".to_owned()));
    let old = json!({ "login": "nora", "password": PASSWORD });
    assert_eq!(stage.visitor().refused("/sign-in", old).await.0, 401);
    let now = json!({ "login": "nora", "password": "another long password" });
    stage.visitor().post("/sign-in", now).await;
}

#[tokio::test]
async fn a_link_expires_by_the_clock() {
    let stage = Stage::demo();
    join(&stage, "nora").await;
    let link = link_in(&stage.letter_to("nora@example.org").await);
    let code = link.split("code=").nth(1).unwrap();
    stage.advance("PT49H").await;
    let refused = stage.visitor().refused("/join/confirm", json!({ "code": code })).await;
    assert_eq!(refused, (410, "code_expired".to_owned()));
}

#[tokio::test]
async fn leaving_erases_what_one_said_and_keeps_the_handle() {
    let stage = Stage::demo();
    let nora = join(&stage, "nora").await;
    confirm(&stage, &nora, "nora@example.org").await;
    let status = nora.post("/statuses", json!({ "text": "Here for a day" })).await;
    let path = status["path"].as_str().unwrap().to_owned();
    let wrong =
        nora.refused("/settings/delete", json!({ "current_password": "not mine at all" })).await;
    assert_eq!(wrong.0, 422);
    nora.post("/settings/delete", json!({ "current_password": PASSWORD })).await;
    assert_eq!(nora.get("/settings").await.status(), 401);
    stage.advance("PT1S").await;
    let visitor = stage.visitor();
    for gone in [path.as_str(), "/@nora"] {
        let status = visitor.get(gone).await.status().as_u16();
        assert!([404, 410].contains(&status), "{gone}: {status}");
    }
    let again = json!({
        "email": "x@example.org", "handle": "nora", "password": PASSWORD,
        "age_band": "25-44", "role": "patient",
    });
    assert_eq!(visitor.refused("/join", again).await.0, 422, "nobody takes the handle over");
}

#[tokio::test]
async fn a_signed_out_reader_gets_no_cookie_and_a_signed_in_one_only_this() {
    let stage = Stage::demo();
    for path in ["/", "/local", "/join", "/sign-in", "/help", "/search?q=adhd"] {
        let answer = stage.visitor().page(path).await;
        assert!(answer.headers().get("set-cookie").is_none(), "{path}");
    }
    let dana = stage.enter("dana").await;
    assert!(dana.cookie.as_ref().unwrap().starts_with("session="));
    let away = dana.page("/settings/devices").await;
    assert_eq!(away.status(), 200);
    let out = stage.visitor().page("/settings/devices").await;
    assert_eq!(out.status(), 401);
    let page = out.text().await.unwrap();
    assert!(page.contains("/sign-in?next=%2Fsettings%2Fdevices"), "the way in leads back here");
}
