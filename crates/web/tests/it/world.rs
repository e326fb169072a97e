//! A small site with one route for each thing the stack does, and a client without a network.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use commonround_kernel::ports::Promise;
use commonround_kernel::{
    Actor, AdjustableClock, Env, Error, Id, Invalid, Result, Role, Scopes, Timestamp, Via,
};
use commonround_web::components::{FieldSpec, FormState, error_summary, feed, field, more_link};
use commonround_web::live::{self, Hub, LiveEvent};
use commonround_web::{
    Answer, Auth, Caller, Done, FootLink, Input, Lang, Limiter, Me, Page, Paging, Patch, Path,
    Query, Resolved, Room, Routes, Sessions, Shown, Site, State, Theme, WebConfig, When, doc, html,
    serve_stack,
};
use http_body_util::BodyExt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tower::ServiceExt;

pub const NOON: i64 = 1_795_003_200_000;

/// Knows `member`, `unconfirmed`, `moderator`, `officer`, `operator` as cookies and `read`, `write`, `both` as
/// tokens; `broken` makes the look-up fail.
struct Known;

impl Sessions for Known {
    fn resolve<'a>(&'a self, shown: Shown<'a>) -> Promise<'a, Result<Option<Resolved>>> {
        Box::pin(async move {
            Ok(match shown {
                Shown::Cookie("broken") => return Err(Error::fault("the table is gone")),
                Shown::Cookie(
                    name @ ("member" | "unconfirmed" | "moderator" | "officer" | "operator"
                    | "french"),
                ) => Some(resolved(name, Via::Session(Id::from_i64(3)), Scopes::ALL)),
                Shown::Bearer("read") => Some(resolved(
                    "member",
                    Via::Token(Id::from_i64(4)),
                    Scopes { read: true, write: false },
                )),
                Shown::Bearer("write") => Some(resolved(
                    "member",
                    Via::Token(Id::from_i64(4)),
                    Scopes { read: false, write: true },
                )),
                Shown::Bearer("both") => {
                    Some(resolved("member", Via::Token(Id::from_i64(4)), Scopes::ALL))
                }
                _ => None,
            })
        })
    }
}

pub fn resolved(name: &str, via: Via, scopes: Scopes) -> Resolved {
    let actor = Actor {
        account: Id::from_i64(1),
        persona: Id::from_i64(2),
        role: Role::Patient,
        via,
        scopes,
        confirmed: name != "unconfirmed",
        operator: name == "operator",
        moderator: name == "moderator",
        officer: name == "officer",
        suspended: name == "suspended",
    };
    let me =
        Me { handle: "amira".into(), display_name: "Amira <b>Haddad".into(), hue: "hue-patient" };
    let lang = (name == "french").then_some(Lang::Fr);
    let theme = if name == "french" { Theme::Dark } else { Theme::System };
    Resolved { actor, me, lang, theme }
}

#[derive(Clone)]
pub struct Room1 {
    pub hub: Hub,
}

#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    #[default]
    Red,
    Green,
}

/// One of each kind of field.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    pub name: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub count: Option<u32>,
    #[serde(default)]
    pub ticked: bool,
    #[serde(default)]
    pub colour: Colour,
    #[serde(default)]
    pub inner: Option<Box<Thing>>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

pub fn site() -> Arc<Site> {
    let room = |href, icon, label_key, when| Room { href, icon, label_key, when };
    let rooms = vec![
        room("/", "house", "web-search", When::Always),
        room("/things", "hash", "web-more", When::Always),
        room("/mine", "user", "web-you", When::SignedIn),
        room("/join", "log-in", "web-join", When::SignedOut),
    ];
    let mut site = Site::new("Maple", "http://maple.test", &[], rooms).unwrap();
    site.foot = vec![FootLink { href: "/about", label_key: "web-help" }];
    site.compose = Some("/statuses/new");
    Arc::new(site)
}

