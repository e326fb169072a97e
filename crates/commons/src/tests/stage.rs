//! The pages of this room under the whole stack, with bearer tokens that name who calls.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Actor, Result};
use commonround_web::{
    Limiter, Me, Resolved, Sessions, Shown, Site, Theme, WebConfig, serve_stack,
};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::town::{Town, town};
use crate::testing::titles;
use crate::{Commons, Gate, Ports};

/// Tokens are handles.
struct Handles(HashMap<String, Actor>);

impl Sessions for Handles {
    fn resolve<'a>(&'a self, shown: Shown<'a>) -> Promise<'a, Result<Option<Resolved>>> {
        let (Shown::Bearer(handle) | Shown::Cookie(handle)) = shown;
        let found = self.0.get(handle).map(|actor| Resolved {
            actor: actor.clone(),
            me: Me {
                handle: handle.to_owned(),
                display_name: handle.to_owned(),
                hue: "hue-nursing",
            },
            lang: None,
            theme: Theme::System,
        });
        Box::pin(std::future::ready(Ok(found)))
    }
}

pub struct Stage {
    pub town: Town,
    router: Router,
}

/// A town with these nurses, and its pages.
pub async fn stage(nurses: &[&str]) -> (Stage, Vec<Actor>) {
    stage_behind(Gate::open(), nurses).await
}

/// The same, where somebody is asked before words are published.
pub async fn stage_behind(gate: Gate, nurses: &[&str]) -> (Stage, Vec<Actor>) {
    let town = town().await;
    let mut actors = Vec::new();
    for handle in nurses {
        actors.push(town.nurse(handle).await);
    }
    let people = nurses.iter().map(|h| (*h).to_owned()).zip(actors.iter().cloned());
    let mut people: HashMap<_, _> = people.collect();
    if let Some(first) = actors.first() {
        people.insert("newcomer".to_owned(), Actor { confirmed: false, ..first.clone() });
    }
    let site = site();
    let db = town.world.db.clone();
    let ports = Ports { neighbours: crate::Neighbours::none(), gate, titles: titles() };
    let base = "http://localhost:3000";
    let commons = Commons::new(db, town.hub.clone(), Limiter::off(), ports, base);
    let config = WebConfig {
        env: town.world.env.clone(),
        site: Arc::new(site),
        sessions: Arc::new(Handles(people)),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "test",
    };
    (Stage { town, router: serve_stack(crate::routes(commons), config) }, actors)
}

pub fn site() -> Site {
    let mut catalogues = commonround_identity::CATALOGUES.to_vec();
    catalogues.extend_from_slice(crate::CATALOGUES);
    Site::new("Test", "http://localhost:3000", &catalogues, Vec::new()).unwrap()
}

/// What came back.
#[derive(Debug)]
pub struct Came {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Came {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect(&self.body)
    }

    /// Status and stable code of a refusal, with the fields it names.
    pub fn refusal(&self) -> String {
        let json = self.json();
        let mut said = format!("{} {}", self.status.as_u16(), json["code"].as_str().unwrap_or("?"));
        for problem in json["problems"].as_array().into_iter().flatten() {
            let (field, why) = (problem["field"].as_str(), problem["why"].as_str());
            said += &format!(" {}={}", field.unwrap_or("?"), why.unwrap_or("?"));
        }
        said
    }
}

pub const JSON: &str = "application/json";
pub const PAGE: &str = "text/html";
pub const PATCH: &str = commonround_web::PATCH_TYPE;

impl Stage {
    pub async fn get(&self, who: &str, accept: &str, path: &str) -> Came {
        self.send(request("GET", who, accept, path).body(Body::empty()).unwrap()).await
    }

    pub async fn form(&self, who: &str, accept: &str, path: &str, body: &str) -> Came {
        let request = request("POST", who, accept, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub async fn json(&self, who: &str, path: &str, body: impl Into<Body>) -> Came {
        let request = request("POST", who, JSON, path).header(header::CONTENT_TYPE, JSON);
        self.send(request.body(body.into()).unwrap()).await
    }

    pub async fn keyed(&self, who: &str, path: &str, key: &str, body: &str) -> Came {
        let request = request("POST", who, JSON, path)
            .header(header::CONTENT_TYPE, JSON)
            .header("idempotency-key", key);
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Came {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION);
        let location = location.map_or("", |at| at.to_str().unwrap()).to_owned();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Came { status: parts.status, location, body }
    }

    /// An open live page.
    pub async fn open(&self, who: &str, path: &str) -> Live {
        let request = request("GET", who, "text/event-stream", path).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Live(response.into_body())
    }
}

fn request(method: &str, who: &str, accept: &str, path: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(header::ACCEPT, accept);
    if who.is_empty() {
        return request;
    }
    request.header(header::AUTHORIZATION, format!("Bearer {who}"))
}

/// A stream of patches.
pub struct Live(Body);

impl Live {
    /// The next patch, past heartbeats.
    pub async fn next(&mut self) -> String {
        loop {
            let frame = self.0.frame().await.expect("the stream goes on").unwrap();
            let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
            if text.contains("event: patch") {
                return text;
            }
        }
    }
}
