//! One mark beside every name, on every page and in every answer, and nowhere once the register says
//! so; and what outsiders can check with the published keys.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

use crate::stage::{Person, Stage};

/// Pages that one reader looks at.
const PAGES_MAX: usize = 60;

/// The register of Maple, with another status of Dana's.
fn write_register(stage: &Stage, file: &Path, status: &str) {
    let maple = stage.config().data.join("registers").join("cno.csv");
    let rows = std::fs::read_to_string(maple).unwrap();
    let change = |row: &str| {
        let status = format!(",{status},");
        if row.contains(",0411873,") { row.replace(",active,", &status) } else { row.to_owned() }
    };
    let rows: Vec<_> = rows.lines().map(change).collect();
    // As a program does it that puts a new file in the place of the old one.
    let new = file.with_extension("new");
    std::fs::write(&new, rows.join("\n") + "\n").unwrap();
    std::fs::rename(&new, file).unwrap();
}

/// A demo whose configuration names a register file of its own. Dana is checked there.
async fn checked_dana() -> (Stage, std::path::PathBuf) {
    let mut stage = Stage::demo_without_limits();
    assert!(stage.stop());
    let file = stage.beside("cno.csv");
    write_register(&stage, &file, "active");
    let config = format!("[[registers]]\ncode = \"cno\"\nfile = {:?}\n", file.to_str().unwrap());
    std::fs::write(stage.config().data.join("commonround.toml"), config).unwrap();
    stage.rise();
    stage.advance("PT5M").await;
    (stage, file)
}

/// Where Dana's name stands: pages and answers, and those of them where the mark is missing.
#[derive(Default)]
struct Walk {
    names: usize,
    unmarked: Vec<String>,
    marked: Vec<String>,
}

impl Walk {
    fn look_at_page(&mut self, path: &str, page: &Html) {
        let links = Selector::parse("a[href]").unwrap();
        for link in page.select(&links) {
            let href = link.value().attr("href").unwrap();
            let is_dana = href == "/@dana" || href.starts_with("/@dana/");
            if is_dana && link.text().collect::<String>().trim() == "Dana Roy" {
                self.count(path, has_mark_beside(link));
            }
        }
        let heading = Selector::parse("h1").unwrap();
        for heading in page.select(&heading).filter(|_| path == "/@dana") {
            self.count(path, has_mark_within(heading));
        }
    }

    /// Everything in an answer that has Dana's handle and her name.
    fn look_at_json(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                let is = |name: &str, word: &str| fields.get(name).is_some_and(|v| v == word);
                let is_dana = is("username", "dana") || is("handle", "dana");
                if is_dana && is("display_name", "Dana Roy") {
                    let badges = value["standing"]["badges"].as_array();
                    self.count(path, badges.is_some_and(|badges| !badges.is_empty()));
                }
                fields.values().for_each(|inner| self.look_at_json(path, inner));
            }
            Value::Array(all) => all.iter().for_each(|inner| self.look_at_json(path, inner)),
            _ => {}
        }
    }

    fn count(&mut self, path: &str, is_marked: bool) {
        self.names += 1;
        let list = if is_marked { &mut self.marked } else { &mut self.unmarked };
        list.push(path.to_owned());
    }
}

fn has_mark_within(element: ElementRef<'_>) -> bool {
    let mark = Selector::parse("button.verified[popovertarget$=\"-dana\"]").unwrap();
    element.select(&mark).next().is_some()
}

/// In the same place as the name.
fn has_mark_beside(link: ElementRef<'_>) -> bool {
    link.parent().and_then(ElementRef::wrap).is_some_and(has_mark_within)
}

/// Pages that others than readers of the site's people are shown, or that show the cast itself.
fn is_walked(path: &str) -> bool {
    let outside = ["/demo", "/sign-out", "/assets", "/openapi", "/metrics", "/settings"];
    path.starts_with('/') && !outside.iter().any(|prefix| path.starts_with(prefix))
}

