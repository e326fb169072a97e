//! A house with a door, and browsers in front of it: what the tests of this room stand on.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, header};
use commonround_kernel::ports::{Fetch, NoFetch};
use commonround_kernel::{Actor, Id, KeyRing, Persona, Role};
use commonround_testkit::{FakeMail, World};
use commonround_web::{Limiter, Site, WebConfig, serve_stack};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::two_person::TwoPerson;
use crate::{Config, Identity, testing};

pub const URL: &str = "http://rounds.example";
pub const PASSWORD: &str = testing::PASSWORD;
pub const HOUR: Duration = Duration::from_secs(3_600);
pub const DAY: Duration = Duration::from_secs(86_400);

pub struct House {
    pub world: World,
    pub mail: Arc<FakeMail>,
    pub identity: Identity,
    app: Router,
}

pub async fn house() -> House {
    house_with(|world| Limiter::new(world.env.clone()), Arc::new(NoFetch)).await
}

/// With a way to documents of others; nobody is counted at the door.
pub async fn house_with_outside(outside: Arc<dyn Fetch>) -> House {
    house_with(|_| Limiter::off(), outside).await
}

/// For tests that knock more often than anybody may.
pub async fn patient_house() -> House {
    house_with(|_| Limiter::off(), Arc::new(NoFetch)).await
}

async fn house_with(limiter: impl FnOnce(&World) -> Limiter, outside: Arc<dyn Fetch>) -> House {
    let keys = Arc::new(KeyRing::new([(1, [7; 32])]).unwrap());
    let mail = Arc::new(FakeMail::default());
    let config = Config {
        public_url: URL.parse().unwrap(),
        site_name: "Rounds".to_owned(),
        title_pack: "ON-2026".to_owned(),
    };
    let consumers = crate::consumers(mail.clone(), keys.clone(), config.clone()).unwrap();
    let acts = [crate::two_person::test_acts(), crate::executors(&keys, &config)].concat();
    let acts = TwoPerson::new(keys.clone(), acts);
    let jobs = [
        crate::jobs(keys.clone(), outside.clone()),
        crate::two_person::jobs(acts.clone()),
        crate::titles::jobs(&config),
    ]
    .concat();
    let world = World::open(&[crate::MIGRATIONS], consumers, jobs).await;
    let limiter = limiter(&world);
    let (db, env) = (world.db.clone(), world.env.clone());
    let identity =
        Identity::new(db.clone(), env.clone(), keys, config, limiter, acts).with_outside(outside);
    let web = WebConfig {
        env,
        site: Arc::new(Site::new("Rounds", URL, crate::CATALOGUES, Vec::new()).unwrap()),
        sessions: crate::sessions(db, world.keys.clone()),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "test",
    };
    let app = serve_stack(crate::routes(identity.clone()), web);
    House { world, mail, identity, app }
}

impl House {
    pub fn browser(&self) -> Browser {
        Browser { app: self.app.clone(), cookie: None, token: None, json: true }
    }

    /// Somebody confirmed, signed in.
    pub async fn member(&self, handle: &str) -> Browser {
        self.join(handle, Role::Patient).await;
        self.browser_of(handle).await
    }

    pub async fn join(&self, handle: &str, role: Role) -> Actor {
        testing::join(&self.world.db, &self.world.env, &self.world.keys, handle, role).await
    }

    pub async fn browser_of(&self, handle: &str) -> Browser {
        let (secret, _) = testing::sign_in(&self.world.db, handle).await;
        Browser { cookie: Some(secret.reveal().to_owned()), ..self.browser() }
    }

    /// The code in the latest letter to an address.
    pub async fn code_for(&self, address: &str) -> String {
        self.world.settle().await;
        let letter = self.mail.latest_to(address).expect("a letter");
        let (_, rest) = letter.body.split_once("?code=").expect("a link");
        rest.split_whitespace().next().expect("a code").to_owned()
    }

    pub async fn letters_to(&self, address: &str) -> usize {
        self.world.settle().await;
        self.mail.letters().iter().filter(|letter| letter.to == address).count()
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        self.world.db.read(move |tx| tx.one(sql, (), |row| row.get(0))).await.unwrap()
    }

