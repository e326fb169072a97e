//! What a reviewer must see change: who may call what, the schema, the events.

use std::fmt::Write as _;

use commonround_server::config::Config;
use commonround_server::instance::{Instance, Kind};
use commonround_server::router;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::stage::Place;

fn scrape() -> PrometheusHandle {
    PrometheusBuilder::new().build_recorder().handle()
}

async fn instance() -> (tempfile::TempDir, Instance) {
    let dir = tempfile::tempdir().unwrap();
    let config = Config { data: dir.path().join("data"), ..Config::default() };
    (dir, Instance::open(config, Kind::Serve).await.unwrap())
}

#[tokio::test]
async fn every_route_says_who_may_call_it() {
    let (_dir, instance) = instance().await;
    let routes = router::routes(&instance, scrape());
    let mut lines: Vec<String> = routes
        .endpoints()
        .iter()
        .map(|e| format!("{:<5} {:<38} {:<24} {:?}", e.method, e.path, e.name(), e.auth()))
        .collect();
    lines.sort_by_key(|line| line.split_whitespace().nth(1).map(str::to_owned));
    insta::assert_snapshot!("routes", lines.join("\n"));
    instance.close().await;
}

#[tokio::test]
async fn route_names_are_unique() {
    let (_dir, instance) = instance().await;
    let routes = router::routes(&instance, scrape());
    let mut names: Vec<_> =
        routes.endpoints().iter().map(commonround_web::Endpoint::name).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    instance.close().await;
}

#[tokio::test]
async fn the_schema_is_the_same_on_both_engines() {
    let stage = Place::new();
    let dir = tempfile::tempdir().unwrap();
    let config = Config {
        data: dir.path().join("data"),
        database: stage.url().map(str::to_owned),
        ..Config::default()
    };
    let instance = Instance::open(config, Kind::Serve).await.unwrap();
    let schema = instance.db.schema().await.unwrap();
    instance.close().await;
    insta::assert_snapshot!("schema", schema);
}

#[test]
fn every_event_is_in_the_catalogue() {
    let mut text = String::new();
    for topic in commonround_vocabulary::TOPICS {
        writeln!(text, "{topic}").unwrap();
    }
    insta::assert_snapshot!("events", text);
}
