//! What happens appears on open pages within a second.

use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::json;

use crate::stage::{Person, Stage};

/// Reads a stream until a text stands in it.
async fn hears(
    person: Person,
    path: &'static str,
    ready: tokio::sync::oneshot::Sender<()>,
    wanted: &str,
) -> String {
    let answer = person
        .request(Method::GET, path)
        .header("accept", "text/event-stream")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    ready.send(()).unwrap();
    let mut stream = answer.bytes_stream();
    let mut heard = String::new();
    while let Some(chunk) = stream.next().await {
        heard.push_str(&String::from_utf8_lossy(&chunk.unwrap()));
        if heard.contains(wanted) {
            break;
        }
    }
    heard
}

async fn arrives(path: &'static str, reader: &str, writer: &str, text: &str) {
    let stage = Stage::demo();
    let (reads, writes) = (stage.enter(reader).await, stage.enter(writer).await);
    let (ready, listening) = tokio::sync::oneshot::channel();
    let wanted = text.split('#').next().unwrap().to_owned();
    let hearing = tokio::spawn(async move { hears(reads, path, ready, &wanted).await });
    listening.await.unwrap();
    writes.post("/statuses", json!({ "text": text, "visibility": "public" })).await;
    let heard =
        tokio::time::timeout(Duration::from_secs(5), hearing).await.expect("in time").unwrap();
    assert!(heard.contains("patch-el"), "{heard}");
}

#[tokio::test]
async fn a_status_arrives_on_local() {
    arrives("/live/local", "amira", "dana", "Fresh from the ward").await;
}

#[tokio::test]
async fn a_status_arrives_on_the_home_of_a_follower() {
    arrives("/live/home", "amira", "dana", "Fresh for those who follow").await;
}

#[tokio::test]
async fn a_status_arrives_on_the_page_of_its_tag() {
    arrives("/live/tags/adhd", "ben", "dana", "Fresh today on #ADHD").await;
}

#[tokio::test]
async fn home_is_not_for_strangers() {
    let stage = Stage::demo();
    assert_eq!(stage.visitor().get("/live/home").await.status(), 401);
}

#[tokio::test]
async fn open_streams_do_not_keep_the_server_from_stopping() {
    let mut stage = Stage::demo();
    let amira = stage.enter("amira").await;
    let answer = amira.request(Method::GET, "/live/local").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let began = tokio::time::Instant::now();
    assert!(stage.stop());
    assert!(began.elapsed() < Duration::from_secs(9), "it waited for the stream");
}
