//! The routes as browsers and programs meet them, through the whole stack.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use commonround_kernel::{Actor, Role};
use commonround_testkit::World;
use commonround_web::live::Hub;
use commonround_web::{Limiter, Site, WebConfig, serve_stack};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::town::{Town, town};
use crate::Safety;
use crate::model::{Level, Subject};

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
                let all = problems.as_array().unwrap().iter().map(line);
                all.fold("422".to_owned(), |all, p| all + &p)
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
    let catalogues = [&[crate::CATALOGUE], commonround_identity::CATALOGUES].concat();
    let site = Site::new("Maple", "http://localhost", &catalogues, Vec::new()).unwrap();
    let World { db, keys, env, .. } = &town.world;
    let (keys, said) = (Arc::clone(keys), town.said.clone());
    let acts = town.acts.clone();
    let safety = Safety::new(db.clone(), Hub::new(), Limiter::off(), keys, acts, said);
    let config = WebConfig {
        env: env.clone(),
        site: Arc::new(site),
        sessions: commonround_identity::sessions(db.clone()),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "0",
    };
    House { app: serve_stack(crate::routes(safety), config), town }
}

impl House {
    async fn ask(&self, who: Who<'_>, method: &str, path: &str, accept: &str, body: &str) -> Seen {
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

    async fn json(&self, who: Who<'_>, path: &str) -> Seen {
        self.ask(who, "GET", path, JSON, "").await
    }

    async fn page(&self, who: Who<'_>, path: &str) -> Seen {
        self.ask(who, "GET", path, "text/html", "").await
    }

    /// A program posts form fields.
    async fn post(&self, who: Who<'_>, path: &str, form: &str) -> Seen {
        self.ask(who, "POST", path, JSON, form).await
    }

    /// A browser sends a form.
    async fn send(&self, who: Who<'_>, path: &str, form: &str) -> Seen {
        self.ask(who, "POST", path, "text/html", form).await
    }

    async fn moderator(&self, handle: &str) -> Actor {
        self.town.moderator(handle).await
    }
}

/// Dana, who is reported, Amira, who reports, and Hugo, who moderates.
async fn three() -> (House, Actor, Actor, Actor) {
    let house = house().await;
    let (dana, amira) = (house.town.patient("dana").await, house.town.patient("amira").await);
    let hugo = house.moderator("hugo").await;
    (house, dana, amira, hugo)
}

#[tokio::test]
async fn reports_are_filed_by_form_and_by_program() {
    let (house, dana, ..) = three().await;
    let post = house.town.say(&dana, "Vinegar cures all").await;
    let me = Some("amira");
    let path = format!("/statuses/{post}/report");
    assert!(house.page(me, &path).await.body.contains("Report a post by"));
    let done = house.send(me, &path, "reason=harmful_advice&comment=").await.short();
    assert_eq!(done, format!("303 /@dana/{post}?said=safety-notice-reported"));
    assert_eq!(house.post(me, &path, "reason=spam").await.json()["joined"], true);
    assert_eq!(house.post(me, &path, "").await.short(), "422 reason=required");
    let other = house.post(me, "/@dana/report", "reason=other").await;
    assert_eq!(other.short(), "422 comment=required");
    let page = house.send(me, "/@dana/report", "reason=other&comment=").await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains(r#"value="other" required checked"#), "{}", page.body);
    let filed = house.post(me, "/@dana/report", "reason=spam").await.json();
    assert_eq!(filed["joined"], false);
    let own = format!("/reports/{}", text(&filed, "id"));
    assert_eq!(house.json(me, &own).await.json()["closed"], false);
    assert_eq!(house.json(Some("dana"), &own).await.short(), "404 not_found");
    let self_report = house.post(Some("dana"), "/@dana/report", "reason=spam").await;
    assert_eq!(self_report.short(), "403 report_self");
    assert_eq!(house.post(me, "/statuses/1/report", "reason=spam").await.short(), "404 not_found");
}

#[tokio::test]
async fn what_may_be_false_goes_to_the_evidence_in_one_step() {
    let (house, dana, ..) = three().await;
    let post = house.town.say(&dana, "Vinegar cures all").await;
    let me = Some("amira");
    let sent = house.send(me, &format!("/statuses/{post}/report"), "reason=may_be_false").await;
    assert_eq!(sent.short(), format!("303 /claims?status={post}"));
    let sent = house.post(me, "/@dana/report", "reason=may_be_false").await;
    assert_eq!(sent.json()["see"], "/claims");
    assert!(house.town.all_cases().await.is_empty());
}

#[tokio::test]
async fn what_one_may_not_see_is_not_there_to_report_and_a_moderator_sees_it() {
    let (house, dana, ..) = three().await;
    let post = house.town.say(&dana, "secret, but stop your SSRI today").await;
    let path = format!("/statuses/{post}/report");
    assert_eq!(house.post(Some("amira"), &path, "reason=spam").await.short(), "404 not_found");
    let case = house.town.only_case().await.id;
    let page = house.page(Some("hugo"), &format!("/moderation/cases/{case}")).await;
    assert!(page.body.contains("secret, but"), "{}", page.body);
    house.town.delete(post);
    assert_eq!(house.post(Some("amira"), &path, "reason=spam").await.short(), "410 status_deleted");
    let page = house.page(Some("hugo"), &format!("/moderation/cases/{case}")).await;
    assert!(page.body.contains("It was taken away."));
}

#[tokio::test]
async fn every_page_of_moderators_is_theirs_alone() {
    let (house, dana, amira, _) = three().await;
    let about = Subject::persona(dana.persona);
    house.town.report(&amira, about, "spam", "").await.unwrap();
    let case = house.town.only_case().await.id;
    let pages = ["/moderation", "/moderation/next", "/moderation/duty", "/moderation/rules"];
    let of_case =
        [format!("/moderation/cases/{case}"), format!("/moderation/cases/{case}/history")];
    for path in pages.into_iter().chain(of_case.iter().map(String::as_str)) {
        assert_eq!(house.json(None, path).await.short(), "401 sign_in_required", "{path}");
        assert_eq!(house.json(Some("amira"), path).await.short(), "403 moderator_only", "{path}");
        let found = house.page(Some("hugo"), path).await;
        assert!(found.status < 400, "{path}: {} {}", found.status, found.body);
    }
    for act in ["take", "release", "notes", "level", "measures", "close"] {
        let path = format!("/moderation/cases/{case}/{act}");
        assert_eq!(house.post(None, &path, "").await.short(), "401 sign_in_required", "{path}");
        assert_eq!(
            house.post(Some("amira"), &path, "").await.short(),
            "403 moderator_only",
            "{path}"
        );
    }
    let crisis = house.post(Some("hugo"), "/moderation/rules/crisis", "crisis=hold").await;
    assert_eq!(crisis.short(), "403 operator_only");
}

#[tokio::test]
async fn a_day_of_work_leads_from_case_to_case() {
    let (house, dana, amira, _) = three().await;
    let other = house.town.patient("other").await;
    house
        .town
        .report(&amira, Subject::persona(dana.persona), "harmful_advice", "see <b>")
        .await
        .unwrap();
    house.town.report(&amira, Subject::persona(other.persona), "spam", "").await.unwrap();
    let all = house.town.all_cases().await;
    let (first, second) = (all[0].id, all[1].id);
    let me = Some("hugo");
    let page = house.page(me, "/moderation").await.body;
    assert!(
        page.contains(&format!("/moderation/cases/{first}"))
            && page.contains("Nobody is on duty now.")
    );
    let next = house.page(me, "/moderation/next").await;
    assert_eq!(next.short(), format!("303 /moderation/cases/{first}"));
    let shown = house.page(me, &next.location).await.body;
    assert!(shown.contains("see &lt;b&gt;") && !shown.contains("see <b>"));
    let path = format!("/moderation/cases/{first}");
    let taken = house.send(me, &format!("{path}/take"), "").await.short();
    assert_eq!(taken, format!("303 {path}?said=safety-notice-done"));
    let empty = house.send(me, &format!("{path}/notes"), "note=").await;
    assert_eq!(empty.status, 422);
    assert_eq!(house.send(me, &format!("{path}/notes"), "note=Hm").await.status, 303);
    let wrong = house
        .send(me, &format!("{path}/measures"), "act=suspend&cause=spam&words=Kept&days=")
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains(">Kept</textarea>"), "{}", wrong.body);
    let label = house.post(me, &format!("{path}/measures"), "act=limit&cause=spam&days=3").await;
    assert_eq!((label.status, label.json()["waits"].as_bool()), (201, Some(false)));
    let closed = house.send(me, &format!("{path}/close"), "outcome=").await.short();
    assert_eq!(closed, format!("303 /moderation/cases/{second}?said=safety-notice-closed"));
    let history = house.json(me, &format!("{path}/history")).await.json();
    let what: Vec<_> =
        history["entries"].as_array().unwrap().iter().map(|e| text(e, "what")).collect();
    let expected = ["opened", "reported", "seen", "taken", "noted", "measure_began", "closed"];
    assert_eq!(what, expected);
}

#[tokio::test]
async fn whoever_comes_second_reads_who_was_first_and_when() {
    let (house, dana, ..) = three().await;
    house.moderator("ivy").await;
    let case = house.town.case(&dana, Level::Red).await;
    let path = format!("/moderation/cases/{case}/take");
    assert_eq!(house.send(Some("hugo"), &path, "").await.status, 303);
    let late = house.send(Some("ivy"), &path, "").await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("hugo took this case first."), "{}", late.body);
    assert_eq!(house.post(Some("ivy"), &path, "").await.short(), "409 case_taken");
}

