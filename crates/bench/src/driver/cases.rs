//! What is asked of the server, and what it asks with.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::connection::Connection;
use crate::Outcome;
use crate::world;

const JSON: &str = "application/json";
const HTML: &str = "text/html";
/// Tags and words that the cases go round.
const ROUND: usize = 20;

/// One thing that people do, over and over.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub name: &'static str,
    /// Milliseconds of the server's processor for one request, as wanted.
    pub cpu_ms_wanted: Option<f64>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    HomeJson,
    HomeHtml,
    Status,
    Tag,
    Search,
    SearchAll,
    Publish,
}

impl Case {
    /// Reading first: publishing makes the world larger.
    pub fn all() -> Vec<Self> {
        let case = |name, kind, wanted| Self { name, kind, cpu_ms_wanted: Some(wanted) };
        vec![
            case("home_json", Kind::HomeJson, 0.20),
            case("home_html", Kind::HomeHtml, 0.45),
            case("status", Kind::Status, 0.04),
            case("tag", Kind::Tag, 0.25),
            case("search", Kind::Search, 0.5),
            case("search_all", Kind::SearchAll, 0.5),
            case("publish", Kind::Publish, 0.3),
        ]
    }

    /// The n-th request of a client.
    pub async fn ask(
        &self,
        on: &mut Connection,
        with: &Material,
        client: usize,
        n: usize,
    ) -> Outcome {
        let token = &with.tokens[client % with.tokens.len()];
        let nth = client * 7_919 + n;
        let around = |list: &'_ [String]| list[nth % list.len()].clone();
        match self.kind {
            Kind::HomeJson => on.get("/", JSON, Some(token)).await,
            Kind::HomeHtml => on.get("/", HTML, Some(token)).await,
            Kind::Status => on.get(&around(&with.statuses), JSON, Some(token)).await,
            Kind::Tag => on.get(&around(&with.tags), JSON, Some(token)).await,
            Kind::Search => on.get(&around(&with.searches), JSON, Some(token)).await,
            Kind::SearchAll => {
                let everywhere = around(&with.searches).replace("&in=posts", "");
                on.get(&everywhere, JSON, Some(token)).await
            }
            Kind::Publish => on.post("/statuses", token, &status(client, n)).await,
        }
    }
}

/// What the cases ask with.
#[derive(Debug, Clone)]
pub struct Material {
    tokens: Vec<String>,
    statuses: Vec<String>,
    tags: Vec<String>,
    searches: Vec<String>,
}

impl Material {
    pub async fn gather(address: SocketAddr, tokens: Vec<String>) -> Outcome<Self> {
        let mut connection = Connection::open(address).await?;
        connection.get("/local?limit=40", JSON, tokens.first().map(String::as_str)).await?;
        let page: Value = serde_json::from_slice(&connection.body)?;
        let statuses = paths_of_statuses(&page);
        if statuses.is_empty() {
            return Err(format!("no status on /local: {page:.300}").into());
        }
        let words = world::common_words().iter().filter(|word| !word.contains(' '));
        Ok(Self {
            tokens,
            statuses,
            tags: (0..ROUND).map(|n| format!("/tags/{}", world::tag(n))).collect(),
            searches: words.map(|word| format!("/search?q={word}&in=posts")).take(ROUND).collect(),
        })
    }
}

/// Every `/@handle/id` that the page leads to.
fn paths_of_statuses(page: &Value) -> Vec<String> {
    match page {
        Value::Array(items) => items.iter().flat_map(paths_of_statuses).collect(),
        Value::Object(fields) => fields.values().flat_map(paths_of_statuses).collect(),
        Value::String(text) => path_of_status(text).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// `/@handle/123`, with or without a server before it.
fn path_of_status(text: &str) -> Option<String> {
    let path = &text[text.find("/@")?..];
    let (handle, id) = path.strip_prefix("/@")?.split_once('/')?;
    let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    (is_id && !handle.is_empty()).then(|| path.to_owned())
}

fn status(client: usize, n: usize) -> String {
    let text = format!(
        "Client {client} writes for the {n}th time about sleep and breathing at night, and what \
         helped. #{} #{}",
        world::tag(n % ROUND),
        world::tag(client % ROUND)
    );
    json!({ "text": text, "visibility": "public", "disclosure": "personal_story" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_found_wherever_a_page_names_them() {
        let page = json!({ "statuses": [
            { "url": "http://127.0.0.1:1/@ann/12", "author": { "url": "/@ann" } },
            { "path": "/@bob/34", "text": "see /@bob/x" },
        ]});
        let mut found = paths_of_statuses(&page);
        found.sort();
        assert_eq!(found, ["/@ann/12", "/@bob/34"]);
    }
}
