//! The routes as browsers and programs meet them, through the whole stack.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use commonround_kernel::{Actor, Role};
use commonround_testkit::World;
use commonround_web::live::Hub;
use commonround_web::{Limiter, PATCH_TYPE, Site, WebConfig, serve_stack};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::town::{Town, town};
use crate::testing::{Say, say, titles};
use crate::{Commons, Gate, Ports};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// A town with its pages.
struct House {
    town: Town,
    app: Router,
}

/// Who asks; `None` is nobody.
type Who<'a> = Option<&'a str>;

struct Seen {
    status: u16,
    location: String,
    body: String,
}

impl Seen {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }

    /// `303 /where`, `200`, `403 code`, or `422 field=why` for each field.
    fn short(&self) -> String {
        match self.status {
            303 => format!("303 {}", self.location),
            status if status < 400 => status.to_string(),
            422 => {
                let problems = self.json()["problems"].clone();
                let line = |p: &Value| format!(" {}={}", text(p, "field"), text(p, "why"));
                problems
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(line)
                    .fold("422".to_owned(), |all, p| all + &p)
            }
            status => format!("{status} {}", text(&self.json(), "code")),
        }
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

async fn house() -> House {
    let town = town().await;
    let catalogues: Vec<_> = [crate::CATALOGUES, commonround_identity::CATALOGUES].concat();
    let site = Site::new("Maple", "http://localhost", &catalogues, Vec::new()).unwrap();
    let db = town.world.db.clone();
    let (neighbours, gate, titles) = (crate::Neighbours::none(), Gate::open(), titles());
    let ports = Ports { neighbours, gate, titles };
    let commons = Commons::new(db.clone(), Hub::new(), Limiter::off(), ports, "http://localhost");
    let config = WebConfig {
        env: town.world.env.clone(),
        site: Arc::new(site),
        sessions: commonround_identity::sessions(db, town.world.keys.clone()),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "0",
    };
    House { town, app: serve_stack(crate::routes(commons), config) }
}

impl House {
    async fn ask(
        &self,
        who: Who<'_>,
        method: &str,
        path: &str,
        accept: &str,
        body: (&str, &str),
    ) -> Seen {
        let mut request =
            Request::builder().method(method).uri(path).header(header::ACCEPT, accept);
        if let Some(handle) = who {
            let db = &self.town.world.db;
            let (secret, _) = commonround_identity::testing::sign_in(db, handle).await;
            request = request.header(header::COOKIE, format!("session={}", secret.reveal()));
        }
        if !body.0.is_empty() {
            request = request.header(header::CONTENT_TYPE, body.0);
        }
        let request = request.body(Body::from(body.1.to_owned())).unwrap();
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

    async fn json(&self, who: Who<'_>, path: &str) -> Seen {
        self.ask(who, "GET", path, JSON, ("", "")).await
    }

    async fn page(&self, who: Who<'_>, path: &str) -> Seen {
        self.ask(who, "GET", path, "text/html", ("", "")).await
    }

    /// A program posts form fields.
    async fn post(&self, who: Who<'_>, path: &str, form: &str) -> Seen {
        self.ask(who, "POST", path, JSON, (FORM, form)).await
    }

    /// A browser sends a form.
    async fn send(&self, who: Who<'_>, path: &str, form: &str) -> Seen {
        self.ask(who, "POST", path, "text/html", (FORM, form)).await
    }
}

/// Dana the nurse and Amira the patient.
async fn two() -> (House, Actor, Actor) {
    let house = house().await;
    let (dana, amira) = (house.town.dana().await, house.town.amira().await);
    (house, dana, amira)
}

#[tokio::test]
async fn every_act_needs_somebody_signed_in_and_confirmed() {
    let (house, ..) = two().await;
    let World { db, keys, .. } = &house.town.world;
    commonround_identity::testing::join_unconfirmed(db, keys, "newcomer", Role::Patient).await;
    for act in ["follow", "unfollow", "block", "unblock", "mute", "unmute", "remove-follower"] {
        let path = format!("/@dana/{act}");
        assert_eq!(house.post(None, &path, "").await.short(), "401 sign_in_required", "{act}");
        let new = house.post(Some("newcomer"), &path, "").await.short();
        assert_eq!(new, "403 email_unconfirmed", "{act}");
    }
    for path in ["/settings/profile", "/settings/blocks", "/settings/mutes", "/follow-requests"] {
        assert_eq!(house.json(None, path).await.short(), "401 sign_in_required", "{path}");
        assert_eq!(house.json(Some("newcomer"), path).await.short(), "200", "{path}");
    }
    let edited = house.post(Some("newcomer"), "/settings/profile", "pronouns=they").await;
    assert_eq!(edited.short(), "200");
}

#[tokio::test]
async fn acts_answer_a_program_with_the_relationship() {
    let (house, ..) = two().await;
    let me = Some("amira");
    let table = [
        ("follow", "following", true),
        ("follow", "following", true),
        ("mute", "muting", true),
        ("unmute", "muting", false),
        ("block", "blocking", true),
        ("unblock", "following", false),
        ("unblock", "blocking", false),
    ];
    for (act, field, expected) in table {
        let seen = house.post(me, &format!("/@dana/{act}"), "").await;
        assert_eq!((seen.status, &seen.json()[field]), (200, &Value::Bool(expected)), "{act}");
    }
    assert_eq!(house.post(me, "/@nobody/follow", "").await.short(), "404 not_found");
    assert_eq!(house.post(me, "/@amira/follow", "").await.short(), "403 follow_self");
    assert_eq!(house.post(Some("dana"), "/@amira/block", "").await.status, 200);
    assert_eq!(house.post(me, "/@dana/follow", "").await.short(), "403 follow_blocked");
}

#[tokio::test]
async fn a_form_brings_the_browser_back_to_the_page_it_stood_on() {
    let (house, ..) = two().await;
    let me = Some("amira");
    assert_eq!(house.send(me, "/@DANA/follow", "").await.short(), "303 /@dana");
    let from_list = house.send(me, "/@dana/unfollow?next=/people", "").await;
    assert_eq!(from_list.short(), "303 /people");
    let elsewhere = house.send(me, "/@dana/follow?next=https://evil.example", "").await;
    assert_eq!(elsewhere.short(), "303 /@dana");
    let blocked = house.send(me, "/@dana/block", "").await;
    assert_eq!(blocked.short(), "303 /@dana?said=commons-people-notice-blocked");
    let page = house.page(me, "/@dana?said=commons-people-notice-blocked").await;
    assert!(page.body.contains("Blocked. You no longer see each other"), "{}", page.body);
}

#[tokio::test]
async fn a_live_form_gets_its_button_back() {
    let (house, dana, _) = two().await;
    let path = "/@dana/follow?next=/people";
    let seen = house.ask(Some("amira"), "POST", path, PATCH_TYPE, (FORM, "")).await;
    let target = format!("target=\"#follow-{}\"", dana.persona);
    assert!(seen.body.contains(&target) && seen.body.contains("Unfollow"), "{}", seen.body);
    assert!(seen.body.contains("/@dana/unfollow?next=/people"), "{}", seen.body);
}

#[tokio::test]
async fn mutes_take_an_end_and_refuse_nonsense() {
    let (house, ..) = two().await;
    let me = Some("amira");
    let seen = house.post(me, "/@dana/mute", "days=7").await.json();
    assert_eq!(seen["muting_expires_at"], "2026-11-25T11:06:40.000Z");
    let body = (JSON, r#"{"expires_at":"2026-12-01T00:00:00Z"}"#);
    let seen = house.ask(me, "POST", "/@dana/mute", JSON, body).await.json();
    assert_eq!(seen["muting_expires_at"], "2026-12-01T00:00:00.000Z");
    let table = [
        ("days=0", "422 days=out_of_range"),
        ("days=x", "422 days=wrong_type"),
        ("days=1&expires_at=2026-12-01T00:00:00Z", "422 expires_at=one_of_two"),
        ("expires_at=2020-01-01T00:00:00Z", "422 expires_at=out_of_range"),
        ("hours=1", "422 hours=unknown_field"),
    ];
    for (form, expected) in table {
        assert_eq!(house.post(me, "/@dana/mute", form).await.short(), expected, "{form}");
    }
    let listed = house.json(me, "/settings/mutes").await.json();
    assert_eq!(listed["people"][0]["username"], "dana");
}

#[tokio::test]
async fn requests_are_answered_by_who_was_asked() {
    let (house, ..) = two().await;
    house.post(Some("amira"), "/settings/profile", "locked=true").await;
    let asked = house.post(Some("dana"), "/@amira/follow", "").await.json();
    assert_eq!(
        (&asked["requested"], &asked["following"]),
        (&Value::Bool(true), &Value::Bool(false))
    );
    let waiting = house.json(Some("amira"), "/follow-requests").await.json();
    let id = text(&waiting["requests"][0], "id");
    assert_eq!(waiting["requests"][0]["account"]["username"], "dana");
    let accept = format!("/follow-requests/{id}/accept");
    assert_eq!(house.post(Some("dana"), &accept, "").await.short(), "404 not_found");
    assert_eq!(
        house.post(Some("amira"), "/follow-requests/x/accept", "").await.short(),
        "404 not_found"
    );
    let done = house.send(Some("amira"), &accept, "").await.short();
    assert_eq!(done, "303 /follow-requests?said=commons-people-notice-accepted");
    let again = house.post(Some("amira"), &accept, "").await.json();
    assert_eq!(again["followed_by"], true);
    let late = house.post(Some("amira"), &format!("/follow-requests/{id}/reject"), "").await;
    assert_eq!(late.short(), "409 request_answered");
}

#[tokio::test]
async fn a_profile_is_one_address_for_page_and_program() {
    let (house, dana, _) = two().await;
    house
        .post(Some("dana"), "/settings/profile", "pronouns=she/her&intro=Nights+on+**6+West**")
        .await;
    say(&house.town.world.db, &dana, Say::public("Wash your hands")).await.unwrap();
    let seen = house.json(None, "/@dana").await.json();
    assert_eq!(seen["acct"], "dana");
    assert_eq!(seen["pronouns"], "she/her");
    assert_eq!(seen["url"], "http://localhost/@dana");
    assert_eq!(seen["field"], "nursing");
    assert!(text(&seen, "note").contains("<strong>6 West</strong>"));
    assert!(text(&seen["statuses"][0], "content").contains("Wash your hands"));
    assert_eq!(seen["relationship"], Value::Null);
    let page = house.page(None, "/@dana").await;
    for part in
        ["Wash your hands", "<strong>6 West</strong>", "not checked", "/sign-in?next=/@dana"]
    {
        assert!(page.body.contains(part), "{part} is missing in {}", page.body);
    }
    assert!(house.page(None, "/@dana?tab=about").await.body.contains("Nobody has checked it"));
    assert_eq!(house.json(None, "/@dana?tab=secrets").await.short(), "422 tab=unknown");
    assert_eq!(house.json(None, "/@nobody").await.short(), "404 not_found");
}

#[tokio::test]
async fn behind_a_block_there_is_a_name_for_page_and_program() {
    let (house, dana, _) = two().await;
    house.post(Some("dana"), "/settings/profile", "pronouns=she/her").await;
    say(&house.town.world.db, &dana, Say::public("Wash your hands")).await.unwrap();
    house.post(Some("dana"), "/@amira/block", "").await;
    let seen = house.json(Some("amira"), "/@dana").await;
    assert_eq!(seen.json()["limited"], true);
    assert_eq!(seen.json()["relationship"]["blocked_by"], true);
    let page = house.page(Some("amira"), "/@dana").await;
    for hidden in ["she/her", "Wash your hands", "not checked"] {
        assert!(!seen.body.contains(hidden) && !page.body.contains(hidden), "{hidden} is shown");
    }
    for list in ["followers", "following"] {
        let refused = house.json(Some("amira"), &format!("/@dana/{list}")).await.short();
        assert_eq!(refused, "403 lists_private");
    }
}

#[tokio::test]
async fn people_are_listed_and_searched_at_one_address() {
    let (house, ..) = two().await;
    let names = async |path: &str| {
        let found = house.json(None, path).await.json();
        let people = found["people"].as_array().unwrap().clone();
        people.iter().map(|p| text(p, "username")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("/people").await, "dana");
    assert_eq!(names("/people?q=nurse").await, "dana");
    assert_eq!(names("/people?q=amira").await, "");
    assert_eq!(house.json(None, "/people?color=red").await.short(), "422 color=unknown_field");
    let page = house.page(None, "/people?q=zebra").await;
    assert!(page.body.contains("Nobody found for “zebra”"), "{}", page.body);
}

#[tokio::test]
async fn a_profile_form_is_saved_or_comes_back_with_what_is_wrong() {
    let (house, ..) = two().await;
    let me = Some("dana");
    let form = "display_name=Dana+Roy&pronouns=&languages=&languages=fr&languages=en&time_zone=\
                &intro=&ask_me_about=bread&link_1_name=&link_1_url=example.org&field=nursing\
                &role_public=true&locked=true&indexable=true&lists_public=false&tags_public=false\
                &default_visibility=quiet";
    let saved = house.send(me, "/settings/profile", form).await.short();
    assert_eq!(saved, "303 /settings/profile?said=commons-people-notice-saved");
    let own = house.json(me, "/settings/profile").await.json();
    assert_eq!(own["languages"], serde_json::json!(["en", "fr"]));
    assert_eq!(own["fields"][0]["value"], "https://example.org/");
    assert_eq!((&own["locked"], &own["lists_public"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(own["default_visibility"], "quiet");

    let page = house.send(me, "/settings/profile", "display_name=&pronouns=xe").await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("There is a problem") && page.body.contains(r#"value="xe""#));
    let table = [
        ("display_name=", "422 display_name=required"),
        ("field=magic&link_2_url=x:y", "422 field=unknown link_2_url=not_a_web_address"),
        ("locked=maybe", "422 locked=wrong_type"),
        ("default_visibility=secret", "422 default_visibility=unknown"),
        ("admin=true", "422 admin=unknown_field"),
        ("intro=%00", "422 intro=control_character"),
        ("pronouns=%E2%80%AEx", "422 pronouns=bidi_control"),
    ];
    for (form, expected) in table {
        assert_eq!(house.post(me, "/settings/profile", form).await.short(), expected, "{form}");
    }
    let body = (JSON, r#"{"pronouns":"she/her","languages":["es"]}"#);
    let own = house.ask(me, "POST", "/settings/profile", JSON, body).await.json();
    assert_eq!((&own["pronouns"], &own["languages"][0]), (&"she/her".into(), &"es".into()));
    assert_eq!(own["ask_me_about"], "bread", "what is left out stays");
}