pub fn routes(room: Room1) -> Routes {
    let open = |name| doc(name, "Does it.").auth(Auth::Anyone);
    let auths = [
        ("/auth/anyone", "use_anyone", Auth::Anyone),
        ("/auth/signed-in", "use_signed_in", Auth::SignedIn),
        ("/auth/confirmed", "use_confirmed", Auth::Confirmed),
        ("/auth/session", "use_session", Auth::Session),
        ("/auth/moderator", "use_moderator", Auth::Moderator),
        ("/auth/officer", "use_officer", Auth::Officer),
        ("/auth/operator", "use_operator", Auth::Operator),
    ];
    let mut routes = Routes::<Room1>::new()
        .get("/", show_home, open("show_home").paged())
        .get("/things/{id}", show_thing, open("show_thing").answers::<Thing>())
        .post(
            "/things",
            add_thing,
            open("add_thing")
                .takes::<Thing>()
                .answers::<Thing>()
                .creates()
                .refuses(&["thing_taken"]),
        )
        .get("/asked", show_asked, open("show_asked").query::<Asked>().answers::<Asked>())
        .get("/fails/{how}", fail, open("fail"))
        .get("/sensitive", show_sensitive, open("show_sensitive"))
        .live("/live/things", watch, open("watch_things"));
    for (path, name, auth) in auths {
        routes = routes.get(path, use_it, doc(name, "Uses it.").auth(auth));
        let name: &'static str = format!("{name}_too").leak();
        routes = routes.post(path, use_it, doc(name, "Uses it.").auth(auth));
    }
    routes.with_state(room)
}

async fn use_it(caller: Caller) -> Answer {
    Ok(caller.show(|| "used", |ui| Page::new(ui, "Used").body(html! {})))
}

async fn show_home(caller: Caller, Paging(slice): Paging) -> Answer {
    let cards = html! { article.post id="status-9" { "Nine" } };
    Ok(caller.show(
        || serde_json::json!({ "limit": slice.limit, "before": slice.before }),
        |ui| {
            let side = html! { section.card { h2 { "Side" } } };
            let body =
                html! { (feed(ui, Some("/live/things"), cards)) (more_link(ui, "/?before=9")) };
            Page::new(ui, "Home").quiet_heading().side(side).body(body)
        },
    ))
}

async fn show_thing(caller: Caller, Path(id): Path<u32>) -> Answer {
    let json = || thing(&format!("thing {id}"));
    // A page made for a program, or JSON for a browser, would fail the request.
    Ok(match caller.wants() {
        commonround_web::Wants::Json => {
            caller.show(json, |_| unreachable!("no HTML for a program"))
        }
        _ => caller.show(
            || -> Thing { unreachable!("no JSON for a browser") },
            |ui| Page::new(ui, format!("Thing {id}")).body(html! { p { "Here." } }),
        ),
    })
}

pub fn thing(name: &str) -> Thing {
    let (note, count, ticked, inner) = (String::new(), None, false, None);
    Thing { name: name.into(), note, count, ticked, colour: Colour::Red, inner }
}

async fn add_thing(
    State(room): State<Room1>,
    caller: Caller,
    Input(input): Input<Thing>,
) -> Answer {
    if input.name.is_empty() {
        let invalid = Invalid::new("name", "required");
        let state = FormState::new().set("note", &input.note).with(invalid.clone());
        return caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
            let name = FieldSpec::text("name", "Name").required().chars_max(20).hint("What it is called");
            let note = FieldSpec::area("note", "Note", 3);
            Page::new(ui, "Add").main_class("narrow").body(html! {
                form.stack method="post" action="/things" {
                    (error_summary(ui, &state.invalid)) (field(ui, &name, &state)) (field(ui, &note, &state))
                }
            })
        });
    }
    if input.name == "taken" {
        return Err(Error::Conflict("thing_taken").into());
    }
    room.hub.publish("things", LiveEvent::new("added", 7));
    let done = Done::created("/things/7").saying("room-notice-saved");
    Ok(match input.ticked {
        true => caller.done_patch(
            done,
            || input,
            |_| Patch::new().prepend("#feed", html! { p { "new" } }),
        ),
        false => caller.done(done, || input),
    })
}

