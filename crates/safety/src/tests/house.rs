//! A town with its pages, as browsers and programs meet them through the whole stack.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use commonround_kernel::Actor;
use commonround_testkit::World;
use commonround_web::live::Hub;
use commonround_web::{Limiter, Site, WebConfig, serve_stack};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::town::{Town, town};
use crate::Safety;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// A town with its pages.
pub struct House {
    pub town: Town,
    pub app: Router,
}

/// Who asks; `None` is nobody.
pub type Who<'a> = Option<&'a str>;

pub struct Seen {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Seen {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    /// `303 /where`, `200`, `403 code`, or `422 field=why` for each field.
    pub fn short(&self) -> String {
        match self.status {
            303 => format!("303 {}", self.location),
            status if status < 400 => status.to_string(),
            422 => {
                let problems = self.json()["problems"].clone();
                let line = |p: &Value| format!(" {}={}", text(p, "field"), text(p, "why"));
                let all = problems.as_array().unwrap().iter().map(line);
                all.fold("422".to_owned(), |all, p| all + &p)
            }
            status => format!("{status} {}", text(&self.json(), "code")),
        }
    }
}

pub fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

pub async fn house() -> House {
    let town = town().await;
    let catalogues = [&[crate::CATALOGUE], commonround_identity::CATALOGUES].concat();
    let site = Site::new("Maple", "http://localhost", &catalogues, Vec::new()).unwrap();
    let World { db, keys, env, .. } = &town.world;
    let (keys, said) = (Arc::clone(keys), town.said.clone());
    let acts = town.acts.clone();
    let safety = Safety::new(db.clone(), Hub::new(), Limiter::off(), keys, acts, said);
    let config = WebConfig {
        env: env.clone(),
        site: Arc::new(site),
        sessions: commonround_identity::sessions(db.clone(), town.world.keys.clone()),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "0",
    };
    House { app: serve_stack(crate::routes(safety), config), town }
}

impl House {
    pub async fn ask(
        &self,
        who: Who<'_>,
        method: &str,
        path: &str,
        accept: &str,
        body: &str,
    ) -> Seen {
        let mut request =
            Request::builder().method(method).uri(path).header(header::ACCEPT, accept);
        if let Some(handle) = who {
            let db = &self.town.world.db;
            let (secret, _) = commonround_identity::testing::sign_in(db, handle).await;
            request = request.header(header::COOKIE, format!("session={}", secret.reveal()));
        }
        if method == "POST" {
            request = request.header(header::CONTENT_TYPE, FORM);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let location = parts.headers.get(header::LOCATION);
        Seen {
            status: parts.status.as_u16(),
            location: location.map_or_else(String::new, |l| l.to_str().unwrap().to_owned()),
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub async fn json(&self, who: Who<'_>, path: &str) -> Seen {
        self.ask(who, "GET", path, JSON, "").await
    }

    pub async fn page(&self, who: Who<'_>, path: &str) -> Seen {
        self.ask(who, "GET", path, "text/html", "").await
    }

    /// A program posts form fields.
    pub async fn post(&self, who: Who<'_>, path: &str, form: &str) -> Seen {
        self.ask(who, "POST", path, JSON, form).await
    }

    /// A browser sends a form.
    pub async fn send(&self, who: Who<'_>, path: &str, form: &str) -> Seen {
        self.ask(who, "POST", path, "text/html", form).await
    }

    pub async fn moderator(&self, handle: &str) -> Actor {
        self.town.moderator(handle).await
    }
}

/// Dana, who is reported, Amira, who reports, and Hugo, who moderates.
pub async fn three() -> (House, Actor, Actor, Actor) {
    let house = house().await;
    let (dana, amira) = (house.town.patient("dana").await, house.town.patient("amira").await);
    let hugo = house.moderator("hugo").await;
    (house, dana, amira, hugo)
}