#[tokio::test]
async fn a_template_fills_the_words_in_the_language_of_the_person() {
    let (house, dana, ..) = three().await;
    let case = house.town.case(&dana, Level::Amber).await;
    let me = Some("hugo");
    let english = house.page(me, &format!("/moderation/cases/{case}?template=0&in=en")).await.body;
    assert!(english.contains("You told people to stop or change a medicine"));
    let french = house.page(me, &format!("/moderation/cases/{case}?template=0&in=fr")).await.body;
    assert!(french.contains("Vous avez conseillé d’arrêter"));
    assert_eq!(house.page(me, &format!("/moderation/cases/{case}?template=99")).await.status, 200);
}

#[tokio::test]
async fn the_person_reads_the_measure_and_asks_for_another_look() {
    let (house, dana, ..) = three().await;
    house.moderator("ivy").await;
    let case = house.town.case(&dana, Level::Amber).await;
    let measures = format!("/moderation/cases/{case}/measures");
    let form = "act=hide&cause=harassment&words=Please+be+kind";
    let id = text(&house.post(Some("hugo"), &measures, form).await.json(), "id");
    let path = format!("/sanctions/{id}");
    assert_eq!(house.json(Some("amira"), &path).await.short(), "404 not_found");
    let page = house.page(Some("dana"), &path).await.body;
    assert!(page.contains("Please be kind") && page.contains("Ask for another look"));
    assert!(!page.contains("/moderation/"), "the person sees no desk of moderators");
    let appeal = format!("{path}/appeal");
    assert_eq!(house.send(Some("dana"), &appeal, "words=").await.status, 422);
    assert_eq!(house.send(Some("dana"), &appeal, "words=It+was+a+quote").await.status, 303);
    let queue = house.json(Some("ivy"), "/moderation").await.json();
    let rule = format!("/moderation/appeals/{}", text(&queue["appeals"][0], "id"));
    assert_eq!(
        house.post(Some("ivy"), &rule, "").await.short(),
        "422 ruling=required answer=required"
    );
    let refused = house.post(Some("hugo"), &rule, "ruling=uphold&answer=No").await;
    assert_eq!(refused.short(), "403 appeal_needs_another");
    assert_eq!(
        house.send(Some("ivy"), &rule, "ruling=overturn&answer=You+are+right").await.status,
        303
    );
    let after = house.json(Some("dana"), &path).await.json();
    assert_eq!(
        (&after["state"], &after["appeal"]["answer"]),
        (&"lifted".into(), &"You are right".into())
    );
}

