//! The layers around every route, and what each request goes through: who asks, may they, how long
//! it took, and in which form they hear of it.

use std::any::Any;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use commonround_kernel::{Env, Error, Result};
use futures_util::FutureExt;
use tokio::time::{Instant, timeout};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::caller::{Inner, leads_home};
use crate::limiter::{LimitClass, Limiter};
use crate::network::{TrustedProxy, client_address, trusted};
use crate::routes::{Routes, doc};
use crate::session::{Resolved, Sessions, Shown, shown};
use crate::site::Site;
use crate::{Caller, Lang, Refused, Wants, assets, openapi, refusal, security};

/// The longest a handler may take to answer. Streams answer at once and go on.
const REQUEST_SECS_MAX: u64 = 30;

const OPENAPI_PATH: &str = "/api/openapi.json";

/// What the stack needs from the rest of the program.
pub struct WebConfig {
    pub env: Env,
    pub site: Arc<Site>,
    pub sessions: Arc<dyn Sessions>,
    pub limiter: Limiter,
    pub trusted_proxies: Vec<TrustedProxy>,
    /// Of the program, for `/api/openapi.json`.
    pub version: &'static str,
}

/// All routes under all layers, with assets and `/api/openapi.json`. Serve it with
/// `into_make_service_with_connect_info::<SocketAddr>()`.
pub fn serve_stack(routes: Routes<()>, config: WebConfig) -> Router {
    let (router, _) = with_openapi(routes, config.version).into_parts();
    let assets = assets::router(&config.site);
    let csrf = CsrfLayer::new()
        .add_trusted_origin(config.site.origin())
        .expect("a site's public URL has an origin")
        .with_rejection_response(cross_site);
    router
        .fallback(|| std::future::ready(Refused(Error::NotFound)))
        .layer(csrf)
        .layer(from_fn_with_state(Arc::new(config), front))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .merge(assets)
}

fn with_openapi(routes: Routes<()>, version: &'static str) -> Routes<()> {
    if routes.endpoints().iter().any(|endpoint| endpoint.path == OPENAPI_PATH) {
        return routes;
    }
    let about = doc("show_openapi", "Describes this API.").plain("application/json");
    let described = Routes::<()>::new().get(OPENAPI_PATH, || std::future::ready(()), about.clone());
    let mut endpoints = routes.endpoints().to_vec();
    endpoints.extend_from_slice(described.endpoints());
    let body: Arc<str> = openapi(&endpoints, version).to_string().into();
    let answer = move || {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        std::future::ready((kind, body.to_string()).into_response())
    };
    routes.merge(Routes::new().get(OPENAPI_PATH, answer, about))
}

fn cross_site(_: ProtectionError) -> Response {
    Refused(Error::Denied("cross_site")).into_response()
}

type Stack = Arc<WebConfig>;

/// What every request goes through, once.
async fn front(State(stack): State<Stack>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let (mut parts, body) = request.into_parts();
    let method = parts.method.clone();
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let (caller, admitted) = caller_of(&stack, &parts).await;
    parts.extensions.insert(caller.clone());
    let request = Request::from_parts(parts, body);
    let response = match admitted {
        Ok(()) => answer(next, request).await,
        Err(error) => Refused(error).into_response(),
    };
    let mut response = refusal::render(&caller, response);
    let headers = response.headers_mut();
    security::page_headers(headers, stack.site.secure(), caller.actor().is_some());
    if let Ok(id) = HeaderValue::try_from(caller.request_id()) {
        headers.insert("x-request-id", id);
    }
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    record(&method, route, &response, &caller, started.elapsed());
    response
}

/// Runs the handler; a panic is a fault of ours and ends this request only.
async fn answer(next: Next, request: Request) -> Response {
    let running = AssertUnwindSafe(next.run(request)).catch_unwind();
    match timeout(Duration::from_secs(REQUEST_SECS_MAX), running).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => Refused(Error::fault(panic_text(&*panic))).into_response(),
        Err(_) => Refused(Error::Unavailable("timeout")).into_response(),
    }
}

