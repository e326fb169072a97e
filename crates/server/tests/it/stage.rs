//! A running server of one's own, and people who talk to it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use commonround_server::config::Config;
use commonround_testkit::postgres::Database;
use reqwest::header::{ACCEPT, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::Value;

const BINARY: &str = env!("CARGO_BIN_EXE_commonround");
const START_MAX: Duration = Duration::from_secs(60);

/// Where the server keeps its rows: a database of its own on the engine under test.
pub struct Place(Option<(Database, String)>);

impl Place {
    pub fn new() -> Self {
        let postgres = std::env::var("COMMONROUND_TEST_ENGINE").is_ok_and(|e| e == "postgres");
        // The client of the harness may not live in an async context.
        let made = postgres.then(|| std::thread::spawn(Database::create).join().unwrap());
        Self(made.map(|database| {
            let url = database.url();
            (database, url)
        }))
    }

    pub fn url(&self) -> Option<&str> {
        self.0.as_ref().map(|(_, url)| url.as_str())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((database, _)) = self.0.take() {
            std::thread::spawn(move || drop(database)).join().unwrap();
        }
    }
}

/// One server process with a data directory and a database of its own. Dropping it kills it.
pub struct Stage {
    child: Option<Child>,
    mode: &'static str,
    data: PathBuf,
    database: Place,
    limits: bool,
    dir: tempfile::TempDir,
    pub base: String,
    pub printed: Vec<String>,
}

impl Stage {
    /// The demo world.
    pub fn demo() -> Self {
        Self::start("demo", true)
    }

    /// The demo world for tests that ask more often than people do.
    pub fn demo_without_limits() -> Self {
        Self::start("demo", false)
    }

    /// An empty instance.
    pub fn empty() -> Self {
        Self::start("serve", true)
    }

    fn start(mode: &'static str, limits: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let database = Place::new();
        let data = dir.path().join("data");
        let (base, printed) = (String::new(), Vec::new());
        let mut stage = Self { child: None, mode, data, database, limits, dir, base, printed };
        stage.rise();
        stage
    }

    /// A command on this data directory, not yet run.
    pub fn command(&self, words: &[&str]) -> Command {
        command(&self.data, &self.database, words)
    }

    /// A command on a data directory elsewhere, with this stage's database.
    pub fn command_in(&self, data: &Path, words: &[&str]) -> Command {
        command(data, &self.database, words)
    }

    /// Another stage made of a backup, up and running.
    pub fn restored(&self, copy: &Path, keys: &Path, passphrase: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (database, data) = (Place::new(), dir.path().join("data"));
        let mut restore = command(&data, &database, &["restore"]);
        restore.arg(copy).arg("--keys").arg(keys).env("COMMONROUND_PASSPHRASE", passphrase);
        let done = restore.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let (base, printed) = (String::new(), Vec::new());
        let mut stage =
            Self { child: None, mode: self.mode, data, database, limits: true, dir, base, printed };
        stage.rise();
        stage
    }

    /// A token of one of the cast.
    pub fn token(&self, handle: &str) -> String {
        let made =
            self.command(&["admin", "token", handle, "--scope", "read write"]).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).unwrap().trim().to_owned()
    }

    /// Starts the server again on the same data.
    pub fn rise(&mut self) {
        let mut command = self.command(&[self.mode, "--listen", "127.0.0.1:0"]);
        command.env("COMMONROUND_LIMITS_ENABLED", self.limits.to_string());
        self.rise_with(command);
    }

    /// The same by a command that was changed.
    pub fn rise_with(&mut self, mut command: Command) {
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

    /// The configuration with which a test opens the stopped server's database itself.
    pub fn config(&self) -> Config {
        let database = self.database.url().map(str::to_owned);
        Config { data: self.data.clone(), database, ..Config::default() }
    }

    /// A place beside the data directory, for backups and files to import.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Somebody with a browser who is not signed in.
    pub fn visitor(&self) -> Person {
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Person { client, base: self.base.clone(), cookie: None, token: None }
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
        let answer = self
            .visitor()
            .send(Method::POST, "/demo/clock", &serde_json::json!({ "advance": by }))
            .await;
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

fn command(data: &Path, database: &Place, words: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.args(words).arg("--data").arg(data);
    if let Some(url) = database.url() {
        command.args(["--database", url]);
    }
    // What a test serves is fetched from this very machine.
    command.env("COMMONROUND_OUTSIDE_LOOPBACK", "true");
    command.env("COMMONROUND_LOG_FILTER", "warn").stdin(Stdio::null());
    command
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

    /// Where this person's server answers.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A request as this person, from this site.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url =
            if path.starts_with('/') { format!("{}{path}", self.base) } else { path.to_owned() };
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

    /// A JSON write that may meet a dead server; a refusal is a failure of the test.
    pub async fn try_post(&self, path: &str, body: &Value) -> reqwest::Result<Value> {
        let request = self.request(Method::POST, path).header(ACCEPT, "application/json");
        let answer = request.json(body).send().await?;
        assert!(answer.status().is_success() || answer.status() == 503, "{}", answer.status());
        answer.error_for_status()?.json().await
    }

    /// A JSON write that must be refused: `(status, code)`.
    pub async fn refused(&self, path: &str, body: Value) -> (u16, String) {
        let answer = self.send(Method::POST, path, &body).await;
        let status = answer.status().as_u16();
        let problem: Value = answer.json().await.unwrap();
        (status, problem["code"].as_str().unwrap_or_default().to_owned())
    }
}

/// The first link in a letter.
pub fn link_in(letter: &Value) -> String {
    let body = letter["body"].as_str().unwrap();
    body.split_whitespace().find(|w| w.starts_with("http")).expect("a link").to_owned()
}
