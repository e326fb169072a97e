use std::io::Read as _;

use commonround_web::asset;

use crate::world::{ok, world};

#[tokio::test]
async fn assets_are_kept_for_ever_under_a_name_of_their_content() {
    let world = world();
    let table = [
        ("app.css", "text/css; charset=utf-8"),
        ("app.js", "text/javascript; charset=utf-8"),
        ("icons.svg", "image/svg+xml"),
        ("logo.svg", "image/svg+xml"),
    ];
    for (name, kind) in table {
        let got = world.get(asset(name), &[]).await;
        ok(&got);
        assert_eq!(got.header("content-type"), kind);
        assert_eq!(got.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(got.header("vary"), "Accept-Encoding");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
    }
    assert_eq!(world.get("/assets/app.000000000000.css", &[]).await.status, 404);
    assert_eq!(world.get("/assets/app.css", &[]).await.status, 404);
}

#[tokio::test]
async fn assets_come_compressed_and_whole() {
    let world = world();
    let plain = world.get(asset("app.js"), &[]).await.bytes;
    let brotli = world.get(asset("app.js"), &[("accept-encoding", "gzip, br;q=0.9")]).await;
    assert_eq!(brotli.header("content-encoding"), "br");
    let mut whole = Vec::new();
    brotli::Decompressor::new(brotli.bytes.as_slice(), 4096).read_to_end(&mut whole).unwrap();
    assert_eq!(whole, plain);
    let gzip = world.get(asset("app.js"), &[("accept-encoding", "gzip, br;q=0")]).await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut whole = Vec::new();
    flate2::read::GzDecoder::new(gzip.bytes.as_slice()).read_to_end(&mut whole).unwrap();
    assert_eq!(whole, plain);
    assert!(brotli.bytes.len() < gzip.bytes.len() && gzip.bytes.len() < plain.len());
}

#[tokio::test]
async fn the_script_is_small_and_a_first_page_light() {
    let world = world();
    assert!(world.get(asset("app.js"), &[]).await.bytes.len() <= 10 * 1024);
    let mut weight = world.get("/", &[("accept-encoding", "gzip")]).await.bytes.len();
    for name in ["app.css", "app.js", "icons.svg", "logo.svg"] {
        weight += world.get(asset(name), &[("accept-encoding", "br")]).await.bytes.len();
    }
    assert!(weight <= 30 * 1024, "{weight} bytes before any post");
}

#[tokio::test]
async fn the_manifest_and_the_old_icon_address_lead_to_the_logo() {
    let world = world();
    let manifest = world.get("/manifest.webmanifest", &[]).await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    assert_eq!(manifest.json()["name"], "Maple");
    assert_eq!(manifest.json()["icons"][0]["src"], asset("logo.svg"));
    assert_eq!(world.get("/favicon.ico", &[]).await.header("location"), asset("logo.svg"));
}

#[test]
fn nothing_in_the_assets_needs_another_host() {
    let sources = [include_str!("../../assets/app.css"), include_str!("../../assets/app.js")];
    for source in sources {
        assert!(!source.contains("http://") && !source.contains("https://"));
        assert!(
            !source.contains("@import") && !source.contains("eval(") && !source.contains(".style")
        );
    }
}
