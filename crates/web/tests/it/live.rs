use std::time::Duration;

use axum::body::Body;
use axum::http::Method;
use commonround_web::live::LiveEvent;
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::world::{World, request, world};

async fn open(world: &World, headers: &[(&str, &str)]) -> Body {
    let request = request(Method::GET, "/live/things", headers, Body::empty());
    let response = world.app.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(!response.headers().contains_key("content-encoding"));
    response.into_body()
}

async fn frame(body: &mut Body) -> Option<String> {
    let frame = body.frame().await?.unwrap();
    Some(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap())
}

/// The next frame that is not a heartbeat.
async fn event(body: &mut Body) -> Option<String> {
    loop {
        match frame(body).await {
            Some(beat) if beat == ":\n\n" => {}
            other => return other,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_happens_reaches_the_page_as_a_patch_in_its_language() {
    let world = world();
    let mut body =
        open(&world, &[("accept-language", "fr"), ("accept-encoding", "gzip, br")]).await;
    assert_eq!(frame(&mut body).await.unwrap(), "retry: 3000\n\n");
    world.hub.publish("things", LiveEvent::new("added", 13));
    world.hub.publish("things", LiveEvent::new("added", 5));
    assert_eq!(
        event(&mut body).await.unwrap(),
        "event: patch\ndata: <patch-el target=\"#feed\" swap=\"prepend\"><p id=\"t5\">Afficher la suite\n\
         data: added</p></patch-el>\n\n"
    );
}

#[tokio::test(start_paused = true)]
async fn a_quiet_stream_beats_and_ends_after_a_while() {
    let world = world();
    let mut body = open(&world, &[]).await;
    let started = tokio::time::Instant::now();
    let mut beats = 0;
    while let Some(text) = frame(&mut body).await {
        beats += u32::from(text == ":\n\n");
    }
    assert!(beats > 40, "{beats} heartbeats");
    assert_eq!(started.elapsed().as_secs(), 15 * 60);
    assert_eq!(world.hub.topics(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_stopping_server_ends_its_streams() {
    let world = world();
    let mut body = open(&world, &[]).await;
    frame(&mut body).await.unwrap();
    world.hub.close();
    let ended = tokio::time::timeout(Duration::from_secs(1), event(&mut body)).await;
    assert_eq!(ended, Ok(None));
}

#[tokio::test]
async fn one_person_opens_only_so_many() {
    let world = world();
    let mut open_streams = Vec::new();
    for _ in 0..8 {
        open_streams.push(open(&world, &[("cookie", "session=member")]).await);
    }
    let headers = [("cookie", "session=member"), ("accept", "application/json")];
    assert_eq!(world.get("/live/things", &headers).await.refusal(), "429 too_many_streams");
    drop(open(&world, &[]).await);
    open_streams.pop();
    drop(open(&world, &[("cookie", "session=member")]).await);
}
