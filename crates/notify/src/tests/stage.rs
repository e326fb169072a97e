//! A small world of people who are told things, and the pages of this room under the whole stack,
//! with bearer tokens that name who calls.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use commonround_db::{Consumer, Tx, outbox};
use commonround_kernel::ports::{Mailer, Promise};
use commonround_kernel::{Actor, Error, Id, KeyRing, Persona, Result, Role, Slice, Timestamp};
use commonround_testkit::{FakeMail, World};
use commonround_vocabulary::{About, AboutKind, NoticeKind, NoticeRaised, Status};
use commonround_web::live::Hub;
use commonround_web::{
    Lang, Limiter, Me, PATCH_TYPE, Resolved, Sessions, Shown, Site, Theme, WebConfig, serve_stack,
};
use http_body_util::BodyExt;
use parking_lot::Mutex;
use scraper::{Html, Selector};
use tower::ServiceExt;

use crate::model::Tab;
use crate::{Notices, Notify, Quiet, Subject, Subjects};

/// Everything can be seen but what is in the set.
type Hidden = Arc<Mutex<HashSet<About>>>;

/// How many look-ups are still to fail.
type Failures = Arc<Mutex<usize>>;

/// Until when each reader is in quiet hours.
type Hours = Arc<Mutex<HashMap<Id<Persona>, Timestamp>>>;

fn quiet(hours: &Hours) -> Quiet {
    let hours = Arc::clone(hours);
    Arc::new(move |tx, reader| Ok(hours.lock().get(&reader).copied().filter(|end| tx.now() < *end)))
}

fn subjects(hidden: &Hidden, failures: &Failures) -> Subjects {
    let (hidden, failures) = (Arc::clone(hidden), Arc::clone(failures));
    Arc::new(move |_, _, asked| {
        let mut failures = failures.lock();
        if *failures > 0 {
            *failures -= 1;
            return Err(Error::fault("a table is locked"));
        }
        let hidden = hidden.lock();
        let seen = asked.iter().filter(|about| !hidden.contains(*about));
        Ok(seen.map(|about| (*about, subject(*about))).collect())
    })
}

fn subject(about: About) -> Subject {
    let path = format!("/{}/{}", about.kind.as_str(), about.id);
    let excerpt = (about.kind == AboutKind::Status).then(|| format!("words {}", about.id));
    Subject { path, excerpt }
}

/// Tokens are handles; `…-fr` reads French.
struct Handles(Arc<Mutex<HashMap<String, Actor>>>);

impl Sessions for Handles {
    fn resolve<'a>(&'a self, shown: Shown<'a>) -> Promise<'a, Result<Option<Resolved>>> {
        let (Shown::Bearer(token) | Shown::Cookie(token)) = shown;
        let (handle, lang) = match token.strip_suffix("-fr") {
            Some(handle) => (handle, Lang::Fr),
            None => (token, Lang::En),
        };
        let found = self.0.lock().get(handle).map(|actor| Resolved {
            actor: actor.clone(),
            me: Me { handle: handle.into(), display_name: handle.into(), hue: "hue-nursing" },
            lang: Some(lang),
            theme: Theme::System,
        });
        Box::pin(std::future::ready(Ok(found)))
    }
}

pub struct Stage {
    pub world: World,
    pub mail: Arc<FakeMail>,
    pub hidden: Hidden,
    pub failures: Failures,
    pub hours: Hours,
    pub subjects: Subjects,
    people: Arc<Mutex<HashMap<String, Actor>>>,
    router: Router,
}

pub async fn stage() -> Stage {
    let (hub, hidden, mail) = (Hub::new(), Hidden::default(), Arc::<FakeMail>::default());
    let failures = Failures::default();
    let subjects = subjects(&hidden, &failures);
    let hours = Hours::default();
    let quiet = quiet(&hours);
    let world = World::open(
        &[commonround_identity::MIGRATIONS, crate::MIGRATIONS],
        consumers(&hub, &subjects, &quiet, &mail),
        crate::jobs(Arc::clone(&subjects), Arc::clone(&quiet)),
    )
    .await;
    let notify = Notify::new(world.db.clone(), hub, Limiter::off(), Arc::clone(&subjects));
    let catalogues = [commonround_identity::CATALOGUES, &[crate::CATALOGUE]].concat();
    let mut site = Site::new("Test", "http://localhost:3000", &catalogues, Vec::new()).unwrap();
    site.bell = Some(notify.bell());
    let people = Arc::<Mutex<HashMap<String, Actor>>>::default();
    let config = WebConfig {
        env: world.env.clone(),
        site: Arc::new(site),
        sessions: Arc::new(Handles(Arc::clone(&people))),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "test",
    };
    let router = serve_stack(crate::routes(notify), config);
    Stage { world, mail, hidden, failures, hours, subjects, people, router }
}

