//! A signed credential from a wallet, with an issuer that the operator trusts and a status list that
//! is fetched from a server.

use std::process::Output;
use std::sync::Arc;

use commonround_credential::{
    Credential, Reveal, SignKey, StatusEntry, StatusList, StatusRef, Width, issue_credential,
    issue_status_token, jwks, present_credential,
};
use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::stage::{Person, Stage};

const COLLEGE: &str = "https://college.example";
const NAME: &str = "College of Nurses";
const KIND: &str = "https://college.example/registration";
const NUMBER: &str = "0123456";
const PLACE: usize = 42;

fn key(byte: u8) -> SignKey {
    SignKey::from_bytes(&[byte; 32]).unwrap()
}

fn ran(output: Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// What the college says of its member now; without an entry it answers 500.
#[derive(Clone)]
struct Register {
    says: Arc<Mutex<(Option<StatusEntry>, i64)>>,
    uri: String,
}

impl Register {
    /// A server of the college's own.
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let uri = format!("http://{}/status/1", listener.local_addr().unwrap());
        let register = Self { says: Arc::new(Mutex::new((Some(StatusEntry::Valid), 0))), uri };
        let serving = register.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.read(&mut [0; 4_096]).await;
                let _ = stream.write_all(serving.answer().as_bytes()).await;
            }
        });
        register
    }

    fn answer(&self) -> String {
        let (entry, now_secs) = *self.says.lock();
        let Some(entry) = entry else {
            return "HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n".to_owned();
        };
        let mut list = StatusList::new(Width::Two, 1_000).unwrap();
        assert!(list.set(PLACE, entry));
        let token = issue_status_token(&list, COLLEGE, &self.uri, 3_600, &key(7), now_secs);
        let token = token.unwrap();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/statuslist+jwt";
        format!("{head}\r\ncontent-length: {}\r\n\r\n{token}", token.len())
    }

    fn say(&self, entry: Option<StatusEntry>) {
        self.says.lock().0 = entry;
    }

    /// The college's clock goes with the demo's.
    async fn advance(&self, stage: &Stage, by: &str) {
        let wait = by.strip_prefix("PT").and_then(|h| h.strip_suffix('H')).unwrap();
        self.says.lock().1 += wait.parse::<i64>().unwrap() * 3_600;
        stage.advance(by).await;
    }
}

async fn now_secs(stage: &Stage) -> i64 {
    let now = stage.visitor().json("/demo/clock").await["now"].clone();
    let now: commonround_kernel::Timestamp = now.as_str().unwrap().parse().unwrap();
    now.millis() / 1_000
}

fn trust(stage: &Stage) {
    let keys = stage.beside("college.jwks.json");
    std::fs::write(&keys, jwks(&[key(7).public()]).to_string()).unwrap();
    let mut add = stage.command(&["admin", "issuer", "add", COLLEGE, "--name", NAME]);
    add.args(["--kind", KIND, "--register", "cno", "--jwks"]).arg(&keys);
    ran(add.output().unwrap());
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// A presentation of Dana's registration.
struct Showing<'s> {
    issuer: &'s str,
    key: u8,
    audience: &'s str,
    nonce: &'s str,
    uri: &'s str,
    now_secs: i64,
}

impl Showing<'_> {
    fn text(&self) -> String {
        let (holder, mut n) = (key(8), 0_u8);
        let credential = Credential {
            issuer: self.issuer,
            kind: KIND,
            holder: holder.public(),
            issued_at_secs: self.now_secs - 60,
            expires_at_secs: self.now_secs + 365 * 86_400,
            status: Some(StatusRef { uri: self.uri.to_owned(), index: PLACE }),
            open: fields(
                json!({ "profession": "registered_nurse", "jurisdiction": "CA-ON", "register": "cno" }),
            ),
            hidden: fields(json!({ "number": NUMBER, "family": "Roy", "given": "Dana" })),
        };
        let salt = || {
            n += 1;
            [n; 16]
        };
        let issued = issue_credential(&credential, &key(self.key), salt).unwrap();
        let claims = &["number", "family", "given"];
        let reveal = Reveal { claims, audience: self.audience, nonce: self.nonce };
        present_credential(&issued, &reveal, &holder, self.now_secs).unwrap()
    }
}

/// Dana, who has taken back what the register says of her.
async fn unproved_dana(stage: &Stage) -> Person {
    let dana = stage.enter("dana").await;
    for claim in dana.json("/settings/credentials").await.as_array().unwrap() {
        let path = format!("/settings/credentials/{}", claim["id"].as_str().unwrap());
        dana.post(&format!("{path}/withdraw"), json!({})).await;
    }
    dana
}

async fn claim(person: &Person) -> String {
    let form = json!({
        "registration": "cno registered_nurse", "number": NUMBER, "registered_name": "Dana Roy",
    });
    let made = person.post("/settings/credentials", form).await;
    format!("/settings/credentials/{}", made["id"].as_str().unwrap())
}

/// `200`, or status and code with the first problem.
async fn present(person: &Person, path: &str, presentation: &str) -> String {
    let body = json!({ "presentation": presentation });
    let path = format!("{path}/presentation");
    let answer = person.send(reqwest::Method::POST, &path, &body).await;
    let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap());
    let problem: Value = serde_json::from_str(&text).unwrap();
    match (status, problem["problems"][0]["why"].as_str()) {
        (200, _) => "200".to_owned(),
        (_, Some(why)) => format!("{status} {why}"),
        _ => format!("{status} {}", problem["code"].as_str().unwrap_or(&text)),
    }
}

