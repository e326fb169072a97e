//! All routes under one roof, with the layers that every request passes.

use std::sync::Arc;

use axum::Router;
use commonround_kernel::Result;
use commonround_web::{
    Catalogue, FootLink, Room, Routes, Site, TrustedProxy, WebConfig, When, serve_stack,
};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::instance::Instance;
use crate::{demo, metrics, pages};

const ROOMS: [Room; 7] = [
    Room { href: "/", icon: "house", label_key: "server-room-home", when: When::Always },
    Room {
        href: "/local",
        icon: "message-circle",
        label_key: "server-room-local",
        when: When::Always,
    },
    Room { href: "/facts", icon: "book-open", label_key: "server-room-facts", when: When::Always },
    Room {
        href: "/answer",
        icon: "book-open-check",
        label_key: "server-room-answer",
        when: When::Professional,
    },
    Room { href: "/people", icon: "users", label_key: "server-room-people", when: When::Always },
    Room { href: "/search", icon: "search", label_key: "server-room-search", when: When::Always },
    Room {
        href: "/settings",
        icon: "settings",
        label_key: "server-room-settings",
        when: When::SignedIn,
    },
];

const FOOT: [FootLink; 3] = [
    FootLink { href: "/about", label_key: "server-about-title" },
    FootLink { href: "/rules", label_key: "server-rules-title" },
    FootLink { href: "/privacy", label_key: "server-privacy-title" },
];

/// The words of every room.
#[must_use]
pub fn catalogues() -> Vec<Catalogue> {
    let mut all =
        vec![crate::CATALOGUE, commonround_notify::CATALOGUE, commonround_safety::CATALOGUE];
    all.extend_from_slice(commonround_identity::CATALOGUES);
    all.extend_from_slice(commonround_evidence::CATALOGUES);
    all.extend_from_slice(commonround_commons::CATALOGUES);
    all
}

/// Every route of this release, documented. The stack adds the description of them all.
#[must_use]
pub fn routes(instance: &Instance, scrape: PrometheusHandle) -> Routes<()> {
    let all = pages::routes(instance)
        .merge(commonround_identity::routes(instance.identity.clone()))
        .merge(commonround_commons::routes(instance.commons.clone()))
        .merge(commonround_evidence::routes(instance.evidence.clone()))
        .merge(commonround_notify::routes(instance.notify.clone()))
        .merge(commonround_safety::routes(instance.safety.clone()))
        .merge(metrics::routes(instance, scrape));
    if instance.demo.is_some() { all.merge(demo::routes(instance)) } else { all }
}

/// # Errors
/// `Fault` where a catalogue lacks a word or the public URL is none.
pub fn router(instance: &Instance, scrape: PrometheusHandle) -> Result<Router> {
    let config = &instance.config;
    let mut site = Site::new(&config.name, &config.base_url(), &catalogues(), ROOMS.to_vec())?;
    site.foot = FOOT.to_vec();
    site.compose = Some("/statuses/new");
    site.bell = Some(instance.notify.bell());
    if instance.demo.is_some() {
        site.banner_key = Some("server-demo-banner");
    }
    let trusted = config.trusted_proxies.iter().map(|raw| raw.parse::<TrustedProxy>());
    let web = WebConfig {
        site: Arc::new(site),
        env: instance.env.clone(),
        sessions: commonround_identity::sessions(instance.db.clone(), Arc::clone(&instance.keys)),
        limiter: instance.limiter.clone(),
        trusted_proxies: trusted.collect::<Result<_>>()?,
        version: env!("CARGO_PKG_VERSION"),
    };
    Ok(serve_stack(routes(instance, scrape), web))
}
