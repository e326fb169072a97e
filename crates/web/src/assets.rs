//! Style, script and pictures: in the binary, under addresses that change with their content, so
//! that browsers keep them for ever.

use std::io::Write as _;
use std::sync::{LazyLock, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::security;
use crate::site::Site;

const FOREVER: &str = "public, max-age=31536000, immutable";
const A_DAY: &str = "public, max-age=86400";

struct Asset {
    name: &'static str,
    url: String,
    kind: &'static str,
    plain: &'static [u8],
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

static ASSETS: LazyLock<[Asset; 5]> = LazyLock::new(|| {
    [
        Asset::new("app.css", "text/css; charset=utf-8", include_bytes!("../assets/app.css")),
        Asset::new("app.js", "text/javascript; charset=utf-8", include_bytes!("../assets/app.js")),
        Asset::new(
            "desk.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/desk.js"),
        ),
        Asset::new("icons.svg", "image/svg+xml", include_bytes!("../assets/icons.svg")),
        Asset::new("logo.svg", "image/svg+xml", include_bytes!("../assets/logo.svg")),
    ]
});

impl Asset {
    fn new(name: &'static str, kind: &'static str, plain: &'static [u8]) -> Self {
        let digest = Sha256::digest(plain);
        let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let (stem, ending) = name.split_once('.').expect("every asset has an ending");
        let url = format!("/assets/{stem}.{hash}.{ending}");
        Self { name, url, kind, plain, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// Compressed as hard as can be at the first request, once.
    fn brotli(&'static self) -> &'static [u8] {
        self.brotli.get_or_init(|| {
            let mut out = Vec::new();
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
            let written = writer.write_all(self.plain);
            drop(writer);
            written.map_or_else(|_| self.plain.to_vec(), |()| out)
        })
    }

    fn gzip(&'static self) -> &'static [u8] {
        self.gzip.get_or_init(|| {
            let mut writer = GzEncoder::new(Vec::new(), Compression::best());
            let written = writer.write_all(self.plain).and_then(|()| writer.finish());
            written.unwrap_or_else(|_| self.plain.to_vec())
        })
    }

    fn answer(&'static self, headers: &HeaderMap) -> Response {
        let (bytes, encoding) = match accepted(headers) {
            Some("br") => (self.brotli(), Some("br")),
            Some("gzip") => (self.gzip(), Some("gzip")),
            _ => (self.plain, None),
        };
        let mut response = Body::from(Bytes::from_static(bytes)).into_response();
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
        out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Some(encoding) = encoding {
            out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        security::common_headers(out);
        response
    }
}

fn accepted(headers: &HeaderMap) -> Option<&'static str> {
    let raw = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let allows = |name: &str| {
        raw.split(',').any(|part| {
            let mut pieces = part.split(';');
            let named = pieces.next().is_some_and(|n| n.trim().eq_ignore_ascii_case(name));
            named && pieces.find_map(crate::lang::weight_of).is_none_or(|weight| weight > 0.0)
        })
    };
    ["br", "gzip"].into_iter().find(|name| allows(name))
}

/// The address of an asset: `asset("app.css")` is `/assets/app.<hash>.css`.
///
/// # Panics
/// Where there is none of that name: names are literals.
#[must_use]
pub fn asset(name: &str) -> &'static str {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    &found.expect("assets are named by literals").url
}

/// Everything that needs no caller: assets, the web manifest, the old address of the icon.
pub(crate) fn router(site: &Site) -> Router {
    let manifest = manifest(site);
    Router::new()
        .route("/assets/{file}", get(serve))
        .route("/manifest.webmanifest", get(move || std::future::ready(manifest_answer(&manifest))))
        .route("/favicon.ico", get(|| std::future::ready(icon_answer())))
}

async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let found = ASSETS.iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(&file));
    found.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| asset.answer(&headers))
}

fn manifest(site: &Site) -> String {
    let logo = asset("logo.svg");
    json!({
        "name": site.name,
        "short_name": site.name,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#f3f6f7",
        "theme_color": "#0a6673",
        "icons": [
            { "src": logo, "sizes": "any", "type": "image/svg+xml", "purpose": "any" },
            { "src": logo, "sizes": "any", "type": "image/svg+xml", "purpose": "maskable" },
        ],
    })
    .to_string()
}

fn manifest_answer(manifest: &str) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/manifest+json")];
    let mut response = (kind, manifest.to_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(A_DAY));
    security::common_headers(headers);
    response
}

fn icon_answer() -> Response {
    let to = [(header::LOCATION, asset("logo.svg")), (header::CACHE_CONTROL, A_DAY)];
    (StatusCode::FOUND, to).into_response()
}
