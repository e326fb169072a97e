//! `commonround audit verify`, beside a server and without one, and what a restored copy says.

use std::path::Path;
use std::process::Output;
use std::time::Duration;

use commonround_server::demo::DemoWorld;
use commonround_server::instance::{Instance, Kind};
use serde_json::{Value, json};

use crate::stage::Stage;

const PASSPHRASE: &str = "twelve and more";

fn text(output: &Output) -> String {
    let of = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", of(&output.stdout), of(&output.stderr))
}

fn succeeded(output: Output) {
    assert!(output.status.success(), "{}", text(&output));
}

/// Exit status and words.
fn verify(stage: &Stage, head: Option<&str>) -> (i32, String) {
    let mut command = stage.command(&["audit", "verify"]);
    head.map(|head| command.args(["--head", head]));
    let ended = command.output().unwrap();
    (ended.status.code().unwrap(), text(&ended))
}

/// `SEQ:HASH` out of what `verify` said.
fn head_of(said: &str) -> String {
    said.lines().find_map(|line| line.split(" head ").nth(1)).expect("a head").to_owned()
}

/// The stopped instance, some minutes later, with everything done that was due.
async fn minutes_later(stage: &Stage) -> Instance {
    let world = DemoWorld::open(&stage.config().data).unwrap();
    world.clock.advance(Duration::from_secs(600));
    let instance = Instance::open(stage.config(), Kind::Demo(world)).await.unwrap();
    instance.db.drain().await.unwrap();
    instance
}

#[tokio::test]
async fn a_whole_log_is_ok_and_an_altered_one_is_broken_at_its_row() {
    let mut stage = Stage::demo();
    succeeded(stage.command(&["admin", "moderator", "dana"]).output().unwrap());
    let (status, said) = verify(&stage, None);
    assert_eq!(status, 0, "beside the server: {said}");
    assert!(stage.stop());
    minutes_later(&stage).await.close().await;

    let (status, whole) = verify(&stage, None);
    assert_eq!(status, 0, "without a server: {whole}");
    assert!(whole.contains(" signed heads, 0 rows erased, 0 rows not sealed yet"), "{whole}");
    let head = head_of(&whole);
    assert_eq!(verify(&stage, Some(&head)).0, 0);
    let file = stage.config().data.join("journal").join("audit-heads.jsonl");
    let lines = std::fs::read_to_string(&file).unwrap();
    let line: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(format!("{}:{}", line["seq"], line["hash"].as_str().unwrap()), head);

    let instance = minutes_later(&stage).await;
    let alter = "UPDATE db_audit SET action = 'nothing_happened' WHERE seq = 1";
    instance.db.write(move |tx| tx.exec(alter, ())).await.unwrap();
    instance.close().await;
    for running in [false, true] {
        if running {
            stage.rise();
        }
        let (status, said) = verify(&stage, None);
        assert_eq!(status, 3, "{said}");
        assert!(said.contains("broken at row 1") && said.contains("audit_row_altered"), "{said}");
    }
}

#[tokio::test]
async fn what_a_killed_server_left_unsealed_is_sealed_by_the_next() {
    let mut stage = Stage::demo();
    for handle in ["dana", "omar", "dana"] {
        succeeded(stage.command(&["admin", "moderator", handle]).output().unwrap());
    }
    stage.kill();
    let (status, said) = verify(&stage, None);
    assert_eq!(status, 0, "{said}");
    minutes_later(&stage).await.close().await;
    let (status, said) = verify(&stage, None);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains(", 0 rows not sealed yet"), "{said}");
    let acts: i64 = said.split([' ', ':']).find_map(|word| word.parse().ok()).unwrap();
    assert!(acts >= 3, "every act that was answered is there: {said}");
}

#[tokio::test]
async fn what_is_no_head_is_refused_and_is_no_verdict() {
    let stage = Stage::demo();
    for head in ["7:nothing", "no-such-file"] {
        let (status, said) = verify(&stage, Some(head));
        assert_eq!(status, 1, "{said}");
        assert!(said.contains(head), "{said}");
    }
}

#[tokio::test]
async fn a_restored_copy_is_whole_and_a_newer_head_says_what_is_missing() {
    let mut stage = Stage::demo_without_limits();
    succeeded(stage.command(&["admin", "moderator", "omar"]).output().unwrap());
    let (copy, keys) = (stage.beside("copy"), stage.beside("keys.age"));
    succeeded(stage.command(&["backup"]).arg(&copy).output().unwrap());
    let mut backup_keys = stage.command(&["backup-keys"]);
    succeeded(backup_keys.arg(&keys).env("COMMONROUND_PASSPHRASE", PASSPHRASE).output().unwrap());

    for _ in 0..3 {
        succeeded(stage.command(&["admin", "moderator", "dana"]).output().unwrap());
    }
    let omar = stage.enter("omar").await;
    omar.post("/settings/delete", json!({ "current_password": "maple leaf demo" })).await;
    stage.advance("PT1S").await;
    assert!(stage.stop());
    minutes_later(&stage).await.close().await;
    let (status, newer) = verify(&stage, None);
    assert_eq!(status, 0, "{newer}");

    let restored = stage.restored(&copy, &keys, PASSPHRASE);
    let (status, said) = verify(&restored, None);
    assert_eq!(status, 0, "{said}");
    assert!(!said.contains(" 0 rows erased"), "whom the journal names is erased again: {said}");
    let cut = |head: &str| {
        let (status, said) = verify(&restored, Some(head));
        assert_eq!(status, 3, "{said}");
        assert!(said.contains("audit_truncated"), "{said}");
    };
    cut(&head_of(&newer));
    let file = stage.config().data.join("journal").join("audit-heads.jsonl");
    assert!(Path::new(&file).is_file());
    cut(file.to_str().unwrap());
}
