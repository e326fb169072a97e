use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::Method;
use commonround_kernel::{Error, Id, Timestamp, Via};
use commonround_web::live::LiveEvent;
use commonround_web::{Bell, Caller, Lang, Page, Site, bell_patch, few, html};
use http_body_util::BodyExt;
use scraper::{Html, Selector};
use tower::ServiceExt;

use crate::world::{NOON, World, request, resolved, site, world_with};

/// Counts what the test says; more than a hundred is a fault.
fn with_bell(count: &Arc<AtomicUsize>) -> Arc<Site> {
    let count = Arc::clone(count);
    let counted = move |_| {
        let count = count.load(Ordering::SeqCst);
        let counted = if count > 100 { Err(Error::fault("no table")) } else { Ok(count) };
        Box::pin(std::future::ready(counted)) as commonround_kernel::ports::Promise<'static, _>
    };
    let mut site = Arc::into_inner(site()).unwrap();
    let (path, stream) = ("/notices", "/live/notices");
    site.bell = Some(Bell { path, stream, count: Arc::new(counted) });
    Arc::new(site)
}

fn ringing(count: &Arc<AtomicUsize>) -> World {
    world_with(|config| config.site = with_bell(count))
}

async fn open(world: &World, cookie: &str) -> Body {
    let headers = [("cookie", cookie)];
    let request = request(Method::GET, "/live/things", &headers, Body::empty());
    world.app.clone().oneshot(request).await.unwrap().into_body()
}

/// The next patch, past the opening and heartbeats.
async fn patch(body: &mut Body) -> String {
    loop {
        let frame = body.frame().await.expect("the stream goes on").unwrap();
        let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
        if text.starts_with("event: patch") {
            return text;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_bell_rings_on_the_stream_that_a_page_has() {
    let count = Arc::new(AtomicUsize::new(3));
    let world = ringing(&count);
    let mut body = open(&world, "session=member").await;
    let first = patch(&mut body).await;
    assert!(first.contains("target=\"#bell-top\"") && first.contains("Notifications, 3 new"));

    world.hub.ring(Id::from_i64(9));
    world.hub.ring(Id::from_i64(2));
    world.hub.publish("things", LiveEvent::new("added", 5));
    assert!(patch(&mut body).await.contains("#feed"), "the same number is not said again");
    count.store(12, Ordering::SeqCst);
    world.hub.ring(Id::from_i64(2));
    assert!(patch(&mut body).await.contains("Notifications, 9+ new"));
    count.store(101, Ordering::SeqCst);
    world.hub.ring(Id::from_i64(2));
    world.hub.publish("things", LiveEvent::new("added", 6));
    assert!(patch(&mut body).await.contains("#feed"), "a count that fails breaks nothing");
    drop(body);
    assert_eq!(world.hub.topics(), 0);
}

#[tokio::test(start_paused = true)]
async fn readers_without_an_account_have_no_bell() {
    let world = ringing(&Arc::new(AtomicUsize::new(3)));
    let mut body = open(&world, "").await;
    world.hub.publish("things", LiveEvent::new("added", 5));
    assert!(patch(&mut body).await.contains("#feed"));
    let page = world.get("/", &[]).await;
    assert!(!page.text().contains("data-bell") && !page.text().contains("bell-top"));
}

/// The body's stream, the bell's label on top and among the rooms, and the dots.
fn bells(page: &str) -> (String, String, String, usize) {
    let page = Html::parse_document(page);
    let all = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(|e| e.text().collect::<String>()).collect::<Vec<_>>()
    };
    let selector = Selector::parse("body").unwrap();
    let stream = page.select(&selector).next().and_then(|body| body.attr("data-bell"));
    let label = |selector: &str| all(selector).join("|").trim().to_owned();
    (
        stream.unwrap_or_default().to_owned(),
        label("a#bell-top[href='/notices']"),
        label("a#bell-nav[href='/notices']"),
        all(".dot[aria-hidden=true]").len(),
    )
}

#[tokio::test]
async fn a_page_does_not_count_unless_it_knows() {
    let count = Arc::new(AtomicUsize::new(3));
    let got = ringing(&count).get("/things/3", &[("cookie", "session=member")]).await;
    let shown = ("/live/notices".into(), "Notifications".into(), "Notices".into(), 0);
    assert_eq!(bells(got.text()), shown);

    let signed_in =
        resolved("french", Via::Session(Id::from_i64(1)), commonround_kernel::Scopes::ALL);
    let caller = Caller::member(with_bell(&count), signed_in, Timestamp::from_millis(NOON));
    assert_eq!(caller.lang(), Lang::Fr);
    let ui = caller.ui();
    let page = Page::new(&ui, "Avis").unread(2).body(html! {}).into_string();
    let label = "Notifications, nouvelles : 2".to_owned();
    assert_eq!(bells(&page), ("/live/notices".into(), label, "Avis, nouveaux : 2".into(), 2));
    let quiet = bell_patch(&ui, commonround_web::Patch::new(), 0);
    assert!(quiet.as_str().contains("#bell-nav") && !quiet.as_str().contains("dot"));
}

#[test]
fn nobody_is_to_chase_a_number() {
    let said: Vec<_> = [1, 9, 10, 4_000].map(|n| few(n).into_owned()).into();
    assert_eq!(said, ["1", "9", "9+", "9+"]);
}