#[tokio::test]
async fn a_measure_that_waits_is_not_the_persons_to_read() {
    let (house, dana, ..) = three().await;
    house.moderator("ivy").await;
    let case = house.town.case(&dana, Level::Amber).await;
    let measures = format!("/moderation/cases/{case}/measures");
    let long = house.post(Some("hugo"), &measures, "act=suspend&cause=spam&days=30").await.json();
    assert_eq!(long["waits"], true);
    let path = format!("/sanctions/{}", text(&long, "id"));
    assert_eq!(house.json(Some("dana"), &path).await.short(), "404 not_found");
    let desk = house.page(Some("ivy"), &format!("/moderation/cases/{case}")).await.body;
    assert!(desk.contains("hugo asks for this measure"), "{desk}");
    assert!(desk.contains("/duties/"), "{desk}");
    let ivy = commonround_identity::testing::sign_in(&house.town.world.db, "ivy").await.1;
    let object = text(&long, "id").parse().unwrap();
    house.town.second(&ivy, "safety_measure", object, true).await.unwrap();
    assert_eq!(house.json(Some("dana"), &path).await.status, 200);
}

#[tokio::test]
async fn the_rota_and_the_rules_are_kept_by_form() {
    let (house, ..) = three().await;
    let me = Some("hugo");
    let zone = house
        .send(me, "/moderation/duty/wishes", "time_zone=America%2FToronto&topics_off=spam")
        .await;
    assert_eq!(zone.short(), "303 /moderation/duty?said=safety-notice-done");
    let bad = house.post(me, "/moderation/duty/wishes", "time_zone=Mars&topics_off=mood").await;
    assert_eq!(bad.short(), "422 time_zone=unknown topics_off=unknown");
    let shift = "rung=first&starts=2026-11-18T06%3A00&hours=8";
    assert_eq!(house.send(me, "/moderation/duty/shifts", shift).await.status, 303);
    let rota = house.json(me, "/moderation/duty").await.json();
    assert_eq!((&rota["staffed"], rota["shifts"].as_array().unwrap().len()), (&true.into(), 1));
    assert!(house.page(me, "/moderation/duty").await.body.contains("2026-11-18 06:00"));
    let remove = format!("/moderation/duty/shifts/{}/remove", text(&rota["shifts"][0], "id"));
    house.moderator("ivy").await;
    assert_eq!(house.post(Some("ivy"), &remove, "").await.short(), "404 not_found");
    assert_eq!(house.post(me, &remove, "").await.status, 200);
    assert_eq!(house.post(me, "/moderation/duty/away", "").await.status, 200);
    assert_eq!(house.post(me, "/moderation/duty/back", "").await.status, 200);

    let word = "phrase=miracle+tea&lang=&level=amber&watch=label";
    assert_eq!(house.send(me, "/moderation/rules/words", word).await.status, 303);
    let rules = house.json(me, "/moderation/rules").await.json();
    assert_eq!(rules["words"][0]["phrase"], "miracle tea");
    let remove = format!("/moderation/rules/words/{}/remove", text(&rules["words"][0], "id"));
    assert_eq!(house.post(me, &remove, "").await.status, 200);
    let again = house.send(me, "/moderation/rules/words", "phrase=&lang=xx&level=&watch=").await;
    assert_eq!(again.status, 422);
}

