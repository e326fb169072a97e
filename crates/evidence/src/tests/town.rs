use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::Request;
use axum::http::request::Builder;
use commonround_db::{Consumer, Tx, reaction};
use commonround_identity::testing::join;
use commonround_identity::{Badge, NameCard, Title};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Actor, Id, KeyRing, Persona, Result, Role, Timestamp};
use commonround_testkit::World;
use commonround_vocabulary::{Event as _, NoticeRaised, Status};
use commonround_web::{
    Limiter, Me, Resolved, Sessions, Shown, Site, Theme, WebConfig, serve_stack,
};
use serde_json::Value;
use tower::ServiceExt as _;

use super::pages::Got;
use crate::Evidence;
use crate::notes::Download;
use crate::ports::{Ports, StatusText, StatusWords};
use crate::sources::install_bundled;
use crate::testing::{ENGLISH, line, stock};
use crate::views_kept::Views;

/// Words, and who alone may see them.
type Kept = (StatusWords, Option<Id<Persona>>);

/// Statuses that are simply there.
#[derive(Default)]
pub struct Said(Mutex<HashMap<i64, Kept>>);

impl Said {
    pub fn add(&self, id: i64, author: Id<Persona>, text: &str, only: Option<Id<Persona>>) {
        let words = StatusWords {
            author,
            path: format!("/@somebody/{id}"),
            text: text.to_owned(),
            language: Some("en".to_owned()),
        };
        self.0.lock().unwrap().insert(id, (words, only));
    }
}

impl StatusText for Said {
    fn status_text(
        &self,
        _: &mut Tx<'_>,
        viewer: Option<Id<Persona>>,
        status: Id<Status>,
    ) -> Result<Option<StatusWords>> {
        let all = self.0.lock().unwrap();
        let found = all.get(&status.get()).filter(|(_, only)| only.is_none() || *only == viewer);
        Ok(found.map(|(words, _)| words.clone()))
    }
}

pub fn ports(said: &Arc<Said>) -> Ports {
    let statuses: Arc<dyn StatusText> = Arc::<Said>::clone(said);
    Ports {
        statuses,
        people,
        is_danger: |text| text.contains("bleach"),
        may_tell: |tx, to, by| Ok(to != by && !is_enemy(tx, by)?),
    }
}

pub fn no_ports() -> Ports {
    ports(&Arc::default())
}

