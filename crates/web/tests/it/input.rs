use axum::body::Body;
use axum::http::Method;

use crate::world::{request, world};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

async fn check(kind: &str, body: impl Into<Body>, expected: &str) {
    let headers = [("content-type", kind), ("accept", JSON)];
    let got = world().send(request(Method::POST, "/things", &headers, body.into())).await;
    if expected == "201" {
        assert_eq!(got.status, 201, "{}", got.text());
        return;
    }
    assert_eq!(got.header("content-type"), "application/problem+json");
    assert_eq!(got.refusal(), expected);
}

#[tokio::test]
async fn a_form_and_json_are_read_alike() {
    check(FORM, "name=a&count=3&ticked=on&colour=green", "201").await;
    check(FORM, "name=a&count=&note=%C3%A9", "201").await;
    check("Application/JSON; charset=UTF-8", r#"{"name":"a","count":3,"ticked":true}"#, "201")
        .await;
}

#[tokio::test]
async fn json_refusals_name_the_field() {
    check(JSON, r#"{}"#, "422 invalid name=missing").await;
    check(JSON, r#"{"name":5}"#, "422 invalid name=wrong_type").await;
    check(JSON, r#"{"name":null}"#, "422 invalid name=wrong_type").await;
    check(JSON, r#"{"name":"a","count":"3"}"#, "422 invalid count=wrong_type").await;
    check(JSON, r#"{"name":"a","count":-1}"#, "422 invalid count=wrong_type").await;
    check(JSON, r#"{"name":"a","colour":"blue"}"#, "422 invalid colour=unknown").await;
    check(JSON, r#"{"name":"a","other":1}"#, "422 invalid other=unknown_field").await;
    check(JSON, r#"{"name":"a","name":"b"}"#, "422 invalid name=duplicate").await;
    check(JSON, r#"{"name":"a","inner":{"name":1}}"#, "422 invalid inner.name=wrong_type").await;
    check(JSON, r#"{"name":"a","inner":{}}"#, "422 invalid inner.name=missing").await;
    check(JSON, r#"{"name":"a","inner":{"name":"b","x":1}}"#, "422 invalid inner.x=unknown_field")
        .await;
}

#[tokio::test]
async fn broken_json_is_malformed() {
    for body in ["", "{", "nonsense", r#"{"name":"a"} trailing"#, r#"{"name":"a",}"#, "\0"] {
        check(JSON, body, "422 invalid =malformed").await;
    }
    for body in ["[]", "3", "null", "\"text\""] {
        check(JSON, body, "422 invalid =wrong_type").await;
    }
}

#[tokio::test]
async fn form_refusals_name_the_field() {
    check(FORM, "", "422 invalid name=missing").await;
    check(FORM, "name=a&count=x", "422 invalid count=wrong_type").await;
    check(FORM, "name=a&ticked=maybe", "422 invalid ticked=wrong_type").await;
    check(FORM, "name=a&colour=blue", "422 invalid colour=unknown").await;
    check(FORM, "name=a&other=1", "422 invalid other=unknown_field").await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    check(JSON, b"{\"name\":\"\xff\"}".to_vec(), "422 invalid =not_utf8").await;
    check(FORM, "name=%FF", "422 invalid =not_utf8").await;
    check(FORM, b"name=\xff".to_vec(), "422 invalid =not_utf8").await;
    check(JSON, r#"{"name":"\ud800"}"#, "422 invalid =malformed").await;
}

#[tokio::test]
async fn nul_is_refused_wherever_it_stands() {
    check(FORM, "name=a%00b", "422 invalid name=control_character").await;
    check(FORM, "na%00me=a", "422 invalid name=control_character").await;
    check(JSON, r#"{"name":"a\u0000b"}"#, "422 invalid name=control_character").await;
    check(JSON, r#"{"name":"a","inner":{"name":"\u0000"}}"#, "422 invalid inner=control_character")
        .await;
    check(JSON, r#"{"name":"a backslash, then u: \\u0000"}"#, "201").await;
}

#[tokio::test]
async fn deep_json_is_refused_before_it_is_parsed() {
    let nested = |n: usize| {
        format!("{}{}{}", r#"{"name":"a","inner":"#.repeat(n), r#"{"name":"z"}"#, "}".repeat(n))
    };
    check(JSON, nested(30), "201").await;
    check(JSON, nested(40), "422 invalid =too_deep").await;
    check(JSON, "[".repeat(200_000), "422 invalid =too_deep").await;
}

#[tokio::test]
async fn ten_megabytes_are_too_much_with_and_without_a_length() {
    let large = || format!(r#"{{"name":"{}"}}"#, "a".repeat(10 * 1024 * 1024));
    check(JSON, large(), "413 body_too_large").await;
    let chunks = large().into_bytes().chunks(65_536).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let chunks = chunks.into_iter().map(Ok::<_, std::io::Error>);
    let body = Body::from_stream(futures_util::stream::iter(chunks));
    check(JSON, body, "413 body_too_large").await;
}

#[tokio::test]
async fn other_types_and_charsets_are_refused() {
    check("text/plain", "name=a", "415 unsupported_type").await;
    check("multipart/form-data; boundary=x", "--x--", "415 unsupported_type").await;
    check("application/json; charset=latin1", "{}", "415 unsupported_charset").await;
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_is_given_up() {
    let body =
        Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    check(JSON, body, "503 body_too_slow").await;
}

#[tokio::test]
async fn a_query_refuses_like_a_body_and_leaves_the_frame_its_names() {
    let world = world();
    let fine = world.json("/asked?q=%C3%A9&lang=fr&before=3&said=x&next=/a&limit=3&after=1").await;
    assert_eq!(fine.json()["q"], "é");
    let table = [
        ("/asked?q=%FF", "422 invalid =not_utf8"),
        ("/asked?q=%00", "422 invalid q=control_character"),
        ("/asked?x=1", "422 invalid x=unknown_field"),
        ("/?limit=99", "422 invalid limit=out_of_range"),
        ("/?before=a&after=b", "422 invalid before=malformed after=malformed"),
    ];
    for (path, expected) in table {
        assert_eq!(world.json(path).await.refusal(), expected, "{path}");
    }
}

#[tokio::test]
async fn a_path_that_cannot_exist_does_not_exist() {
    for path in
        ["/things/abc", "/things/%00", "/things/%FF", "/things/-1", "/no/such", "/things/1/"]
    {
        assert_eq!(world().json(path).await.refusal(), "404 not_found", "{path}");
    }
}

#[tokio::test]
async fn a_write_without_fields_refuses_what_it_would_not_read() {
    for (kind, body, expected) in [
        (FORM, "", "200"),
        (JSON, "", "200"),
        (JSON, "{}", "200"),
        (FORM, "x=1", "422 invalid x=unknown_field"),
        (JSON, r#"{"x":1}"#, "422 invalid x=unknown_field"),
        (JSON, "{", "422 invalid =malformed"),
        (JSON, "[]", "422 invalid =wrong_type"),
        ("text/plain", "hello", "415 unsupported_type"),
    ] {
        let headers = [("content-type", kind), ("accept", JSON)];
        let got =
            world().send(request(Method::POST, "/auth/anyone", &headers, Body::from(body))).await;
        let answer = if got.status == 200 { "200".to_owned() } else { got.refusal() };
        assert_eq!(answer, expected, "{kind} {body}");
    }
}