#[tokio::test]
async fn the_counts_are_public_and_boundaries_are_ones_own() {
    let (house, ..) = three().await;
    assert_eq!(house.page(None, "/about/moderation").await.status, 200);
    assert!(
        house.json(None, "/about/moderation").await.json()["lines"].as_array().unwrap().is_empty()
    );
    assert_eq!(house.json(None, "/settings/boundaries").await.short(), "401 sign_in_required");
    let form =
        "redirect=Ask+the+clinic&redirect_url=%2Fhelp&quiet_from=22&quiet_to=7&time_zone=UTC";
    let set = house.post(Some("dana"), "/settings/boundaries", form).await.json();
    assert_eq!((&set["strangers"], &set["quiet_to"]), (&false.into(), &7.into()));
    assert!(house.page(Some("dana"), "/settings/boundaries").await.body.contains("Ask the clinic"));
    let bad = house.post(Some("dana"), "/settings/boundaries", "redirect_url=http%3A%2F%2Fx").await;
    assert_eq!(bad.short(), "422 redirect_url=malformed");
}

#[tokio::test]
async fn every_page_reads_in_french() {
    let (house, dana, amira, _) = three().await;
    house.town.report(&amira, Subject::persona(dana.persona), "spam", "").await.unwrap();
    let case = house.town.only_case().await.id;
    for (path, part) in [
        ("/moderation".to_owned(), "Dossier suivant"),
        (format!("/moderation/cases/{case}"), "Prendre ce dossier"),
        ("/moderation/duty".to_owned(), "Qui est de garde"),
        ("/moderation/rules".to_owned(), "Mots surveillés"),
        ("/about/moderation".to_owned(), "Ce que la modération a fait"),
        ("/settings/boundaries".to_owned(), "Vos limites"),
    ] {
        let page = house.page(Some("hugo"), &format!("{path}?lang=fr")).await.body;
        assert!(page.contains(part), "{path}: {page}");
    }
}

#[tokio::test]
async fn who_is_not_confirmed_reports_nobody() {
    let (house, ..) = three().await;
    let World { db, keys, .. } = &house.town.world;
    commonround_identity::testing::join_unconfirmed(db, keys, "newcomer", Role::Patient).await;
    let sent = house.post(Some("newcomer"), "/@dana/report", "reason=spam").await;
    assert_eq!(sent.short(), "403 email_unconfirmed");
    assert_eq!(house.post(None, "/@dana/report", "").await.short(), "401 sign_in_required");
}