fn consumers(
    hub: &Hub,
    subjects: &Subjects,
    quiet: &Quiet,
    mail: &Arc<FakeMail>,
) -> Vec<Arc<dyn Consumer>> {
    let keys = Arc::new(KeyRing::new([(1, [7; 32])]).unwrap());
    let public_url = "http://localhost:3000".parse().unwrap();
    let config = commonround_identity::Config {
        public_url,
        site_name: "Test".into(),
        title_pack: "generic".into(),
    };
    let mailer = Arc::clone(mail) as Arc<dyn Mailer>;
    let mut all = commonround_identity::consumers(mailer, keys, config).unwrap();
    all.extend(crate::consumers(hub, Arc::clone(subjects), Arc::clone(quiet)));
    all
}

/// A status by its number.
pub fn status(id: i64) -> About {
    About { kind: AboutKind::Status, id }
}

pub fn thing(kind: AboutKind, id: i64) -> About {
    About { kind, id }
}

pub fn persona(actor: &Actor) -> About {
    About { kind: AboutKind::Persona, id: actor.persona.get() }
}

impl Stage {
    pub async fn join(&self, handle: &str) -> Actor {
        let World { db, env, keys, .. } = &self.world;
        let role = Role::HealthWorker;
        let actor = commonround_identity::testing::join(db, env, keys, handle, role).await;
        self.people.lock().insert(handle.to_owned(), actor.clone());
        actor
    }

    /// Lets a token name somebody.
    pub fn call(&self, handle: &str, actor: Actor) {
        self.people.lock().insert(handle.to_owned(), actor);
    }

    pub async fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> T {
        self.world.db.write(act).await.unwrap()
    }

    /// Raises a notice a millisecond later than whatever came before, and delivers it.
    pub async fn tell(&self, to: &Actor, kind: NoticeKind, by: Option<&Actor>, about: About) {
        self.world.advance(Duration::from_millis(1));
        let told = NoticeRaised { to: to.persona, kind, by: by.map(|by| by.persona), about };
        self.write(move |tx| outbox::emit(tx, &told).map(drop)).await;
        self.world.settle().await;
    }

    pub async fn follow(&self, to: &Actor, by: &Actor) {
        self.tell(to, NoticeKind::Follow, Some(by), persona(by)).await;
    }

    pub async fn list(&self, actor: &Actor) -> Notices {
        self.slice(actor, Tab::All, Slice::first()).await
    }

    pub async fn slice(&self, actor: &Actor, tab: Tab, slice: Slice) -> Notices {
        let (actor, subjects) = (actor.clone(), Arc::clone(&self.subjects));
        let read = move |tx: &mut Tx<'_>| crate::list_notices(tx, &subjects, &actor, tab, slice);
        self.world.db.read(read).await.unwrap()
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        self.world.db.read(move |tx| tx.one(sql, (), |row| row.get(0))).await.unwrap()
    }

    pub fn hide(&self, about: About) {
        self.hidden.lock().insert(about);
    }

    pub async fn get(&self, who: &str, accept: &str, path: &str) -> Came {
        self.send(request("GET", who, accept, path).body(Body::empty()).unwrap()).await
    }

    pub async fn form(&self, who: &str, accept: &str, path: &str, body: &str) -> Came {
        let request = request("POST", who, accept, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Came {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION);
        let location = location.map_or("", |at| at.to_str().unwrap()).to_owned();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Came { status: parts.status.as_u16(), location, body }
    }

    pub async fn open(&self, who: &str, path: &str) -> Live {
        let request = request("GET", who, "text/event-stream", path).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
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

pub const JSON: &str = "application/json";
pub const PAGE: &str = "text/html";
pub const PATCH: &str = PATCH_TYPE;

/// What came back.
#[derive(Debug)]
pub struct Came {
    pub status: u16,
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
        let mut said = format!("{} {}", self.status, json["code"].as_str().unwrap_or("?"));
        for problem in json["problems"].as_array().into_iter().flatten() {
            let (field, why) = (problem["field"].as_str(), problem["why"].as_str());
            said += &format!(" {}={}", field.unwrap_or("?"), why.unwrap_or("?"));
        }
        said
    }

    /// The text of each element that a selector finds, spaces run together.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        let text = |e: scraper::ElementRef<'_>| e.text().collect::<String>();
        found.map(text).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// An attribute of each element that a selector finds.
    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        found.filter_map(|e| e.attr(name)).map(str::to_owned).collect()
    }
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

/// The account behind a persona is gone.
pub async fn leave(stage: &Stage, persona: Id<Persona>) {
    let erase = commonround_vocabulary::PersonaErased { persona };
    stage.write(move |tx| outbox::emit(tx, &erase).map(drop)).await;
    stage.world.settle().await;
}

/// A status was deleted.
pub async fn delete_status(stage: &Stage, id: i64, author: &Actor) {
    let (status, author) = (Id::<Status>::from_i64(id), author.persona);
    let gone = commonround_vocabulary::StatusDeleted { status, author, thread: status };
    stage.write(move |tx| outbox::emit(tx, &gone).map(drop)).await;
    stage.world.settle().await;
}
