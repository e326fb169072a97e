//! All routes under one roof, with the layers that every request passes.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse as _;
use commonround_kernel::{Error, Result};
use commonround_web::{
    Answer, Auth, Catalogue, FootLink, Room, Routes, Site, WebConfig, When, doc, openapi, serve_stack,
};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::sync::watch;

use crate::instance::Instance;
use crate::{demo, metrics, pages};

const ROOMS: [Room; 8] = [
    Room { href: "/", icon: "house", label_key: "server-room-home", when: When::Always },
    Room { href: "/local", icon: "message-circle", label_key: "server-room-local", when: When::Always },
    Room { href: "/facts", icon: "book-open", label_key: "server-room-facts", when: When::Always },
    Room { href: "/people", icon: "users", label_key: "server-room-people", when: When::Always },
    Room { href: "/search", icon: "search", label_key: "server-room-search", when: When::Always },
    Room { href: "/settings", icon: "settings", label_key: "server-room-settings", when: When::SignedIn },
    Room { href: "/sign-in", icon: "log-in", label_key: "server-room-sign-in", when: When::SignedOut },
    Room { href: "/join", icon: "user-plus", label_key: "server-room-join", when: When::SignedOut },
];

const FOOT: [FootLink; 4] = [
    FootLink { href: "/help", label_key: "server-room-help" },
    FootLink { href: "/about", label_key: "server-about-title" },
    FootLink { href: "/rules", label_key: "server-rules-title" },
    FootLink { href: "/privacy", label_key: "server-privacy-title" },
];

/// The words of every room.
#[must_use]
pub fn catalogues() -> Vec<Catalogue> {
    let mut all = vec![crate::CATALOGUE, commonround_identity::CATALOGUE, commonround_evidence::CATALOGUE];
    all.extend_from_slice(commonround_commons::CATALOGUES);
    all
}

/// Every route of this release, documented.
#[must_use]
pub fn routes(instance: &Instance, scrape: PrometheusHandle) -> Routes<()> {
    let published = Arc::new(OnceLock::new());
    let mut all = pages::routes(instance)
        .merge(commonround_identity::routes(instance.identity.clone()))
        .merge(commonround_commons::routes(instance.commons.clone()))
        .merge(commonround_evidence::routes(instance.evidence.clone()))
        .merge(metrics::routes(instance, scrape))
        .merge(describing(Arc::clone(&published)));
    if instance.demo.is_some() {
        all = all.merge(demo::routes(instance));
    }
    let description = openapi(all.endpoints(), env!("CARGO_PKG_VERSION"));
    published.get_or_init(|| Bytes::from(description.to_string()));
    all
}

/// The route that tells of all routes, itself among them.
fn describing(published: Arc<OnceLock<Bytes>>) -> Routes<()> {
    Routes::<Arc<OnceLock<Bytes>>>::new()
        .get(
            "/api/openapi.json",
            describe_api,
            doc("describe_api", "This document.").auth(Auth::Anyone).plain("application/json"),
        )
        .with_state(published)
}

async fn describe_api(State(published): State<Arc<OnceLock<Bytes>>>) -> Answer {
    let body = published.get().cloned().ok_or(Error::Unavailable("starting"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// # Errors
/// `Fault` where a catalogue lacks a word or the public URL is none.
pub fn router(
    instance: &Instance,
    scrape: PrometheusHandle,
    stopping: watch::Receiver<bool>,
) -> Result<Router> {
    let config = &instance.config;
    let mut site = Site::new(&config.name, &config.base_url(), &catalogues(), ROOMS.to_vec())?;
    site.foot = FOOT.to_vec();
    site.compose = Some("/statuses/new");
    if instance.demo.is_some() {
        site.banner_key = Some("server-demo-banner");
    }
    let web = WebConfig {
        site: Arc::new(site),
        env: instance.env.clone(),
        sessions: commonround_identity::sessions(&instance.identity),
        limiter: instance.limiter.clone(),
        hub: instance.hub.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        stopping,
    };
    Ok(serve_stack(routes(instance, scrape), web))
}
