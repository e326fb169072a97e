use axum::body::Body;
use axum::http::Method;

use crate::world::{ok, request, world};

const PATCH: &str = "text/vnd.app.patch+html";

#[tokio::test]
async fn one_url_answers_a_browser_and_a_program() {
    let world = world();
    let page = world.get("/things/3", &[("accept", "text/html")]).await;
    ok(&page);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains("<h1 class=\"title\">Thing 3</h1>"));
    let json = world.json("/things/3").await;
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(json.json()["name"], "thing 3");
}

#[tokio::test]
async fn a_write_redirects_answers_json_or_patches() {
    let world = world();
    let browser = world.form("/things", "name=a", &[("accept", "text/html")]).await;
    assert_eq!(
        (browser.status, browser.header("location")),
        (303, "/things/7?said=room-notice-saved")
    );
    let program = world.post_json("/things", r#"{"name":"a"}"#).await;
    assert_eq!((program.status, program.header("location")), (201, "/things/7"));
    assert_eq!(program.json()["name"], "a");
    let script = world.form("/things", "name=a", &[("accept", PATCH)]).await;
    ok(&script);
    assert_eq!(
        script.text(),
        "<patch-el target=\"/things/7?said=room-notice-saved\" swap=\"go\"></patch-el>"
    );
    let own = world.form("/things", "name=a&ticked=true", &[("accept", PATCH)]).await;
    assert_eq!(own.text(), "<patch-el target=\"#feed\" swap=\"prepend\"><p>new</p></patch-el>");
    assert_eq!(own.header("content-type"), PATCH);
}

#[tokio::test]
async fn a_refused_form_comes_back_as_each_wants_it() {
    let world = world();
    let browser = world.form("/things", "name=&note=kept", &[("accept", "text/html")]).await;
    assert_eq!(browser.status, 422);
    let text = browser.text();
    assert!(text.contains("There is a problem"), "{text}");
    assert!(text.contains("<a href=\"#f-name\">"));
    assert!(text.contains("aria-describedby=\"f-name-hint f-name-problem\""));
    assert!(text.contains(">kept</textarea>"));
    let script = world.form("/things", "name=", &[("accept", PATCH)]).await;
    assert_eq!(script.status, 422);
    assert!(
        script.text().starts_with("<patch-el target=\"\" swap=\"errors\"><div class=\"errors\"")
    );
    let program = world.form("/things", "name=", &[("accept", "application/json")]).await;
    assert_eq!(program.refusal(), "422 invalid name=required");
}

#[tokio::test]
async fn every_error_has_its_status_code_and_page() {
    let world = world();
    let table = [
        ("gone", "410 status_gone"),
        ("denied", "403 nobody_may"),
        ("limited", "429 limited"),
        ("unavailable", "503 restarting"),
        ("fault", "500 fault"),
        ("panic", "500 fault"),
        ("none", "404 not_found"),
    ];
    for (how, expected) in table {
        let path = format!("/fails/{how}");
        let json = world.json(&path).await;
        assert_eq!(json.refusal(), expected);
        assert!(!json.text().contains("secret cause") && !json.text().contains("boom"));
        let page = world.get(&path, &[("accept", "text/html")]).await;
        assert_eq!(page.status, json.status);
        assert!(page.text().contains("href=\"/help\""), "{how}");
        let patch = world.get(&path, &[("accept", PATCH)]).await;
        assert_eq!(patch.status, json.status);
        assert!(patch.text().contains("swap=\"toast\""), "{how}");
    }
    assert_eq!(world.json("/fails/limited").await.header("retry-after"), "2");
    assert_eq!(world.json("/fails/limited").await.json()["retry_after"], 2);
}

#[tokio::test]
async fn a_problem_speaks_the_callers_language_and_quotes_the_request() {
    let headers = [("accept", "application/json"), ("accept-language", "fr-CA")];
    let got = world().get("/fails/none", &headers).await;
    let body = got.json();
    assert_eq!(body["title"], "Nous ne trouvons pas cette page");
    assert_eq!(body["request_id"], got.header("x-request-id"));
    assert_eq!(body["status"], 404);
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_hangs_is_given_up() {
    assert_eq!(world().json("/fails/forever").await.refusal(), "503 timeout");
}

#[tokio::test]
async fn a_method_nobody_takes_is_405_and_says_which_are() {
    let headers = [("accept", "application/json")];
    let got = world().send(request(Method::DELETE, "/things/3", &headers, Body::empty())).await;
    assert_eq!(got.refusal(), "405 method_not_allowed");
    assert_eq!(got.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn head_answers_like_get_without_a_body() {
    let got = world().send(request(Method::HEAD, "/things/3", &[], Body::empty())).await;
    assert_eq!(got.status, 200);
    assert!(got.bytes.is_empty());
}
