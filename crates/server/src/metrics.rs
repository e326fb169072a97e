//! `/metrics`: counters of the process, the database and the limits. No label carries a person.

use axum::extract::State;
use axum::response::IntoResponse as _;
use commonround_db::audit;
use commonround_kernel::{Error, Result};
use commonround_web::{Answer, Auth, Routes, doc};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::instance::Instance;

const TYPE: &str = "text/plain; version=0.0.4";

#[derive(Clone)]
struct Scrape {
    instance: Instance,
    handle: PrometheusHandle,
}

/// Installs the recorder. Once a process.
///
/// # Errors
/// `Fault` where one is installed already.
pub fn start() -> Result<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().map_err(Error::fault)
}

#[must_use]
pub fn routes(instance: &Instance, handle: PrometheusHandle) -> Routes<()> {
    Routes::<Scrape>::new()
        .get(
            "/metrics",
            show_metrics,
            doc("show_metrics", "Counters for Prometheus.").auth(Auth::Anyone).plain("text/plain"),
        )
        .with_state(Scrape { instance: instance.clone(), handle })
}

async fn show_metrics(State(scrape): State<Scrape>) -> Answer {
    scrape.instance.db.stats().publish();
    scrape.instance.db.read_inline(audit::progress).await?.publish(scrape.instance.env.now());
    Ok(([("content-type", TYPE)], scrape.handle.render()).into_response())
}