/// Whose handle begins with `enemy` is blocked by everybody.
fn is_enemy(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<bool> {
    let card = commonround_identity::cards(tx, &[persona])?.remove(&persona);
    Ok(card.is_some_and(|card| card.handle.starts_with("enemy")))
}

/// Whose handle begins with `rn`, `rx` or `pt` was checked.
fn people(tx: &mut Tx<'_>, personas: &[Id<Persona>]) -> Result<HashMap<Id<Persona>, NameCard>> {
    let mut found = commonround_identity::cards(tx, personas)?;
    for card in found.values_mut() {
        let profession = match card.handle.get(..2) {
            Some("rn") => "registered_nurse",
            Some("rx") => "pharmacist",
            Some("pt") => "physiotherapist",
            _ => continue,
        };
        card.standing.badges.push(badge_of(profession));
    }
    Ok(found)
}

fn badge_of(profession: &str) -> Badge {
    Badge {
        profession: profession.to_owned(),
        title: Title { en: profession.to_owned().into(), fr: profession.to_owned().into() },
        jurisdiction: "CA-ON".to_owned(),
        register: "cno".to_owned(),
        checked_at: Timestamp::from_millis(0),
        method: "officer_call",
        valid_until: None,
        conditions: false,
        conditions_url: None,
        issuer: None,
    }
}

/// Views whose day keys lie in a directory of their own.
pub fn views() -> Views {
    views_with(KeyRing::new([(1, [9; 32])]).unwrap())
}

pub fn views_with(keys: KeyRing) -> Views {
    let directory = tempfile::tempdir().unwrap().keep();
    Views::open(&directory, Arc::new(keys)).unwrap()
}

/// Downloads in a directory of their own.
pub fn download(views: &Views) -> Download {
    Download::open(&tempfile::tempdir().unwrap().keep(), views.clone()).unwrap()
}

/// Keeps what people are told.
fn listener(told: &Arc<Mutex<Vec<NoticeRaised>>>) -> Arc<dyn Consumer> {
    let told = Arc::clone(told);
    reaction("test.told", &[NoticeRaised::TOPIC], move |_, delivered| {
        told.lock().unwrap().extend(delivered.read()?);
        Ok(())
    })
}

pub struct Town {
    pub told: Arc<Mutex<Vec<NoticeRaised>>>,
    pub w: World,
    pub said: Arc<Said>,
    pub evidence: Evidence,
    keys: Arc<KeyRing>,
    people: Mutex<HashMap<String, Actor>>,
}

/// Facts about the flu, one of them dated, and the bundled allow-list.
pub async fn town() -> Town {
    let migrations = [commonround_identity::MIGRATIONS, crate::MIGRATIONS];
    let (views, told) = (views(), Arc::default());
    let mut consumers = crate::consumers();
    consumers.push(listener(&told));
    let w = World::open(&migrations, consumers, crate::jobs(&views)).await;
    w.db.write(install_bundled).await.unwrap();
    let fact = |id: &str, question: &str| {
        line(ENGLISH, id, "Influenza", question, "Vaccines do not cause influenza.")
    };
    let dated = fact("2", "How to prevent Influenza ?").with("reviewed_on", "2026-03-01");
    stock(&w.db, &[fact("1", "What is (are) Influenza ?"), dated]).await.unwrap();
    let said = Arc::default();
    let download = download(&views);
    let evidence = Evidence::new(w.db.clone(), ports(&said), views, download);
    let keys = Arc::new(KeyRing::new([(1, [7; 32])]).unwrap());
    Town { told, w, said, evidence, keys, people: Mutex::default() }
}

impl Town {
    pub async fn join(&self, handle: &str) -> Actor {
        let actor = join(&self.w.db, &self.w.env, &self.keys, handle, Role::HealthWorker).await;
        self.people.lock().unwrap().insert(handle.to_owned(), actor.clone());
        actor
    }

    /// Somebody acts as another from now on: with a duty, or behind a second face.
    pub fn know(&self, handle: &str, actor: Actor) {
        self.people.lock().unwrap().insert(handle.to_owned(), actor);
    }

    /// Ids of the facts: one without a review date, one with.
    pub async fn facts(&self) -> Vec<String> {
        let facts = |tx: &mut Tx<'_>| crate::facts_for_tag(tx, "influenza", 5);
        let mut cards = self.w.db.read(facts).await.unwrap();
        cards.sort_by_key(|card| card.reviewed_on);
        cards.iter().map(|card| card.id.to_string()).collect()
    }

    pub async fn get(&self, by: &str, path: &str, accept: &str) -> Got {
        let request = Request::get(path).header("accept", accept);
        self.send(by, request, Body::empty()).await
    }

    /// The same by somebody who has a version of it already.
    pub async fn get_known(&self, path: &str, etag: &str) -> Got {
        self.send("", Request::get(path).header("if-none-match", etag), Body::empty()).await
    }

    pub async fn json(&self, by: &str, path: &str) -> Value {
        let got = self.get(by, path, "application/json").await;
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        serde_json::from_str(&got.body).unwrap()
    }

    /// Status and JSON of a write.
    pub async fn post(&self, by: &str, path: &str, body: Value) -> (u16, Value) {
        let request = Request::post(path)
            .header("accept", "application/json")
            .header("content-type", "application/json");
        let got = self.send(by, request, Body::from(body.to_string())).await;
        (got.status, serde_json::from_str(&got.body).unwrap_or(Value::Null))
    }

    /// A form as a browser sends it.
    pub async fn send_form(&self, by: &str, path: &str, fields: &Value) -> Got {
        let pairs = fields.as_object().unwrap().iter().flat_map(|(name, value)| match value {
            Value::Array(all) => all.iter().map(|one| (name, one.as_str().unwrap())).collect(),
            one => vec![(name, one.as_str().unwrap())],
        });
        let form =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Request::post(path)
            .header("accept", "text/html")
            .header("origin", "http://localhost")
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(by, request, Body::from(form)).await
    }

    async fn send(&self, by: &str, request: Builder, body: Body) -> Got {
        let people = self.people.lock().unwrap().clone();
        let mut catalogues = commonround_identity::CATALOGUES.to_vec();
        catalogues.extend_from_slice(crate::CATALOGUES);
        let site = Site::new("Maple", "http://localhost", &catalogues, Vec::new());
        let config = WebConfig {
            env: self.w.env.clone(),
            site: Arc::new(site.unwrap()),
            sessions: Arc::new(Handles(people)),
            limiter: Limiter::off(),
            trusted_proxies: Vec::new(),
            version: "0",
        };
        let request = match by {
            "" => request,
            handle => request.header("authorization", format!("Bearer {handle}")),
        };
        let stack = serve_stack(crate::routes(self.evidence.clone()), config);
        let response = stack.oneshot(request.body(body).unwrap()).await.unwrap();
        Got::read(response).await
    }
}

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
