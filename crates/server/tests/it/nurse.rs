//! Who is believed, and why: the impostor loses, the nurse wins.

use std::path::PathBuf;

use commonround_credential::{read_jwks, verify_proof};
use commonround_db::audit;
use commonround_kernel::{Id, Timestamp};
use commonround_server::demo::DemoWorld;
use commonround_server::instance::{Instance, Kind};
use commonround_vocabulary::CredentialClaim;
use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{Person, Stage, link_in};

const PASSWORD: &str = "seven quiet lanterns";
const DAY_MILLIS: i64 = 24 * 3_600 * 1_000;

/// Somebody who has just joined and confirmed their address.
async fn newcomer(stage: &Stage, handle: &str) -> Person {
    let mut person = stage.visitor();
    let email = format!("{handle}@example.org");
    let fields = json!({
        "email": email, "handle": handle, "password": PASSWORD,
        "age_band": "25-44", "role": "health_worker",
    });
    person.post("/join", fields).await;
    let answer = person.form("/sign-in", &[("login", handle), ("password", PASSWORD)]).await;
    person.keep_cookie(&answer);
    let link = link_in(&stage.letter_to(&email).await);
    let code = link.split("code=").nth(1).unwrap();
    let answer = person.form("/join/confirm", &[("code", code)]).await;
    assert!(answer.status().is_redirection() || answer.status().is_success());
    person
}

/// Says it, and confirms it where the product asks whether it is meant so.
async fn say_anyway(person: &Person, text: &str) -> Value {
    let said = json!({ "text": text, "visibility": "public" });
    let answer = person.send(Method::POST, "/statuses", &said).await;
    let (status, body) = (answer.status(), answer.json::<Value>().await.unwrap());
    if status.is_success() {
        return body;
    }
    assert_eq!(body["code"], "confirmation_needed", "{body}");
    let again = json!({ "text": text, "visibility": "public", "confirm": body["confirm"] });
    person.post("/statuses", again).await
}

async fn standing(by: &Person, handle: &str) -> Value {
    by.json(&format!("/@{handle}")).await["standing"].clone()
}