/// A literal panic message is ours; a formatted one may carry what a person wrote.
fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&'static str>().copied().unwrap_or("a message not logged");
    format!("a handler panicked: {text}")
}

/// Says nothing of what was asked for: the route's pattern, not its path; no query.
fn record(method: &Method, route: &str, response: &Response, caller: &Caller, took: Duration) {
    let status = response.status().as_u16();
    let (method, route) = (method_label(method), route.to_owned());
    tracing::info!(
        target: "access",
        method,
        route,
        status,
        micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        request_id = caller.request_id(),
    );
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(took);
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
}

/// Any token is a method to the parser, and each label is kept for as long as the program runs.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// The caller, and whether the request may go on.
async fn caller_of(stack: &Stack, request: &Parts) -> (Caller, Result<()>) {
    let mut outline = outline(stack, request);
    let found = resolve(stack, &request.headers).await;
    let found = found.map(|found| {
        if let Some(lang) = found.as_ref().and_then(|f| f.lang).filter(|_| !outline.lang_asked) {
            outline.lang = lang;
        }
        outline.resolved = found;
    });
    let caller = Caller::new(outline);
    let reads = matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let class = if reads { LimitClass::Read } else { LimitClass::Write };
    // Counted first, so that wrong tokens and broken paths cannot be sent without end: by address.
    let counted = stack.limiter.check(class, &caller.limit_key());
    let admitted = counted.and(found).and_then(|()| well_formed(&request.uri));
    (caller, admitted)
}

async fn resolve(stack: &Stack, headers: &HeaderMap) -> Result<Option<Resolved>> {
    let Some(shown) = shown(headers, stack.site.secure()) else { return Ok(None) };
    let found = stack.sessions.resolve(shown).await?;
    match shown {
        Shown::Bearer(_) if found.is_none() => Err(Error::Unauthenticated("token_invalid")),
        _ => Ok(found),
    }
}

/// What the request says before we know who sent it.
fn outline(stack: &Stack, request: &Parts) -> Inner {
    let peer = request.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    let headers = &request.headers;
    let query = request.uri.query().unwrap_or_default();
    let param = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let asked = param("lang").and_then(|raw| Lang::known(&raw));
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    Inner {
        site: Arc::clone(&stack.site),
        resolved: None,
        lang: asked.unwrap_or_else(|| accepted.map_or(Lang::En, Lang::accepted)),
        lang_asked: asked.is_some(),
        wants: Wants::of(headers),
        path: request.uri.path().to_owned(),
        query: query.to_owned(),
        next: param("next").filter(|next| leads_home(next)),
        said: param("said"),
        now: stack.env.now(),
        address: client_address(&stack.trusted_proxies, peer, headers),
        request_id: request_id(stack, peer, headers),
    }
}

/// The proxy's id for the request where we trust the proxy, else one of our own.
fn request_id(stack: &Stack, peer: IpAddr, headers: &HeaderMap) -> String {
    let given = headers.get("x-request-id").and_then(|v| v.to_str().ok());
    let given = given.filter(|id| {
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain && (8..=64).contains(&id.len()) && trusted(&stack.trusted_proxies, peer)
    });
    given.map_or_else(
        || format!("{:016x}", u64::from_be_bytes(stack.env.random_bytes::<8>())),
        ToOwned::to_owned,
    )
}

/// An address with broken UTF-8 or control characters in its path does not exist.
fn well_formed(uri: &Uri) -> Result<()> {
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8();
    let sound = path.is_ok_and(|path| !path.chars().any(char::is_control));
    if sound { Ok(()) } else { Err(Error::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_method_makes_no_label_of_its_own() {
        assert_eq!(method_label(&Method::GET), "GET");
        for made_up in ["BREW", "get", "A1"] {
            assert_eq!(method_label(&made_up.parse().unwrap()), "other");
        }
    }
}
