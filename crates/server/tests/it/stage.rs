//! A running server of one's own, and people who talk to it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use commonround_testkit::Provision;
use reqwest::header::{ACCEPT, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_commonround");
const START_MAX: Duration = Duration::from_secs(60);

/// One server process with a data directory and a database of its own. Dropping it kills it.
pub struct Stage {
    child: Option<Child>,
    mode: &'static str,
    data: PathBuf,
    database: Provision,
    dir: tempfile::TempDir,
    pub base: String,
    pub printed: Vec<String>,
}

impl Stage {
    /// The demo world.
    pub fn demo() -> Self {
        Self::start("demo")
    }

    /// An empty instance.
    pub fn empty() -> Self {
        Self::start("serve")
    }

    fn start(mode: &'static str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let database = Provision::new();
        let data = dir.path().join("data");
        let base = String::new();
        let mut stage = Self { child: None, mode, data, database, dir, base, printed: Vec::new() };
        stage.rise();
        stage
    }

    /// A command on this data directory, not yet run.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command.args(words).arg("--data").arg(&self.data);
        if let Some(url) = self.database.url() {
            command.args(["--database", url]);
        }
        command.env("COMMONROUND_LOG_FILTER", "warn").stdin(Stdio::null());
        command
    }

    /// Starts the server again on the same data.
    pub fn rise(&mut self) {
        let mut command = self.command(&[self.mode, "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        self.printed.clear();
        loop {
            let line = lines.next().expect("the server says where it listens").unwrap();
            if let Some(base) = line.strip_prefix("Listening on ") {
                base.clone_into(&mut self.base);
                break;
            }
            self.printed.push(line);
        }
        std::thread::spawn(move || lines.for_each(drop));
        self.child = Some(child);
    }

    /// Stops it the hard way: nothing is flushed, nobody is told.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Stops it as Ctrl-C does; answers whether it ended well in time.
    pub fn stop(&mut self) -> bool {
        let Some(mut child) = self.child.take() else { return true };
        let pid = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
        for _ in 0..START_MAX.as_millis() / 20 {
            if let Some(status) = child.try_wait().unwrap() {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        child.kill().unwrap();
        false
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    /// A place beside the data directory, for backups and files to import.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Somebody with a browser who is not signed in.
    pub fn visitor(&self) -> Person {
        static HOUSES: AtomicU32 = AtomicU32::new(1);
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        let house = HOUSES.fetch_add(1, Ordering::Relaxed);
        Person { client, base: self.base.clone(), cookie: None, token: None, house }
    }

    /// One of the cast.
    pub async fn enter(&self, handle: &str) -> Person {
        let mut person = self.visitor();
        let answer = person.form("/demo/sign-in", &[("handle", handle)]).await;
        assert_eq!(answer.status(), 303, "@{handle} enters");
        person.keep_cookie(&answer);
        person
    }

    /// Moves the demo clock.
    pub async fn advance(&self, by: &str) {
        let answer = self.visitor().send(Method::POST, "/demo/clock", &serde_json::json!({ "advance": by })).await;
        assert_eq!(answer.status(), 200);
    }

    /// The newest letter to an address.
    pub async fn letter_to(&self, address: &str) -> Value {
        for _ in 0..100 {
            let outbox = self.visitor().json("/demo/outbox").await;
            let found = outbox["letters"].as_array().unwrap().iter().find(|l| l["to"] == address);
            if let Some(letter) = found {
                return letter.clone();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no letter to {address}");
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Somebody who asks: with a cookie, a token, or nothing.
#[derive(Clone)]
pub struct Person {
    client: Client,
    base: String,
    pub cookie: Option<String>,
    pub token: Option<String>,
    house: u32,
}

impl Person {
    pub fn keep_cookie(&mut self, answer: &Response) {
        let set = answer.headers().get(SET_COOKIE).expect("a cookie").to_str().unwrap();
        self.cookie = Some(set.split(';').next().unwrap().to_owned());
    }

    pub fn with_token(mut self, token: &str) -> Self {
        self.cookie = None;
        self.token = Some(token.to_owned());
        self
    }

    /// A request as this person, from this site.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with('/') { format!("{}{path}", self.base) } else { path.to_owned() };
        let mut request = self.client.request(method, url);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        request
    }

    /// The page as a browser gets it.
    pub async fn page(&self, path: &str) -> Response {
        self.request(Method::GET, path).header(ACCEPT, "text/html").send().await.unwrap()
    }

    /// The page's HTML; the page must be there.
    pub async fn html(&self, path: &str) -> String {
        let answer = self.page(path).await;
        assert_eq!(answer.status(), 200, "GET {path}");
        answer.text().await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).header(ACCEPT, "application/json").send().await.unwrap()
    }

    /// The JSON at a path; it must be there.
    pub async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "GET {path}");
        answer.json().await.unwrap()
    }

    /// A form as a browser sends it without script.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.request(Method::POST, path).header(ACCEPT, "text/html");
        request.header("sec-fetch-site", "same-origin").form(fields).send().await.unwrap()
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Response {
        let request = self.request(method, path).header(ACCEPT, "application/json");
        request.json(body).send().await.unwrap()
    }

    /// A JSON write that must succeed.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        let answer = self.send(Method::POST, path, &body).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "POST {path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// A JSON write that must be refused: `(status, code)`.
    pub async fn refused(&self, path: &str, body: Value) -> (u16, String) {
        let answer = self.send(Method::POST, path, &body).await;
        let status = answer.status().as_u16();
        let problem: Value = answer.json().await.unwrap();
        (status, problem["code"].as_str().unwrap_or_default().to_owned())
    }
}

pub fn location(answer: &Response) -> String {
    answer.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// The first link in a letter.
pub fn link_in(letter: &Value) -> String {
    let body = letter["body"].as_str().unwrap();
    body.split_whitespace().find(|w| w.starts_with("http")).expect("a link").to_owned()
}