/// Asks until it is so: what follows from an act takes a moment.
async fn until<F: Future<Output = bool>>(what: &str, so: impl Fn() -> F) {
    for _ in 0..200 {
        if so().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it never came to this: {what}");
}

async fn claim(by: &Person, registration: &str, number: &str, name: &str) -> Value {
    let said = json!({ "registration": registration, "number": number, "registered_name": name });
    by.post("/settings/credentials", said).await
}

fn millis(value: &Value) -> i64 {
    value.as_str().unwrap().parse::<Timestamp>().unwrap().millis()
}

/// The code of a letter: its only line of capitals and digits.
fn code_in(letter: &Value) -> String {
    let is_code = |line: &&str| {
        !line.is_empty() && line.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    letter["body"].as_str().unwrap().lines().map(str::trim).find(is_code).unwrap().to_owned()
}

/// Steps 1 and 2: a number proves nothing, the code of the register's contact does.
async fn the_nurse_proves_her_number(stage: &Stage, dana: &Person) -> String {
    assert_eq!(dana.json("/settings/credentials").await, json!([]));
    assert_eq!(standing(dana, "dana_nights").await["badges"], json!([]));
    let made = claim(dana, "cno registered_nurse", "0123456", "Dana Roy").await;
    assert_eq!(made["state"], "pending");
    let path = format!("/settings/credentials/{}", made["id"].as_str().unwrap());
    dana.post(&format!("{path}/send-code"), json!({})).await;
    assert_eq!(standing(dana, "dana_nights").await["badges"], json!([]), "a number is public");
    let wrong = dana.refused(&format!("{path}/code"), json!({ "code": "WRONG234" })).await;
    assert_eq!(wrong, (422, "invalid".to_owned()));
    let code = code_in(&stage.letter_to("dana.roy@maple.example").await);
    let proved = dana.post(&format!("{path}/code"), json!({ "code": code })).await;
    assert_eq!(
        (&proved["state"], &proved["method"]),
        (&json!("verified"), &json!("register_match"))
    );
    let next_check = millis(&proved["next_check_at"]) - millis(&proved["checked_at"]);
    assert!((DAY_MILLIS - 1_000..=DAY_MILLIS).contains(&next_check), "{proved}");
    let badge = standing(&stage.visitor(), "dana_nights").await["badges"][0].clone();
    assert_eq!(badge["title"]["en"], "Registered Nurse");
    assert_eq!(
        (&badge["jurisdiction"], &badge["checked_at"]),
        (&json!("CA-ON"), &proved["checked_at"])
    );
    let page = stage.visitor().html("/@dana_nights").await;
    assert!(page.contains("Registered Nurse · Ontario"), "{page}");
    path
}

/// Step 3: the name is kept and labelled, the advice is looked at.
async fn the_impostor_is_labelled(stage: &Stage, max: &Person) -> Value {
    let name = json!({ "display_name": "Dr. Max Wellness, MD" });
    max.post("/settings/profile", name).await;
    let post = say_anyway(max, "Stop your SSRI today, DM me").await;
    let visitor = stage.visitor();
    until("the name is labelled", async || {
        standing(&visitor, "maxwell").await["title_check"] == "unverified_protected_title"
    })
    .await;
    let path = post["path"].as_str().unwrap();
    let shown = visitor.json(path).await;
    assert_eq!(shown["account"]["display_name"], "Dr. Max Wellness, MD");
    assert_eq!(shown["account"]["standing"]["title_check"], "unverified_protected_title");
    let page = visitor.html(path).await;
    assert!(page.contains("not verified"), "{page}");
    let hugo = stage.enter("hugo").await;
    until("a case is open", async || {
        let cases = hugo.json("/moderation").await["cases"].clone();
        let mut all = cases.as_array().unwrap().iter();
        all.any(|case| case["subject"] == post["id"] && case["topic"] == "stop_medicine")
    })
    .await;
    post
}

/// Step 4: a number that is somebody's is a conflict, of which the claimant learns nothing.
async fn a_taken_number_is_a_conflict(stage: &Stage, max: &Person) -> String {
    let made = claim(max, "cpso physician", "99001", "Max Wellness").await;
    assert_eq!(made["state"], "conflict");
    let id = made["id"].as_str().unwrap().to_owned();
    let page = max.html(&format!("/settings/credentials/{id}")).await;
    assert!(page.contains("cannot be confirmed automatically"), "{page}");
    assert!(!page.to_lowercase().contains("chen"), "whose it is, nobody learns");
    let chen = stage.enter("chen").await;
    until("the holder is told", async || {
        let told = chen.json("/notifications").await["notifications"].clone();
        told.as_array().unwrap().iter().any(|one| one["kind"] == "registration_used")
    })
    .await;
    id
}

/// Step 5: two officers, of whom neither decides alone.
async fn two_officers_reject(stage: &Stage, max: &Person, id: &str) {
    let jules = stage.enter("jules").await;
    let queue = jules.json("/officer/claims").await["waiting"].clone();
    let line = queue.as_array().unwrap().iter().find(|line| line["id"] == id).unwrap();
    assert!(line["case"].as_str().unwrap().starts_with("CR-"), "{line}");
    let desk = jules.json(&format!("/officer/claims/{id}")).await;
    assert_eq!(desk["row"]["family"], "Li");
    assert_eq!(desk["rivals"][0]["handle"], "chen");
    let no = json!({ "reason": "other_person", "finding": "The register has Chen Li." });
    jules.post(&format!("/officer/claims/{id}/reject"), no).await;
    let agree = format!("/officer/claims/{id}/agree");
    assert_eq!(jules.refused(&agree, json!({})).await.0, 403, "nobody seconds themselves");
    assert_eq!(max.json(&format!("/settings/credentials/{id}")).await["state"], "conflict");
    let kofi = stage.enter("kofi").await;
    kofi.post(&agree, json!({})).await;
    assert_eq!(max.json(&format!("/settings/credentials/{id}")).await["state"], "rejected");
}

/// What follows: the title goes, every post says why, a strike counts, and an appeal is open.
async fn the_impostor_loses(stage: &Stage, max: &Person, id: &str, post: &Value) {
    let visitor = stage.visitor();
    assert_eq!(visitor.json("/@maxwell").await["display_name"], "Max Wellness");
    let shown = visitor.json(post["path"].as_str().unwrap()).await;
    assert_eq!(shown["account"]["display_name"], "Max Wellness");
    assert_eq!(shown["account"]["standing"]["claimed_unconfirmed"], true);
    let page = visitor.html(post["path"].as_str().unwrap()).await;
    assert!(page.contains("claimed a licence that could not be confirmed"), "{page}");
    let mine = max.json(&format!("/settings/credentials/{id}")).await;
    let left =
        millis(&mine["appeal_until"]) - millis(&stage.visitor().json("/demo/clock").await["now"]);
    assert!((13 * DAY_MILLIS..=14 * DAY_MILLIS).contains(&left), "{mine}");
    let page = max.html(&format!("/settings/credentials/{id}")).await;
    assert!(page.contains("It belongs to another person"), "the reason");
    assert!(page.contains(&format!("/settings/credentials/{id}/appeal")), "the way to appeal");
    until("he is told", async || {
        let told = max.json("/notifications").await["notifications"].clone();
        told.as_array().unwrap().iter().any(|one| one["kind"] == "claim_decided")
    })
    .await;
    let other = claim(max, "cno practical_nurse", "0290771", "Petra Novak").await;
    let desk = format!("/officer/claims/{}", other["id"].as_str().unwrap());
    assert_eq!(stage.enter("jules").await.json(&desk).await["strikes"], 1);
}

/// Both officers stand in the audit log.
async fn both_officers_are_on_record(stage: &mut Stage, id: &str) {
    let visitor = stage.visitor();
    let mut wanted = Vec::new();
    for (handle, action) in [("jules", "claim_rejected"), ("kofi", "claim_decision_seconded")] {
        let persona = visitor.json(&format!("/@{handle}")).await["id"].clone();
        wanted.push((action, persona.as_str().unwrap().parse::<i64>().unwrap()));
    }
    assert!(stage.stop());
    let world = DemoWorld::open(&stage.config().data).unwrap();
    let instance = Instance::open(stage.config(), Kind::Demo(world)).await.unwrap();
    let claim = id.parse::<Id<CredentialClaim>>().unwrap();
    let object = Some(audit::Named::new("credential_claim", claim));
    let filter = audit::Filter { object, ..audit::Filter::default() };
    let acts = instance.db.read(move |tx| audit::page(tx, &filter, None, 50)).await.unwrap();
    instance.close().await;
    for (action, persona) in wanted {
        let done = |act: &audit::Act| act.action == action && act.actor == Some(persona);
        assert!(acts.iter().any(done), "{action} by {persona}: {acts:?}");
    }
}

/// Step 6: anybody can check, with nothing but the published keys.
async fn anybody_verifies(stage: &Stage, dana: &Person, path: &str) {
    let visitor = stage.visitor();
    assert!(visitor.html("/verify/@dana_nights").await.contains("Current"));
    let proof = visitor.json("/verify/@dana_nights.json").await;
    assert_eq!((&proof["type"], &proof["status"]), (&json!("professional"), &json!("active")));
    let scope = json!([{
        "profession": "registered_nurse", "jurisdiction": "CA-ON", "register": "cno",
    }]);
    assert_eq!(proof["scope"], scope, "no number unless she shows it");
    let keys = read_jwks(&visitor.json("/.well-known/jwks.json").await).unwrap();
    let (issuer, signature) =
        (proof["issuer"].as_str().unwrap(), proof["signature"].as_str().unwrap());
    let checked_at = proof["checkedAt"].as_i64().unwrap();
    let read = verify_proof(signature, issuer, &keys, checked_at + 60).unwrap();
    assert!(read.subject.ends_with("/@dana_nights"), "{read:?}");
    let forged = signature.replacen('.', ".e", 1);
    assert!(verify_proof(&forged, issuer, &keys, checked_at + 60).is_err());
    dana.post(&format!("{path}/number"), json!({ "shown": "true" })).await;
    let shown = visitor.json("/verify/@dana_nights.json").await;
    assert_eq!(shown["scope"][0]["number"], "0123456");
}

/// The operator changes the row of the register's file.
fn change_row(stage: &Stage, from: &str, to: &str) -> PathBuf {
    let file = stage.config().data.join("registers").join("cno.csv");
    let rows = std::fs::read_to_string(&file).unwrap();
    let change = |row: &str| {
        if row.contains(",0123456,") { row.replace(from, to) } else { row.to_owned() }
    };
    let changed: Vec<_> = rows.lines().map(change).collect();
    std::fs::write(file.with_extension("new"), changed.join("\n") + "\n").unwrap();
    std::fs::rename(file.with_extension("new"), &file).unwrap();
    file
}

/// Steps 7 and 8: what the register takes, it takes everywhere; what it gives back comes back.
async fn the_register_decides(stage: &Stage, dana: &Person, path: &str) {
    let post = say_anyway(dana, "Good night from 4 West").await;
    let post = post["path"].as_str().unwrap();
    let visitor = stage.visitor();
    let badge_of = async |at: &str| visitor.json(at).await["account"]["standing"]["badges"].clone();
    assert_ne!(badge_of(post).await, json!([]));
    change_row(stage, ",active,", ",suspended,");
    stage.advance("PT15M").await;
    assert_eq!(badge_of(post).await, json!([]));
    assert_eq!(standing(&visitor, "dana_nights").await["badges"], json!([]));
    assert_eq!(visitor.json("/verify/@dana_nights.json").await["status"], "not_current");
    assert!(visitor.html("/verify/@dana_nights").await.contains("Not current"));
    assert_eq!(dana.json(path).await["state"], "suspended");
    assert_ne!(standing(&visitor, "dana").await["badges"], json!([]), "one row, one badge");
    let file = change_row(stage, ",suspended,", ",active,");
    let mut import = stage.command(&["import", "register", "--register", "cno"]);
    let import = import.arg(&file).output().unwrap();
    assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
    assert_eq!(dana.json(path).await["state"], "verified");
    assert_ne!(badge_of(post).await, json!([]));
    let changes = dana.json(&format!("{path}/history")).await["changes"].clone();
    let changes = changes.as_array().unwrap();
    let states: Vec<_> = changes.iter().map(|change| change["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["verified", "suspended", "verified", "pending"], "the newest first");
    assert!(changes.windows(2).all(|pair| millis(&pair[0]["at"]) >= millis(&pair[1]["at"])));
}

#[tokio::test]
async fn the_impostor_loses_and_the_nurse_wins() {
    let mut stage = Stage::demo();
    let (dana, max) = (newcomer(&stage, "dana_nights").await, newcomer(&stage, "maxwell").await);
    let proved = the_nurse_proves_her_number(&stage, &dana).await;
    let post = the_impostor_is_labelled(&stage, &max).await;
    let taken = a_taken_number_is_a_conflict(&stage, &max).await;
    two_officers_reject(&stage, &max, &taken).await;
    the_impostor_loses(&stage, &max, &taken, &post).await;
    anybody_verifies(&stage, &dana, &proved).await;
    the_register_decides(&stage, &dana, &proved).await;
    both_officers_are_on_record(&mut stage, &taken).await;
}

#[tokio::test]
async fn maple_has_something_for_every_desk() {
    let stage = Stage::demo();
    let (jules, hugo) = (stage.enter("jules").await, stage.enter("hugo").await);
    let waiting = jules.json("/officer/claims").await["waiting"].clone();
    let who: Vec<_> = waiting.as_array().unwrap().iter().map(|one| &one["handle"]).collect();
    assert_eq!(who, ["sam", "ivy", "maren", "max"]);
    let queue = hugo.json("/moderation").await;
    let levels: Vec<_> = queue["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["level"].as_str().unwrap())
        .collect();
    assert_eq!(
        (levels, &queue["staffed"]),
        (vec!["amber", "amber", "green", "green"], &json!(true))
    );
    let dana = stage.enter("dana").await;
    let told = dana.json("/notifications").await["notifications"].clone();
    let kinds: Vec<_> =
        told.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "correction").count(), 2);
    assert!(kinds.contains(&"note_written") && kinds.contains(&"claim_decided"), "{kinds:?}");
    assert_eq!(standing(&dana, "max").await["title_check"], "unverified_protected_title");
    let claims = dana.json("/claims").await["claims"].clone();
    let states: Vec<_> = claims.as_array().unwrap().iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["open", "answered", "answered"]);
    let local = stage.visitor().json("/tags/adhd").await.to_string();
    assert!(
        local.contains("Only an assessment can tell"),
        "a note found helpful stands on its card"
    );
    for found in ["needs_more", "not_helpful"] {
        assert!(notes_of_maple(&dana).await.contains(&found.to_owned()));
    }
    assert!(
        stage
            .visitor()
            .json("/tags/heartfailure")
            .await
            .to_string()
            .contains(r#""retracted":true"#)
    );
}

/// What people found the notes on some statuses of Maple to be.
async fn notes_of_maple(reader: &Person) -> Vec<String> {
    let mut found = Vec::new();
    for author in ["grace", "chen"] {
        let page = reader.json(&format!("/@{author}")).await;
        let statuses = page["statuses"].as_array().unwrap().clone();
        for status in statuses {
            let notes =
                reader.json(&format!("/statuses/{}/notes", status["id"].as_str().unwrap())).await;
            let notes = notes["notes"].as_array().unwrap().clone();
            found.extend(notes.iter().map(|note| note["found"].as_str().unwrap().to_owned()));
        }
    }
    found
}
