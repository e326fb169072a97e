//! Starting, commands beside a running server, importing, watching.

use std::io::Write as _;
use std::process::Output;

use serde_json::json;

use crate::stage::Stage;

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

#[tokio::test]
async fn an_empty_instance_gets_its_owner_through_a_link_that_works_once() {
    let stage = Stage::empty();
    let link = stage
        .printed
        .iter()
        .find(|l| l.contains("/setup?code="))
        .expect("a link")
        .trim()
        .to_owned();
    let code = link.split("code=").nth(1).unwrap();
    let visitor = stage.visitor();
    let owner = json!({
        "code": code, "email": "owner@example.org", "handle": "olive",
        "password": "a password of the owner", "age_band": "25-44", "role": "health_worker",
    });
    visitor.post("/setup", owner.clone()).await;
    assert_eq!(visitor.refused("/setup", owner).await.0, 409);
    let sign_in = json!({ "login": "olive", "password": "a password of the owner" });
    visitor.post("/sign-in", sign_in).await;
}

#[tokio::test]
async fn a_second_server_on_the_same_directory_is_refused() {
    let stage = Stage::demo();
    let second = stage.command(&["demo", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert!(!second.status.success());
    assert!(said(&second).contains("data_dir_in_use"), "{}", said(&second));
}

#[tokio::test]
async fn serve_and_demo_never_share_a_directory() {
    let mut stage = Stage::demo();
    assert!(stage.stop());
    let serve = stage.command(&["serve", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert!(said(&serve).contains("is_a_demo"), "{}", said(&serve));
    let abroad = stage.command(&["demo", "--listen", "0.0.0.0:0"]).output().unwrap();
    assert!(said(&abroad).contains("demo_is_local"), "{}", said(&abroad));
}

#[tokio::test]
async fn a_token_works_for_what_it_was_given_for() {
    let stage = Stage::demo();
    let made = stage.command(&["admin", "token", "dana", "--scope", "read"]).output().unwrap();
    let token = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    let dana = stage.visitor().with_token(&token);
    assert_eq!(dana.get("/").await.status(), 200);
    let write = dana.refused("/statuses", json!({ "text": "May I?" })).await;
    assert_eq!(write, (403, "scope_missing".to_owned()));
    let wrong = stage.visitor().with_token("not-a-token").get("/").await;
    assert_eq!(wrong.status(), 401);
}

#[tokio::test]
async fn commands_work_with_and_without_a_server() {
    let mut stage = Stage::demo();
    let beside = stage.command(&["admin", "dead-letters"]).output().unwrap();
    assert!(beside.status.success(), "{}", said(&beside));
    assert!(stage.stop());
    let alone = stage.command(&["admin", "dead-letters"]).output().unwrap();
    assert!(alone.status.success(), "{}", said(&alone));
    let unknown = stage.command(&["admin", "token", "nobody_here"]).output().unwrap();
    assert!(!unknown.status.success());
}

#[tokio::test]
async fn facts_are_imported_beside_a_running_server_and_a_second_time_change_nothing() {
    let stage = Stage::demo();
    let file = stage.beside("facts.jsonl");
    let mut lines = std::fs::File::create(&file).unwrap();
    let good = json!({
        "id": "CDC_1", "source": "CDC", "url": "https://www.cdc.gov/x", "focus": "Handwashing",
        "qtype": "prevention", "question": "When should I wash my hands?",
        "answer": "Before you eat and after you use the bathroom.",
    });
    writeln!(lines, "{good}\nnot json\n{}", json!({ "id": "x" })).unwrap();
    let run = || stage.command(&["import", "facts"]).arg(&file).output().unwrap();
    let first = run();
    assert!(first.status.success(), "{}", said(&first));
    assert!(
        said(&first).contains("1 added") && said(&first).contains("2 rejected"),
        "{}",
        said(&first)
    );
    assert!(said(&first).contains("line 2:") && said(&first).contains("line 3:"));
    assert!(said(&run()).contains("0 added, 0 changed, 1 unchanged"));
    let found = stage.visitor().json("/search?q=wash+hands&in=facts").await;
    assert!(found["facts"].to_string().contains("When should I wash my hands"));
}

#[tokio::test]
async fn a_slip_in_the_path_makes_no_empty_instance() {
    let stage = Stage::demo();
    let elsewhere = stage.beside("no-such-instance");
    for words in [&["backup", "copy"][..], &["admin", "dead-letters"], &["backup-keys", "keys.age"]]
    {
        let refused = stage.command_in(&elsewhere, words).output().unwrap();
        assert!(said(&refused).contains("no_instance"), "{words:?}: {}", said(&refused));
    }
    assert!(!elsewhere.exists());
}

#[tokio::test]
async fn not_even_a_curious_log_holds_what_people_write() {
    let mut stage = Stage::demo();
    assert!(stage.stop());
    let log = stage.beside("log");
    let mut loud = stage.command(&["demo", "--listen", "127.0.0.1:0"]);
    loud.env("COMMONROUND_LOG_FILTER", "trace").stderr(std::fs::File::create(&log).unwrap());
    stage.rise_with(loud);
    let dana = stage.enter("dana").await;
    dana.post("/statuses", json!({ "text": "goodbye **zebrafish**", "visibility": "public" }))
        .await;
    dana.json("/search?q=zebrafish").await;
    assert!(stage.stop());
    let text = std::fs::read_to_string(log).unwrap();
    assert!(text.contains("POST") || text.contains("/statuses"), "the log is on");
    assert!(
        !text.contains("zebrafish"),
        "{}",
        text.lines().find(|l| l.contains("zebrafish")).unwrap()
    );
}

#[tokio::test]
async fn the_clock_moves_and_stays_moved() {
    let mut stage = Stage::demo();
    stage.advance("P2D").await;
    let moved = stage.visitor().json("/demo/clock").await["now"].clone();
    assert!(stage.stop());
    stage.rise();
    let later = stage.visitor().json("/demo/clock").await["now"].clone();
    assert!(later.as_str() >= moved.as_str(), "{later} after {moved}");
    let back = stage.visitor().refused("/demo/clock", json!({ "advance": "-PT5M" })).await;
    assert_eq!(back.0, 422);
}

#[tokio::test]
async fn the_supervisor_and_prometheus_are_answered() {
    let stage = Stage::demo();
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(stage.visitor().json(path).await["status"], "ok");
    }
    let metrics = stage.visitor().get("/metrics").await.text().await.unwrap();
    for name in ["db_commits_total", "db_audit_unsealed_rows", "web_rate_limits_on"] {
        assert!(metrics.contains(name), "{name}");
    }
    assert!(!metrics.contains("dana"), "no label names a person");
}

#[tokio::test]
async fn the_configuration_is_shown_without_secrets() {
    let stage = Stage::demo();
    let mut command = stage.command(&["config"]);
    command.env("COMMONROUND_MAIL_SMTP", "smtps://me:hunter22@mail.example");
    let shown = said(&command.output().unwrap());
    assert!(shown.contains("smtps://me:***@mail.example"), "{shown}");
    assert!(!shown.contains("hunter22"));
}