/// Every page that can be reached by links, each as a page and as an answer for programs.
async fn walk(person: &Person) -> Walk {
    let first = ["/", "/local", "/people", "/search?q=dana", "/@dana", "/notifications", "/claims"];
    let mut waiting: VecDeque<String> = first.map(str::to_owned).into();
    // Dana joined early: newer people fill the first page.
    let older = person.json("/people").await["next"].as_str().unwrap().to_owned();
    waiting.push_front(format!("/people?before={older}"));
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let (mut walk, mut pages) = (Walk::default(), 0);
    while let Some(path) = waiting.pop_front().filter(|_| pages < PAGES_MAX) {
        let answer = person.page(&path).await;
        let is_page = answer
            .headers()
            .get("content-type")
            .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
        if answer.status() != 200 || !is_page {
            continue;
        }
        pages += 1;
        let text = answer.text().await.unwrap();
        for href in look(&mut walk, &path, &text) {
            if is_walked(&href) && known.insert(href.clone()) {
                waiting.push_back(href);
            }
        }
        let answer = person.get(&path).await.text().await.unwrap();
        if let Ok(value) = serde_json::from_str(&answer) {
            walk.look_at_json(&path, &value);
        }
    }
    walk
}

/// Looks at one page and gives its links.
fn look(walk: &mut Walk, path: &str, text: &str) -> Vec<String> {
    let page = Html::parse_document(text);
    walk.look_at_page(path, &page);
    let links = Selector::parse("main a[href]").unwrap();
    let hrefs = page.select(&links).filter_map(|link| link.value().attr("href"));
    hrefs.map(|href| href.split('#').next().unwrap_or(href).to_owned()).collect()
}

async fn readers(stage: &Stage) -> [Person; 3] {
    [stage.visitor(), stage.enter("amira").await, stage.enter("dana").await]
}

#[tokio::test]
async fn the_mark_is_wherever_the_name_is_and_nowhere_once_the_register_suspends() {
    let (stage, file) = checked_dana().await;
    for reader in readers(&stage).await {
        let walk = walk(&reader).await;
        assert_eq!(walk.unmarked, Vec::<String>::new());
        assert!(walk.names > 20, "the walk found {} names", walk.names);
        for part in ["/", "/search?q=dana", "/@dana"] {
            assert!(walk.marked.iter().any(|path| path == part), "{part}");
        }
        assert!(walk.marked.iter().any(|path| path.starts_with("/people?before=")), "/people");
        assert!(walk.marked.iter().any(|path| path.starts_with("/@") && path[2..].contains('/')));
    }
    write_register(&stage, &file, "suspended");
    stage.advance("PT15M").await;
    for reader in readers(&stage).await {
        let walk = walk(&reader).await;
        assert_eq!(walk.marked, Vec::<String>::new());
        assert!(walk.names > 20, "the walk found {} names", walk.names);
    }
    let proof = stage.visitor().json("/verify/@dana.json").await;
    assert_eq!((&proof["status"], &proof["scope"]), (&json!("not_current"), &json!([])));
}

#[tokio::test]
async fn a_file_that_is_not_good_changes_nothing_and_the_next_one_counts() {
    let (stage, file) = checked_dana().await;
    let badges = async || {
        let profile = stage.visitor().json("/@dana").await;
        profile["standing"]["badges"].as_array().unwrap().len()
    };
    std::fs::write(&file, "register,jurisdiction\ncno").unwrap();
    stage.advance("PT15M").await;
    assert_eq!(badges().await, 1);
    std::fs::remove_file(&file).unwrap();
    stage.advance("PT15M").await;
    assert_eq!(badges().await, 1);
    write_register(&stage, &file, "revoked");
    stage.advance("PT15M").await;
    assert_eq!(badges().await, 0);
}