async fn show_asked(caller: Caller, Query(asked): Query<Asked>) -> Answer {
    Ok(caller.show(|| asked, |ui| Page::new(ui, "Asked").body(html! {})))
}

async fn fail(Path(how): Path<String>) -> Answer {
    Err(match how.as_str() {
        "gone" => Error::Gone("status_gone"),
        "denied" => Error::Denied("nobody_may"),
        "limited" => {
            Error::Limited { code: "limited", retry_after: std::time::Duration::from_millis(1_500) }
        }
        "unavailable" => Error::Unavailable("restarting"),
        "fault" => Error::fault("secret cause"),
        "panic" => panic!("boom"),
        "forever" => std::future::pending().await,
        _ => Error::NotFound,
    }
    .into())
}

async fn show_sensitive(caller: Caller) -> Answer {
    Ok(caller.show(|| "x", |ui| Page::new(ui, "Help").sensitive().body(html! {})))
}

async fn watch(State(room): State<Room1>, caller: Caller) -> Answer {
    let reader = caller.clone();
    live::stream(&caller, room.hub.subscribe(&["things"]), move |event| {
        let reader = reader.clone();
        async move {
            (event.key != 13).then(|| {
                let html = html! { p id={ "t" (event.key) } { (reader.ui().t("web-more")) "\n" (event.kind) } };
                Patch::new().prepend("#feed", html)
            })
        }
    })
}

pub struct World {
    pub app: Router,
    pub hub: Hub,
}

pub fn world() -> World {
    world_with(|_| {})
}

pub fn world_with(change: impl FnOnce(&mut WebConfig)) -> World {
    let clock = AdjustableClock::fixed(Timestamp::from_millis(NOON));
    let env = Env::with_clock(Arc::new(clock));
    let mut config = WebConfig {
        env,
        site: site(),
        sessions: Arc::new(Known),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "1.2.3",
    };
    change(&mut config);
    let hub = Hub::new();
    World { app: serve_stack(routes(Room1 { hub: hub.clone() }), config), hub }
}

/// A response read to its end.
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// `422 invalid name=missing`
    pub fn refusal(&self) -> String {
        let body = self.json();
        let mut line = format!("{} {}", self.status, body["code"].as_str().unwrap());
        for problem in body["problems"].as_array().into_iter().flatten() {
            let part = |name: &str| problem[name].as_str().unwrap().to_owned();
            line.push_str(&format!(" {}={}", part("field"), part("why")));
        }
        line
    }
}

impl World {
    pub async fn send(&self, request: Request<Body>) -> Got {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Got { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send(request(Method::GET, path, headers, Body::empty())).await
    }

    pub async fn json(&self, path: &str) -> Got {
        self.get(path, &[("accept", "application/json")]).await
    }

    /// A form as a browser sends it.
    pub async fn form(&self, path: &str, body: &'static str, headers: &[(&str, &str)]) -> Got {
        let mut all = vec![
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        all.extend_from_slice(headers);
        self.send(request(Method::POST, path, &all, Body::from(body))).await
    }

    /// JSON as a program sends it.
    pub async fn post_json(&self, path: &str, body: impl Into<Body>) -> Got {
        let headers = [("content-type", "application/json")];
        self.send(request(Method::POST, path, &headers, body.into())).await
    }
}

pub fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut builder =
        Request::builder().method(method).uri(path).header(header::HOST, "maple.test");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body).unwrap()
}

#[track_caller]
pub fn ok(got: &Got) {
    assert_eq!(got.status, StatusCode::OK.as_u16(), "{}", String::from_utf8_lossy(&got.bytes));
}
