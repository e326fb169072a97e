use commonround_web::{Site, security::CONTENT_SECURITY_POLICY};
use std::sync::Arc;

use crate::world::{world, world_with};

#[tokio::test]
async fn every_page_carries_the_security_headers() {
    let world = world();
    for path in ["/", "/fails/none", "/fails/panic", "/api/openapi.json", "/no/such/page"] {
        let got = world.get(path, &[("accept", "text/html")]).await;
        assert_eq!(got.header("content-security-policy"), CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert_eq!(got.header("referrer-policy"), "same-origin");
        assert_eq!(got.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(got.header("vary"), "Accept, Cookie, Accept-Language", "{path}");
        assert_eq!(got.header("x-request-id").len(), 16);
        assert!(!got.headers.contains_key("strict-transport-security"));
    }
}

#[tokio::test]
async fn tls_is_pinned_where_it_is_used() {
    let site = Site::new("Maple", "https://maple.test", &[], Vec::new()).unwrap();
    let world = world_with(|config| config.site = Arc::new(site));
    let got = world.get("/", &[]).await;
    assert!(got.header("strict-transport-security").starts_with("max-age=63072000"));
}

#[tokio::test]
async fn a_reader_who_is_signed_out_gets_no_cookie() {
    let world = world();
    for path in
        ["/", "/?lang=fr", "/things/3", "/auth/session", "/fails/none", "/manifest.webmanifest"]
    {
        assert!(!world.get(path, &[]).await.headers.contains_key("set-cookie"), "{path}");
    }
}

#[tokio::test]
async fn caches_keep_only_what_they_may() {
    let world = world();
    assert_eq!(world.get("/", &[]).await.header("cache-control"), "no-cache");
    let member = world.get("/", &[("cookie", "session=member")]).await;
    assert_eq!(member.header("cache-control"), "private, no-cache");
    assert_eq!(world.get("/sensitive", &[]).await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_ask() {
    let world = world();
    let got = world.get("/", &[("accept-encoding", "gzip")]).await;
    assert_eq!(got.header("content-encoding"), "gzip");
    assert!(got.headers.get_all("vary").iter().any(|v| v == "accept-encoding"));
    assert_eq!(world.get("/", &[]).await.header("content-encoding"), "");
}

#[tokio::test]
async fn only_a_trusted_proxy_names_the_request() {
    let id = [("x-request-id", "abcdef-12345")];
    assert_ne!(world().get("/", &id).await.header("x-request-id"), "abcdef-12345");
    let trusting = world_with(|config| config.trusted_proxies = vec!["0.0.0.0".parse().unwrap()]);
    assert_eq!(trusting.get("/", &id).await.header("x-request-id"), "abcdef-12345");
    let odd = trusting.get("/", &[("x-request-id", "<script>alert(1)</script>")]).await;
    assert_eq!(odd.header("x-request-id").len(), 16);
}
