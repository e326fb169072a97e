//! A copy made while people write, and an instance made of it.

use std::process::Output;

use serde_json::json;

use crate::stage::Stage;

const PASSPHRASE: &str = "twelve and more";

fn succeeded(output: Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_copy_holds_what_was_written_and_not_who_left() {
    let mut stage = Stage::demo_without_limits();
    let dana = stage.enter("dana").await;
    let kept =
        dana.post("/statuses", json!({ "text": "In the copy", "visibility": "public" })).await;
    let writing = tokio::spawn({
        let dana = dana.clone();
        async move {
            for n in 0..200 {
                dana.post("/statuses", json!({ "text": format!("Meanwhile {n}") })).await;
            }
        }
    });
    let copy = stage.beside("copy");
    let keys = stage.beside("keys.age");
    let backup = stage.command(&["backup"]).arg(&copy).output().unwrap();
    succeeded(backup);
    writing.await.unwrap();
    let again = stage.command(&["backup"]).arg(&copy).output().unwrap();
    assert!(!again.status.success(), "a backup overwrites nothing");
    let mut backup_keys = stage.command(&["backup-keys"]);
    succeeded(backup_keys.arg(&keys).env("COMMONROUND_PASSPHRASE", PASSPHRASE).output().unwrap());

    let omar = stage.enter("omar").await;
    let left = omar.json("/").await["statuses"].as_array().unwrap().len();
    assert!(left > 0);
    omar.post("/settings/delete", json!({ "current_password": "maple leaf demo" })).await;
    stage.advance("PT1S").await;
    assert!(stage.stop());

    let restored = stage.restored(&copy, &keys, PASSPHRASE);
    let visitor = restored.visitor();
    assert_eq!(visitor.get(kept["path"].as_str().unwrap()).await.status(), 200);
    assert_eq!(dana_from(&restored, &dana.cookie).await, 401, "everybody signs in anew");
    let gone = visitor.get("/@omar").await.status().as_u16();
    assert!([404, 410].contains(&gone), "whoever left stays away: {gone}");
}

async fn dana_from(restored: &Stage, cookie: &Option<String>) -> u16 {
    let mut dana = restored.visitor();
    dana.cookie.clone_from(cookie);
    dana.get("/settings").await.status().as_u16()
}

#[tokio::test]
async fn a_damaged_copy_is_refused_and_nothing_is_made() {
    let stage = Stage::demo();
    let copy = stage.beside("copy");
    succeeded(stage.command(&["backup"]).arg(&copy).output().unwrap());
    let name = std::fs::read_dir(&copy).unwrap().map(|e| e.unwrap().path());
    let file = name.into_iter().find(|p| p.to_string_lossy().contains("database")).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let target = stage.beside("elsewhere");
    let restore = stage.command_in(&target, &["restore"]).arg(&copy).output().unwrap();
    let said = String::from_utf8_lossy(&restore.stderr).into_owned();
    assert!(said.contains("backup_damaged"), "{said}");
    assert!(!target.exists());
}

#[tokio::test]
async fn a_restore_begins_with_the_right_keys_or_not_at_all() {
    let stage = Stage::demo();
    let copy = stage.beside("copy");
    succeeded(stage.command(&["backup"]).arg(&copy).output().unwrap());
    let target = stage.beside("elsewhere");
    let restore = stage.command_in(&target, &["restore"]).arg(&copy).output().unwrap();
    let said = String::from_utf8_lossy(&restore.stderr).into_owned();
    assert!(said.contains("keys_missing"), "{said}");
    assert!(!target.exists(), "nothing was made that could be served by mistake");
    let wrong = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let mut restore = stage.command_in(&target, &["restore"]);
    let restore = restore.arg(&copy).env("COMMONROUND_KEY", wrong).output().unwrap();
    let said = String::from_utf8_lossy(&restore.stderr).into_owned();
    assert!(said.contains("keys_mismatch"), "{said}");
    assert!(!target.exists());
}

#[tokio::test]
async fn an_unfinished_restore_is_not_served() {
    let mut stage = Stage::demo();
    assert!(stage.stop());
    std::fs::write(stage.config().data.join("restore.unfinished"), "").unwrap();
    for words in [&["demo", "--listen", "127.0.0.1:0"][..], &["admin", "dead-letters"]] {
        let refused = stage.command(words).output().unwrap();
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("restore_unfinished"), "{said}");
    }
}
