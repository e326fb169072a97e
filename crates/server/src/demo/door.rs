//! The product's own routes, asked from inside: what is seeded passes where a click passes.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use commonround_kernel::{Error, Result, Secret};
use commonround_web::cookie_name;
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::instance::Instance;
use crate::router;

/// An answer is a page of JSON at most.
const ANSWER_BYTES_MAX: usize = 1_000_000;

/// The routes of an instance.
pub struct Door {
    router: Router,
    cookie: &'static str,
}

impl Door {
    /// # Errors
    /// As the router.
    pub fn open(instance: &Instance, scrape: PrometheusHandle) -> Result<Self> {
        let cookie = cookie_name(instance.is_https());
        Ok(Self { router: router::router(instance, scrape)?, cookie })
    }

    /// # Errors
    /// `Fault` for every refusal.
    pub async fn get(&self, by: &Secret, path: &str) -> Result<Value> {
        self.ask(by, Method::GET, path, Body::empty()).await
    }

    /// Null where it stands there already, as after a start that was interrupted.
    ///
    /// # Errors
    /// `Fault` for every other refusal.
    pub async fn post(&self, by: &Secret, path: &str, said: &Value) -> Result<Value> {
        self.ask(by, Method::POST, path, Body::from(said.to_string())).await
    }

    async fn ask(&self, by: &Secret, method: Method, path: &str, body: Body) -> Result<Value> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, format!("{}={}", self.cookie, by.reveal()))
            .body(body)
            .map_err(Error::fault)?;
        let answer = match self.router.clone().oneshot(request).await {
            Ok(answer) => answer,
            Err(never) => match never {},
        };
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), ANSWER_BYTES_MAX).await.map_err(Error::fault)?;
        if status == StatusCode::CONFLICT {
            return Ok(Value::Null);
        }
        if !status.is_success() {
            let said = String::from_utf8_lossy(&bytes);
            return Err(Error::fault(format!("{path}: {status} {said}")));
        }
        serde_json::from_slice(&bytes).map_err(Error::fault)
    }
}