async fn nonce(person: &Person, path: &str) -> String {
    let asked = person.post(&format!("{path}/wallet"), json!({})).await;
    assert_eq!(asked["audience"].as_str(), Some(person.base()));
    asked["nonce"].as_str().unwrap().to_owned()
}

/// The names of the issuers of Dana's badges.
async fn issuers(stage: &Stage) -> Vec<String> {
    let profile = stage.visitor().json("/@dana").await;
    let badges = profile["standing"]["badges"].as_array().unwrap().clone();
    badges.iter().map(|badge| badge["issuer"].as_str().unwrap().to_owned()).collect()
}

/// Dana with a badge from her wallet.
async fn badged() -> (Stage, Register, Person, String) {
    let (stage, register) = (Stage::demo_without_limits(), Register::open().await);
    trust(&stage);
    let now = now_secs(&stage).await;
    register.says.lock().1 = now;
    let dana = unproved_dana(&stage).await;
    let path = claim(&dana).await;
    let nonce = nonce(&dana, &path).await;
    let (audience, uri) = (stage.base.as_str(), register.uri.as_str());
    let showing = Showing { issuer: COLLEGE, key: 7, audience, nonce: &nonce, uri, now_secs: now };
    assert_eq!(present(&dana, &path, &showing.text()).await, "200");
    assert_eq!(issuers(&stage).await, [NAME]);
    (stage, register, dana, path)
}

#[tokio::test]
async fn a_credential_of_a_trusted_issuer_makes_a_badge_with_its_name() {
    let (stage, ..) = badged().await;
    let page = stage.visitor().html("/@dana").await;
    assert!(page.contains("Signed by") && page.contains(NAME), "{page}");
    let french = stage.visitor().html("/@dana?lang=fr").await;
    assert!(french.contains("Signé par"));
    let listed = ran(stage.command(&["admin", "issuer", "list"]).output().unwrap());
    assert!(listed.contains(COLLEGE) && listed.contains("1 issuers"), "{listed}");
    let withdrawn = stage.command(&["admin", "issuer", "withdraw", COLLEGE]).output().unwrap();
    assert!(ran(withdrawn).contains("1 credentials show no badge now"));
    assert!(issuers(&stage).await.is_empty());
}

#[tokio::test]
async fn what_does_not_prove_it_is_refused_by_its_code() {
    let (stage, register) = (Stage::demo_without_limits(), Register::open().await);
    let now = now_secs(&stage).await;
    register.says.lock().1 = now;
    let dana = unproved_dana(&stage).await;
    let path = claim(&dana).await;
    let word = nonce(&dana, &path).await;
    let good = Showing {
        issuer: COLLEGE,
        key: 7,
        audience: &stage.base,
        nonce: &word,
        uri: &register.uri,
        now_secs: now,
    };
    assert_eq!(present(&dana, &path, &good.text()).await, "422 untrusted_issuer");
    trust(&stage);
    assert_eq!(present(&dana, &path, &good.text()).await, "410 code_expired", "the word is spent");
    let old = nonce(&dana, &path).await;
    let replayed = Showing { nonce: &old, ..good }.text();
    let spoilt: [(&str, u8, &str, &str, &str); 5] = [
        (COLLEGE, 7, "https://other.example", &register.uri, "422 wrong_aud"),
        ("https://other.example", 7, &stage.base, &register.uri, "422 untrusted_issuer"),
        (COLLEGE, 9, &stage.base, &register.uri, "422 bad_signature"),
        (COLLEGE, 7, &stage.base, "http://127.0.0.1:1/gone", "503 status_list_unreachable"),
        (COLLEGE, 7, &stage.base, "https://10.0.0.1/list", "503 status_list_unreachable"),
    ];
    for (issuer, key, audience, uri, expect) in spoilt {
        let word = nonce(&dana, &path).await;
        let shown = Showing { issuer, key, audience, nonce: &word, uri, now_secs: now }.text();
        assert_eq!(present(&dana, &path, &shown).await, expect);
    }
    nonce(&dana, &path).await;
    assert_eq!(present(&dana, &path, &replayed).await, "422 wrong_nonce");
    for (entry, expect) in [
        (Some(StatusEntry::Invalid), "422 revoked"),
        (Some(StatusEntry::Suspended), "422 suspended"),
        (None, "503 status_list_unreachable"),
    ] {
        register.say(entry);
        let word = nonce(&dana, &path).await;
        let shown = Showing { nonce: &word, ..good }.text();
        assert_eq!(present(&dana, &path, &shown).await, expect);
    }
    assert!(issuers(&stage).await.is_empty());
}

#[tokio::test]
async fn a_list_that_nobody_can_reach_ends_the_badge_after_a_day() {
    let (stage, register, dana, path) = badged().await;
    register.advance(&stage, "PT24H").await;
    assert_eq!(issuers(&stage).await, [NAME], "asked and found in order");
    register.say(None);
    register.advance(&stage, "PT24H").await;
    for _ in 0..23 {
        register.advance(&stage, "PT1H").await;
        assert_eq!(issuers(&stage).await, [NAME], "waited for");
    }
    register.advance(&stage, "PT1H").await;
    assert!(issuers(&stage).await.is_empty());
    assert_eq!(dana.json(&path).await["state"], "recheck");
}

#[tokio::test]
async fn a_suspension_on_the_list_ends_the_badge_within_a_day() {
    let (stage, register, dana, path) = badged().await;
    register.say(Some(StatusEntry::Suspended));
    register.advance(&stage, "PT24H").await;
    assert!(issuers(&stage).await.is_empty());
    assert_eq!(dana.json(&path).await["state"], "suspended");
    let proof = stage.visitor().json("/verify/@dana.json").await;
    assert_eq!(proof["status"], "not_current");
}
