//! Other implementations: npm's packages issue, hold and read; PyPI's verifies what we issue.
//! `cargo xtask interop` brings them and fails where one of these tests did not run.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use commonround_credential::{
    Expect, Issuer, Refused, StatusEntry, StatusToken, Trust, Verified, present_credential,
    verify_presentation, verify_status_token,
};
use serde_json::{Value, json};

use crate::stage::{
    COLLEGE, INDEX, KIND, LIST, NONCE, NOW, US, college, holder_key, issued, issuer_key,
    list_token, nurse, shown, stranger_key,
};

/// The folder of the peers; `None` says so, and the test passes as one that was not run.
fn peers(test: &str) -> Option<PathBuf> {
    let home = std::env::var_os("COMMONROUND_PEERS").map(PathBuf::from);
    if home.is_none() {
        eprintln!("SKIPPED {test}: COMMONROUND_PEERS is not set; `cargo xtask interop` sets it");
    }
    home
}

/// Called at the end: who got here has compared something.
fn mark(home: &Path, test: &str) {
    fs::write(home.join(format!("ran-{test}")), "").unwrap();
}

fn answer(command: &mut Command, question: &str) -> Value {
    let mut peer = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    peer.stdin.take().unwrap().write_all(question.as_bytes()).unwrap();
    let answer = peer.wait_with_output().unwrap();
    assert!(answer.status.success(), "{answer:?}");
    serde_json::from_slice(&answer.stdout).unwrap()
}

struct Npm {
    made: Value,
    issuer: Issuer,
    list: StatusToken,
}

impl Npm {
    fn read(home: &Path) -> Self {
        let made = fs::read(home.join("npm.json")).unwrap();
        let made: Value = serde_json::from_slice(&made).unwrap();
        let keys = Issuer::with_jwks(COLLEGE, &made["jwks"]).unwrap().keys;
        let issuer = Issuer { keys, ..college() };
        let list = verify_status_token(made["list"].as_str().unwrap(), LIST, &issuer, NOW).unwrap();
        Self { made, issuer, list }
    }

    fn verify(&self, presentation: &str) -> Result<Verified, Refused> {
        let expect = Expect { audience: US, nonce: NONCE, types: &[KIND] };
        let trust = Trust::new([self.issuer.clone()]);
        verify_presentation(presentation, &trust, &expect, NOW)?.conclude(Some(&self.list), NOW)
    }
}

/// Each presentation is named by the code of its refusal.
#[test]
fn what_npm_issues_verifies_and_each_fault_has_its_own_code() {
    let Some(home) = peers("npm-issues") else { return };
    let npm = Npm::read(&home);
    let cases = npm.made["cases"].as_object().unwrap();
    assert_eq!(cases.len(), 23);
    for (code, presentation) in cases {
        let found = npm.verify(presentation.as_str().unwrap());
        assert_eq!(found.map_or_else(Refused::code, |_| "accepted"), code);
    }
    let verified = npm.verify(cases["accepted"].as_str().unwrap()).unwrap();
    assert_eq!(verified.text("number"), Some("0123456"));
    assert_eq!(verified.text("birthdate"), None, "was kept back");
    assert_eq!(verified.claims()["languages"], json!(["fr"]));
    assert_eq!(verified.holder().jwk(), npm.made["holder"]);
    let entries = [41, 42, 43, 44].map(|index| npm.list.read(index).unwrap());
    use StatusEntry::{Invalid, Other, Suspended, Valid};
    assert_eq!(entries, [Valid, Suspended, Invalid, Other(3)]);
    mark(&home, "npm-issues");
}

#[test]
fn npm_reads_our_status_list() {
    let Some(home) = peers("npm-reads-a-list") else { return };
    for (entry, value) in [
        (StatusEntry::Valid, 0),
        (StatusEntry::Invalid, 1),
        (StatusEntry::Suspended, 2),
        (StatusEntry::Other(3), 3),
    ] {
        let mut node = Command::new("node");
        node.current_dir(&home).args(["peer.mjs", "read-list", "41", &INDEX.to_string(), "43"]);
        assert_eq!(answer(&mut node, &list_token(entry)), json!([0, value, 0]));
    }
    mark(&home, "npm-reads-a-list");
}

#[test]
fn what_we_issue_pypi_verifies_and_refuses_where_we_do() {
    let Some(home) = peers("pypi-verifies") else { return };
    let shown = shown();
    let (before, proof) = shown.rsplit_once('~').unwrap();
    let (fewer, _) = before.rsplit_once('~').unwrap();
    let show = |reveal, key| present_credential(&issued(), &reveal, key, NOW).unwrap();
    let presentations = BTreeMap::from([
        ("shown", shown.clone()),
        ("nothing", show(nurse(&[]), &holder_key())),
        ("dropped", format!("{fewer}~{proof}")),
        ("stolen", show(nurse(&["number"]), &stranger_key())),
    ]);
    let question = json!({
        "key": issuer_key().public().jwk(), "aud": US, "nonce": NONCE,
        "presentations": presentations,
    });
    let mut python = Command::new(home.join("venv/bin/python"));
    let said = answer(python.current_dir(&home).arg("peer.py"), &question.to_string());
    let claims = &said["shown"]["claims"];
    assert_eq!((&claims["number"], &claims["family"]), (&json!("0123456"), &json!("Roy")));
    assert_eq!((&claims["profession"], &claims["vct"]), (&json!("nurse"), &json!(KIND)));
    assert_eq!(said["nothing"]["claims"]["number"], Value::Null);
    assert_eq!(said["nothing"]["claims"]["profession"], json!("nurse"));
    for refused in ["dropped", "stolen"] {
        assert!(said[refused]["refused"].is_string(), "{refused}: {said}");
    }
    let elsewhere = json!({
        "key": stranger_key().public().jwk(), "aud": US, "nonce": NONCE,
        "presentations": { "shown": shown },
    });
    let mut python = Command::new(home.join("venv/bin/python"));
    let said = answer(python.current_dir(&home).arg("peer.py"), &elsewhere.to_string());
    assert!(said["shown"]["refused"].is_string(), "another issuer's key: {said}");
    mark(&home, "pypi-verifies");
}