    /// Everybody erased or changed so far: payloads of a topic.
    pub async fn told(&self, topic: &'static str) -> Vec<String> {
        let sql = "SELECT payload FROM db_outbox WHERE topic = $1 ORDER BY id";
        let read = self.world.db.read(move |tx| tx.query(sql, (topic,), |row| row.get(0)));
        read.await.unwrap()
    }

    pub async fn persona_of(&self, handle: &'static str) -> Id<Persona> {
        let read = self.world.db.read(move |tx| crate::card_by_handle(tx, handle));
        read.await.unwrap().persona
    }

    /// What the database and the hasher did while `work` ran.
    pub async fn cost_of<T>(&self, work: impl Future<Output = T>) -> (T, Cost) {
        let look = || {
            let stats = self.world.db.stats();
            (self.identity.hasher().worked(), stats.reads, stats.units, stats.refused)
        };
        let before = look();
        let done = work.await;
        let after = look();
        let cost = Cost {
            hashes: after.0 - before.0,
            reads: after.1 - before.1,
            units: after.2 - before.2,
            refused: after.3 - before.3,
        };
        (done, cost)
    }
}

#[derive(Debug, PartialEq, Eq)]
pub struct Cost {
    pub hashes: u64,
    pub reads: u64,
    pub units: u64,
    pub refused: u64,
}

#[derive(Clone)]
pub struct Browser {
    app: Router,
    pub cookie: Option<String>,
    pub token: Option<String>,
    json: bool,
}

pub struct Seen {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    /// Asks for pages, as people do.
    pub fn page(mut self) -> Self {
        self.json = false;
        self
    }

    /// A program with a token.
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    pub async fn get(&mut self, path: &str) -> Seen {
        let request = self.request("GET", path).body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// Type and content of whatever is no page.
    pub async fn get_bytes(&self, path: &str) -> (String, Vec<u8>) {
        let request = self.request("GET", path).body(Body::empty()).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_owned();
        (kind, response.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Seen {
        let body = form_body(form);
        let kind = "application/x-www-form-urlencoded";
        let request = self.request("POST", path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn post_raw(&mut self, path: &str, kind: &str, body: &[u8]) -> Seen {
        let request = self.request("POST", path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body.to_vec())).unwrap()).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let accept = if self.json { "application/json" } else { "text/html" };
        let mut request =
            Request::builder().method(method).uri(path).header(header::ACCEPT, accept);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, format!("session={cookie}"));
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request
    }

    async fn send(&mut self, request: Request<Body>) -> Seen {
        let response: Response<Body> = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let seen = Seen {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        };
        if let Some(secret) = seen.cookie() {
            self.cookie = Some(secret).filter(|secret| !secret.is_empty());
        }
        seen
    }
}

fn form_body(form: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()
}

impl Seen {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    /// Status and code: `409 code_used`; `200` where all went well; `422 field=why` for each field.
    pub fn short(&self) -> String {
        if self.status < 400 {
            return self.status.to_string();
        }
        let body = self.json();
        let mut short = format!("{} {}", self.status, body["code"].as_str().unwrap_or_default());
        for problem in body["problems"].as_array().into_iter().flatten() {
            let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
            short.push_str(&format!(" {}={}", text("field"), text("why")));
        }
        short
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    pub fn cookie(&self) -> Option<String> {
        let line = self.header("set-cookie").strip_prefix("session=")?.to_owned();
        line.split(';').next().map(str::to_owned)
    }

    /// All that an onlooker could compare: without what differs for everybody.
    pub fn outside(&self) -> (u16, Vec<String>, String) {
        let mut headers: Vec<String> = self
            .headers
            .iter()
            .filter(|(name, _)| !["x-request-id", "date"].contains(&name.as_str()))
            .map(|(name, value)| match name.as_str() {
                "set-cookie" => "set-cookie: some".to_owned(),
                _ => format!("{name}: {}", value.to_str().unwrap()),
            })
            .collect();
        headers.sort();
        let id = self.header("x-request-id");
        (self.status, headers, self.body.replace(id, ""))
    }
}
