use std::sync::Arc;

use commonround_kernel::Result;
use commonround_kernel::ports::Promise;
use commonround_testkit::World;
use commonround_web::{
    Limiter, PreEscaped, Resolved, Room, Sessions, Shown, Site, WebConfig, When, serve_stack,
};
use scraper::{Html, Selector};
use serde_json::Value;
use tower::ServiceExt as _;

use super::world;
use crate::testing::{ENGLISH, FRENCH, line, stock};
use crate::{CATALOGUES, Evidence, routes};

/// Nobody is signed in here: the library is for everybody.
struct Nobody;

impl Sessions for Nobody {
    fn resolve<'a>(&'a self, _: Shown<'a>) -> Promise<'a, Result<Option<Resolved>>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

pub struct Got {
    pub status: u16,
    pub etag: Option<String>,
    pub body: String,
}

impl Got {
    pub async fn read(response: commonround_web::Response) -> Self {
        let status = response.status().as_u16();
        let etag = response.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned());
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        Self { status, etag, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        let selector = Selector::parse(selector).unwrap();
        let found = page.select(&selector);
        found.map(|e| e.text().collect::<String>().trim().to_owned()).collect()
    }
}

pub async fn get(w: &World, path: &str, accept: &str) -> Got {
    let room =
        Room { href: "/facts", icon: "book-open", label_key: "evidence-facts", when: When::Always };
    let site = Site::new("Maple", "http://localhost", CATALOGUES, vec![room]).unwrap();
    let config = WebConfig {
        env: w.env.clone(),
        site: Arc::new(site),
        sessions: Arc::new(Nobody),
        limiter: Limiter::off(),
        trusted_proxies: Vec::new(),
        version: "0",
    };
    let request = axum::http::Request::get(path).header("accept", accept);
    let request = request.body(axum::body::Body::empty()).unwrap();
    let (ports, views) = (super::town::no_ports(), super::town::views());
    let download = super::town::download(&views);
    let stack = serve_stack(routes(Evidence::new(w.db.clone(), ports, views, download)), config);
    let response = stack.oneshot(request).await.unwrap();
    Got::read(response).await
}

async fn json(w: &World, path: &str) -> Value {
    let got = get(w, path, "application/json").await;
    assert_eq!(got.status, 200, "{path}: {}", got.body);
    got.json()
}

async fn stocked() -> World {
    let w = world().await;
    let en = |id: &str, topic: &str, question: &str| {
        line(
            ENGLISH,
            id,
            topic,
            question,
            "Key Points - It is mild. - It passes. It is mild. Rest.",
        )
    };
    let french =
        line(FRENCH, "R1", "Asthme", "Qu’est-ce que l’asthme ?", "Les bronches se resserrent.");
    stock(
        &w.db,
        &[
            en("1", "Flu", "What is (are) Flu ?"),
            en("2", "Flu", "How to prevent Flu ?")
                .with("qtype", "prevention")
                .with("reviewed_on", "2026-03-01"),
            en("3", "Mumps", "What is (are) <script>alert(1)</script> ?"),
            french,
        ],
    )
    .await
    .unwrap();
    w
}

async fn ids(w: &World, path: &str) -> Vec<String> {
    let facts = json(w, path).await["facts"].clone();
    facts.as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_list_pages_without_repeats() {
    let w = stocked().await;
    let all = ids(&w, "/facts").await;
    assert_eq!(all.len(), 4);
    let first = json(&w, "/facts?limit=2").await;
    let next = first["next"].as_str().unwrap();
    let rest = json(&w, &format!("/facts?limit=2&before={next}")).await;
    assert_eq!(rest["next"], Value::Null);
    let mut seen = ids(&w, "/facts?limit=2").await;
    seen.extend(ids(&w, &format!("/facts?limit=2&before={next}")).await);
    assert_eq!(seen, all);
    let up = ids(&w, &format!("/facts?limit=2&after={}", all[3])).await;
    assert_eq!(up, all[1..3], "upwards the nearest come, newest first");
}

#[tokio::test]
async fn the_list_narrows_by_publisher_and_topic() {
    let w = stocked().await;
    assert_eq!(ids(&w, "/facts?source=rive-sante").await.len(), 1);
    assert_eq!(ids(&w, "/facts?topic=flu").await.len(), 2);
    assert_eq!(ids(&w, "/facts?topic=flu&source=rive-sante").await.len(), 0);
    assert_eq!(ids(&w, "/facts?topic=&source=").await.len(), 4);
    for (path, status) in [
        ("/facts?topic=none", 404),
        ("/facts?source=none", 404),
        ("/facts?colour=red", 422),
        ("/facts?limit=0", 422),
        ("/facts?before=x", 422),
    ] {
        assert_eq!(get(&w, path, "application/json").await.status, status, "{path}");
    }
}

#[tokio::test]
async fn a_fact_names_its_publisher_licence_and_original() {
    let w = stocked().await;
    let id = ids(&w, "/facts?topic=flu").await[1].clone();
    let fact = json(&w, &format!("/facts/{id}")).await;
    assert_eq!(fact["name"], "What is Flu?");
    assert_eq!(fact["question"], "What is (are) Flu ?");
    assert_eq!(fact["about"]["slug"], "flu");
    assert_eq!(fact["publisher"]["tier"], "A");
    assert_eq!(fact["publisher"]["accreditor"], "Province of Maple");
    assert_eq!(fact["license"]["name"], "CC BY 4.0");
    assert_eq!(fact["credit_text"], "Lake Health Authority, invented for tests.");
    assert_eq!(fact["url"], "https://example.org/1");
    assert_eq!(fact["identifier"], "1");
    assert_eq!(fact["last_reviewed"], Value::Null);
    assert_eq!(fact["related"][0]["name"], "How to prevent Flu?");
    assert_eq!(fact["related"][0]["last_reviewed"], "2026-03-01");
}

#[tokio::test]
async fn a_fact_is_laid_out_for_reading() {
    let w = stocked().await;
    let id = ids(&w, "/facts?topic=flu").await[1].clone();
    let page = get(&w, &format!("/facts/{id}"), "text/html").await;
    assert_eq!(page.texts("h1"), ["What is Flu?"]);
    assert_eq!(page.texts(".answer h2"), ["Key Points", "It is mild."]);
    assert_eq!(page.texts(".answer li"), ["It is mild.", "It passes."]);
    assert_eq!(page.texts(".answer > p"), ["Rest."]);
    for said in [
        "date reviewed: not stated",
        "This is information, not a diagnosis",
        "Province of Maple",
        "CC BY 4.0",
        "Lake Health Authority, invented for tests.",
        "href=\"https://example.org/1\"",
    ] {
        assert!(page.body.contains(said), "{said}");
    }
    let french = get(&w, &format!("/facts/{id}?lang=fr"), "text/html").await;
    assert!(french.body.contains("date de révision : non indiquée"));
    assert!(french.body.contains("<div class=\"answer\" lang=\"en\">"));
    let dated = ids(&w, "/facts?topic=flu").await[0].clone();
    let dated = get(&w, &format!("/facts/{dated}"), "text/html").await;
    assert!(dated.body.contains("<dt>Date reviewed</dt><dd>1 March 2026</dd>"), "{}", dated.body);
}

#[tokio::test]
async fn what_publishers_write_is_text_on_every_page() {
    let w = stocked().await;
    let id = ids(&w, "/facts?topic=mumps").await[0].clone();
    for path in ["/facts".to_owned(), "/sources/lake-health".to_owned(), format!("/facts/{id}")] {
        let page = get(&w, &path, "text/html").await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains("&lt;script&gt;"), "{path}");
        assert!(!page.body.contains("<script>"), "{path}");
        assert!(!page.body.contains("style="), "{path}");
    }
}

#[tokio::test]
async fn publishers_have_pages() {
    let w = stocked().await;
    let sources = json(&w, "/sources").await;
    let names: Vec<_> = sources["sources"].as_array().unwrap().iter().map(|s| &s["name"]).collect();
    assert_eq!(names, ["Lake Health Authority", "Santé Rive"]);
    assert_eq!(sources["sources"][0]["facts_count"], 3);
    let source = json(&w, "/sources/rive-sante?limit=1").await;
    assert_eq!(source["source"]["tier"], "B");
    assert_eq!(source["facts"][0]["name"], "Qu’est-ce que l’asthme ?");
    let page = get(&w, "/sources", "text/html").await;
    assert!(page.body.contains("3 facts") && page.body.contains("1 fact<"), "{}", page.body);
    let page = get(&w, "/sources/rive-sante", "text/html").await;
    assert!(page.body.contains("Professional society or peer-reviewed"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let w = world().await;
    for path in ["/facts/7", "/facts/x", "/facts/-1", "/sources/none"] {
        let got = get(&w, path, "application/json").await;
        assert_eq!((got.status, got.json()["code"].clone()), (404, "not_found".into()), "{path}");
    }
    assert_eq!(get(&w, "/facts", "text/html").await.status, 200, "an empty library has a page");
    assert_eq!(json(&w, "/sources").await["sources"], serde_json::json!([]));
}

#[tokio::test]
async fn rows_for_other_rooms_link_to_the_fact() {
    let w = stocked().await;
    let cards = w.db.read(|tx| crate::facts_for_tag(tx, "flu", 1)).await.unwrap();
    let site = Arc::new(Site::new("Maple", "http://localhost", CATALOGUES, Vec::new()).unwrap());
    let caller = commonround_web::Caller::stranger(site, commonround_web::Lang::En, w.env.now());
    let PreEscaped(rows) = crate::views::fact_rows(&caller.ui(), &cards);
    assert!(rows.contains(&format!("href=\"/facts/{}\"", cards[0].id)));
    assert!(rows.contains("Public authority or accredited"));
}
