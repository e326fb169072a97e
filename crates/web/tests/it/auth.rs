use axum::body::Body;
use axum::http::Method;
use commonround_web::{Limiter, Room, Site, When};
use std::sync::Arc;

use crate::world::{request, world, world_with};

/// Who, what they send, and what each class answers to a read and to a write.
const MATRIX: &str = "
nobody       - : anyone 200 200 | signed-in 401 401 | confirmed 401 401 | session 401 401 | moderator 401 401 | officer 401 401 | operator 401 401
unconfirmed  c : anyone 200 200 | signed-in 200 200 | confirmed 403 403 | session 200 200 | moderator 403 403 | officer 403 403 | operator 403 403
member       c : anyone 200 200 | signed-in 200 200 | confirmed 200 200 | session 200 200 | moderator 403 403 | officer 403 403 | operator 403 403
moderator    c : anyone 200 200 | signed-in 200 200 | confirmed 200 200 | session 200 200 | moderator 200 200 | officer 403 403 | operator 403 403
officer      c : anyone 200 200 | signed-in 200 200 | confirmed 200 200 | session 200 200 | moderator 403 403 | officer 200 200 | operator 403 403
operator     c : anyone 200 200 | signed-in 200 200 | confirmed 200 200 | session 200 200 | moderator 200 200 | officer 403 403 | operator 200 200
read         b : anyone 200 403 | signed-in 200 403 | confirmed 200 403 | session 403 403 | moderator 403 403 | officer 403 403 | operator 403 403
write        b : anyone 403 200 | signed-in 403 200 | confirmed 403 200 | session 403 403 | moderator 403 403 | officer 403 403 | operator 403 403
both         b : anyone 200 200 | signed-in 200 200 | confirmed 200 200 | session 403 403 | moderator 403 403 | officer 403 403 | operator 403 403
wrong        b : anyone 401 401 | signed-in 401 401 | confirmed 401 401 | session 401 401 | moderator 401 401 | officer 401 401 | operator 401 401
wrong        c : anyone 200 200 | signed-in 401 401 | confirmed 401 401 | session 401 401 | moderator 401 401 | officer 401 401 | operator 401 401
";

#[tokio::test]
async fn every_class_lets_through_whom_it_says() {
    let world = world();
    let mut seen = String::from("\n");
    for line in MATRIX.trim().lines() {
        let (who, cells) = line.split_once(" : ").unwrap();
        let (name, by) = who.split_once(char::is_whitespace).unwrap();
        let shown = match by.trim() {
            "c" => Some(("cookie", format!("session={name}"))),
            "b" => Some(("authorization", format!("Bearer {name}"))),
            _ => None,
        };
        let mut headers = vec![("accept", "application/json")];
        headers.extend(shown.as_ref().map(|(n, v)| (*n, v.as_str())));
        let mut row = Vec::new();
        for class in cells.split(" | ").map(|cell| cell.split(' ').next().unwrap()) {
            let path = format!("/auth/{class}");
            let read = world.get(&path, &headers).await.status;
            let write = request(Method::POST, &path, &headers, Body::empty());
            row.push(format!("{class} {read} {}", world.send(write).await.status));
        }
        seen.push_str(&format!("{who} : {}\n", row.join(" | ")));
    }
    assert_eq!(seen, MATRIX);
}

#[tokio::test]
async fn refusals_say_why() {
    let world = world();
    let bearer = |token: &'static str| [("accept", "application/json"), ("authorization", token)];
    let table = [
        ("/auth/session", "Bearer both", "403 session_required"),
        ("/auth/operator", "Bearer both", "403 operator_only"),
        ("/auth/anyone", "Bearer write", "403 scope_missing"),
        ("/auth/anyone", "Bearer nonsense", "401 token_invalid"),
    ];
    for (path, token, expected) in table {
        assert_eq!(world.get(path, &bearer(token)).await.refusal(), expected, "{path} {token}");
    }
    let nobody = world.json("/auth/confirmed").await;
    assert_eq!(nobody.refusal(), "401 sign_in_required");
    assert_eq!(nobody.header("www-authenticate"), "Bearer");
    let page = world.get("/auth/confirmed", &[("accept", "text/html")]).await;
    assert!(page.text().contains("href=\"/sign-in?next=%2Fauth%2Fconfirmed\""), "{}", page.text());
}

#[tokio::test]
async fn a_failing_look_up_refuses_instead_of_signing_out() {
    let headers = [("accept", "application/json"), ("cookie", "session=broken")];
    assert_eq!(world().get("/auth/anyone", &headers).await.refusal(), "500 fault");
}

async fn post_from(headers: &[(&str, &str)]) -> String {
    let mut all = vec![("accept", "application/json"), ("cookie", "session=member")];
    all.extend_from_slice(headers);
    let got = world().send(request(Method::POST, "/auth/confirmed", &all, Body::empty())).await;
    if got.status == 200 { "ok".to_owned() } else { got.refusal() }
}

#[tokio::test]
async fn a_form_on_another_site_is_refused() {
    assert_eq!(post_from(&[("sec-fetch-site", "cross-site")]).await, "403 cross_site");
    assert_eq!(post_from(&[("sec-fetch-site", "same-site")]).await, "403 cross_site");
    assert_eq!(post_from(&[("origin", "https://evil.example")]).await, "403 cross_site");
    assert_eq!(post_from(&[("origin", "null")]).await, "403 cross_site");
    assert_eq!(post_from(&[("sec-fetch-site", "same-origin")]).await, "ok");
    assert_eq!(post_from(&[("origin", "http://maple.test")]).await, "ok");
    assert_eq!(post_from(&[]).await, "ok");
}

#[tokio::test]
async fn reads_from_another_site_are_links() {
    let headers = [("accept", "application/json"), ("sec-fetch-site", "cross-site")];
    assert_eq!(world().get("/things/3", &headers).await.status, 200);
}

#[tokio::test]
async fn over_tls_only_the_prefixed_cookie_counts() {
    let world = world_with(|config| {
        let room = Room { href: "/", icon: "house", label_key: "web-search", when: When::Always };
        config.site = Arc::new(Site::new("Maple", "https://maple.test", &[], vec![room]).unwrap());
    });
    let status = async |cookie| world.get("/auth/confirmed", &[("cookie", cookie)]).await.status;
    assert_eq!(status("session=member").await, 401);
    assert_eq!(status("__Host-session=member").await, 200);
}

#[tokio::test]
async fn the_stack_limits_writes_by_account() {
    let world = world_with(|config| config.limiter = Limiter::new(config.env.clone()));
    let headers = [("accept", "application/json"), ("cookie", "session=member")];
    let post = || request(Method::POST, "/auth/confirmed", &headers, Body::empty());
    for _ in 0..120 {
        assert_eq!(world.send(post()).await.status, 200);
    }
    let refused = world.send(post()).await;
    assert_eq!(refused.refusal(), "429 limited");
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(world.get("/auth/confirmed", &headers).await.status, 200, "reads go on");
}

#[tokio::test]
async fn wrong_tokens_are_counted_by_address() {
    let world = world_with(|config| config.limiter = Limiter::new(config.env.clone()));
    let wrong = [("accept", "application/json"), ("authorization", "Bearer wrong")];
    for _ in 0..600 {
        assert_eq!(world.get("/auth/anyone", &wrong).await.status, 401);
    }
    assert_eq!(world.get("/auth/anyone", &wrong).await.refusal(), "429 limited");
}