#[tokio::test]
async fn a_file_typed_by_hand_is_everywhere_at_once() {
    let (stage, _) = checked_dana().await;
    let by_hand = stage.beside("today.csv");
    write_register(&stage, &by_hand, "suspended");
    let mut import = stage.command(&["import", "register", "--register", "cno"]);
    assert!(import.arg(&by_hand).output().unwrap().status.success());
    let walk = walk(&stage.enter("amira").await).await;
    assert_eq!((walk.marked.len(), walk.names > 20), (0, true));
}

#[tokio::test]
async fn a_proof_holds_for_a_day_with_the_published_keys() {
    let (stage, _) = checked_dana().await;
    let visitor = stage.visitor();
    let keys = visitor.json("/.well-known/jwks.json").await;
    let keys: JwkSet = serde_json::from_value(keys).unwrap();
    let proof = visitor.json("/verify/@dana.json").await;
    let signature = proof["signature"].as_str().unwrap();
    let kid = decode_header(signature).unwrap().kid.expect("the key is named");
    let key = DecodingKey::from_jwk(keys.find(&kid).expect("the key is published")).unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    // The demo's clock is ahead of the library's.
    validation.validate_exp = false;
    let signed = decode::<Value>(signature, &key, &validation).unwrap().claims;
    assert_eq!(signed["issuer"].as_str(), Some(stage.base.as_str()));
    assert_eq!(signed["subject"].as_str(), Some(format!("{}/@dana", stage.base).as_str()));
    assert_eq!((&signed["type"], &signed["status"]), (&json!("professional"), &json!("active")));
    let scope = json!([
        { "profession": "registered_nurse", "jurisdiction": "CA-ON", "register": "cno" }
    ]);
    assert_eq!(signed["scope"], scope, "without the number");
    let (made, ends) = (signed["iat"].as_i64().unwrap(), signed["exp"].as_i64().unwrap());
    assert_eq!(ends - made, 24 * 3_600);
    assert!(signed["checkedAt"].as_i64().unwrap() <= made);
    let at = signature.rfind('.').unwrap() + 5;
    let other = if signature.as_bytes()[at] == b'A' { "B" } else { "A" };
    let forged = format!("{}{other}{}", &signature[..at], &signature[at + 1..]);
    assert!(decode::<Value>(&forged, &key, &validation).is_err());
}

#[tokio::test]
async fn an_outsider_checks_a_head_of_the_audit_log_with_the_published_keys() {
    let stage = Stage::demo();
    let given = stage.command(&["admin", "moderator", "dana"]).output().unwrap();
    assert!(given.status.success());
    stage.advance("PT10M").await;
    let document = stage.visitor().json("/.well-known/commonround-audit.json").await;
    assert_eq!(document["issuer"].as_str(), Some(stage.base.as_str()));
    let head = &document["heads"][0];
    let key = document["keys"].as_array().unwrap().iter().find(|key| key["kid"] == head["kid"]);
    let key = key.expect("the key is published");
    let part = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap();
    let point = [vec![4], part("x"), part("y")].concat();
    let said = |name: &str| head[name].to_string().trim_matches('"').to_owned();
    let lines = ["seq", "hash", "at_ms", "rows"].map(said).join("\n");
    let message = format!("commonround.audit.head.v1\n{lines}\n");
    let signature = URL_SAFE_NO_PAD.decode(head["signature"].as_str().unwrap()).unwrap();
    let public =
        ring::signature::UnparsedPublicKey::new(&ring::signature::ECDSA_P256_SHA256_FIXED, point);
    assert!(public.verify(message.as_bytes(), &signature).is_ok());
    assert!(public.verify(format!("{message}x").as_bytes(), &signature).is_err());
    let verified = stage.command(&["audit", "verify"]).output().unwrap();
    let said = String::from_utf8(verified.stdout).unwrap();
    let kid = head["kid"].as_str().unwrap();
    assert!(said.contains(&format!("signed with key {kid}")), "{said}");
}
