//! Journey J1: the impostor loses. Somebody takes a doctor's number and title; officers find out,
//! and whoever reads them sees it.

use std::time::Duration;

use commonround_db::audit::{Act, Filter, Named, page};
use commonround_kernel::{Id, Persona as PersonaKind};
use commonround_server::demo::DemoWorld;
use commonround_server::instance::{Instance, Kind};
use serde_json::{Value, json};

use crate::stage::{Person, Stage, link_in};

const REGISTER: &str = "register,jurisdiction,reg_no,family,given,former_names,profession,class,\
status,status_from,expires,conditions,conditions_url,employer,as_of,contact
cpso,CA-ON,99001,Li,Chen,,physician,Independent,active,,2031-12-31,no,,,2026-11-18,chen@work.example
";
const LABEL: &str = "The author claimed a licence that could not be confirmed";
const PASSWORD: &str = "long enough for me";
const CLAIMS: &str = "/settings/credentials";

fn run(stage: &Stage, words: &[&str]) {
    let done = stage.command(words).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// What a path says once `holds`, which takes the moment until the outbox was read.
async fn until(who: &Person, path: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let mut seen = Value::Null;
    for _ in 0..200 {
        seen = who.json(path).await;
        if holds(&seen) {
            return seen;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{path} never came to what was waited for: {seen}");
}

/// The notice of a kind, as a path.
async fn notice(who: &Person, kind: &str) -> String {
    let of_kind = |seen: &Value| {
        let all = seen["notifications"].as_array().unwrap().clone();
        all.into_iter().find(|notice| notice["kind"] == kind)
    };
    let seen = until(who, "/notifications", |seen| of_kind(seen).is_some()).await;
    of_kind(&seen).unwrap()["path"].as_str().unwrap_or_default().to_owned()
}

async fn join(stage: &Stage, handle: &str) -> Person {
    let email = format!("{handle}@example.org");
    let form = [
        ("email", email.as_str()),
        ("handle", handle),
        ("password", PASSWORD),
        ("age_band", "25-44"),
        ("role", "health_worker"),
    ];
    assert_eq!(stage.visitor().form("/join", &form).await.status(), 303);
    let mut person = stage.visitor();
    let entered = person.form("/sign-in", &[("login", handle), ("password", PASSWORD)]).await;
    person.keep_cookie(&entered);
    let link = link_in(&stage.letter_to(&email).await);
    let code = link.split("code=").nth(1).unwrap();
    person.form("/join/confirm", &[("code", code)]).await;
    person
}

async fn claim(who: &Person, name: &str) -> Value {
    let form = json!({
        "registration": "cpso physician", "number": "99001", "registered_name": name,
    });
    who.post(CLAIMS, form).await
}

/// Chen, whose number is checked by the code to the register's contact.
async fn checked_chen(stage: &Stage) -> (Person, String) {
    let file = stage.beside("cpso.csv");
    std::fs::write(&file, REGISTER).unwrap();
    run(stage, &["import", "register", "--register", "cpso", file.to_str().unwrap()]);
    let chen = stage.enter("chen").await;
    let path = format!("{CLAIMS}/{}", claim(&chen, "Chen Li").await["id"].as_str().unwrap());
    chen.post(&format!("{path}/send-code"), json!({})).await;
    let letter = stage.letter_to("chen@work.example").await;
    let lines = letter["body"].as_str().unwrap().lines().map(str::trim);
    let code = lines.into_iter().find(|line| line.len() == 8 && !line.contains(' ')).unwrap();
    chen.post(&format!("{path}/code"), json!({ "code": code })).await;
    (chen, path)
}

/// Who did what about a persona, read in the stopped instance.
async fn acts_about(stage: &mut Stage, persona: i64) -> Vec<Act> {
    assert!(stage.stop());
    let world = DemoWorld::open(&stage.config().data).unwrap();
    let instance = Instance::open(stage.config(), Kind::Demo(world)).await.unwrap();
    let subject = Some(Named::persona(Id::<PersonaKind>::from_i64(persona)));
    let filter = Filter { subject, ..Filter::default() };
    let acts = instance.db.read(move |tx| page(tx, &filter, None, 100)).await.unwrap();
    instance.close().await;
    acts
}

#[tokio::test]
async fn the_impostor_loses_the_title_and_may_ask_for_another_look() {
    let mut stage = Stage::demo_without_limits();
    for officer in ["jules", "kofi", "ivy"] {
        run(&stage, &["admin", "officer", officer]);
    }
    let (chen, held) = checked_chen(&stage).await;
    let max = join(&stage, "max").await;
    let profile = json!({ "display_name": "Dr. Max Wellness, MD" });
    max.post("/settings/profile", profile).await;
    let words = json!({ "text": "Stop your SSRI today, DM me", "visibility": "public" });
    let said = max.post("/statuses", words).await;
    let status = said["path"].as_str().unwrap();
    let checked = |seen: &Value| seen["account"]["standing"]["title_check"].clone();
    until(&chen, status, |seen| checked(seen) == "unverified_protected_title").await;

    // J1.4: nothing about the holder is said, the holder is told, officers are called.
    let made = claim(&max, "Max Wellness").await;
    assert_eq!(made["state"], "conflict");
    let id = made["id"].as_str().unwrap();
    let (own, desk) = (format!("{CLAIMS}/{id}"), format!("/officer/claims/{id}"));
    let told = max.html(&own).await;
    assert!(told.contains("Cannot be confirmed automatically"));
    assert!(!told.to_lowercase().contains("chen"), "nothing about who has the number");
    assert_eq!(notice(&chen, "registration_used").await, held);
    let jules = stage.enter("jules").await;
    assert_eq!(notice(&jules, "duty_calls").await, desk);

    // J1.5: one officer rejects, another agrees.
    let queue = jules.json("/officer/claims").await;
    assert_eq!(queue["waiting"][0]["case"], "CR-1");
    let page = jules.html(&desk).await;
    for evidence in ["CR-1", "Max Wellness", "Chen Li", "99001", "The names differ", "@chen"] {
        assert!(page.contains(evidence), "{evidence} stands on the desk");
    }
    let reject = json!({ "reason": "other_person", "finding": "The register has Chen Li" });
    jules.post(&format!("{desk}/reject"), reject).await;
    assert_eq!(max.json(&own).await["state"], "conflict", "one officer alone changes nothing");
    let mine = jules.refused(&format!("{desk}/agree"), json!({})).await;
    assert_eq!(mine, (403, "own_proposal".to_owned()));
    let kofi = stage.enter("kofi").await;
    assert_eq!(kofi.json(&desk).await["may_second"], true);
    kofi.post(&format!("{desk}/agree"), json!({})).await;

    let marked = |seen: &Value| seen["account"]["standing"]["claimed_unconfirmed"] == true;
    let seen = until(&chen, status, marked).await;
    assert_eq!(seen["account"]["display_name"], "Max Wellness");
    for path in [status, "/@max", "/local"] {
        assert!(chen.html(path).await.contains(LABEL), "{path}");
        assert!(stage.visitor().html(path).await.contains(LABEL), "{path} signed out");
    }
    let mine = max.json(&own).await;
    assert_eq!(
        (&mine["state"], &mine["rejected_for"]),
        (&"rejected".into(), &"other_person".into())
    );
    let fortnight = mine["appeal_until"].as_str().expect("an end of the time to appeal");
    let page = max.html(&own).await;
    assert!(page.contains("It belongs to another person"), "the reason");
    assert!(page.contains(&format!("{own}/appeal")), "the way to appeal, until {fortnight}");
    until(&max, "/notifications", |seen| seen.to_string().contains("claim_decided")).await;
    let letter = stage.letter_to("max@example.org").await;
    assert!(letter["body"].as_str().unwrap().contains(&own), "the letter leads there: {letter}");

    // Neither of the two answers the appeal; what a third finds wrong is undone.
    let wrong = json!({ "words": "My former name is Li" });
    max.post(&format!("{own}/appeal"), wrong).await;
    assert_eq!(kofi.json(&desk).await["strikes"], 1);
    let answer = json!({ "ruling": "grant", "answer": "We look again" });
    for decider in [&jules, &kofi] {
        let refused = decider.refused(&format!("{desk}/appeal"), answer.clone()).await;
        assert_eq!(refused, (403, "appeal_own_decision".to_owned()));
    }
    let ivy = stage.enter("ivy").await;
    ivy.post(&format!("{desk}/appeal"), answer).await;
    assert_eq!(ivy.json(&desk).await["strikes"], 0);
    assert!(!chen.html(status).await.contains(LABEL));

    let persona = seen["account"]["id"].as_str().unwrap().parse().unwrap();
    let acts = acts_about(&mut stage, persona).await;
    let by = |action: &str| {
        let found = acts.iter().find(|act| act.action == action);
        found.unwrap_or_else(|| panic!("{action} is on record")).actor
    };
    assert_ne!(by("claim_rejected"), by("claim_decision_seconded"), "both officers");
    assert_eq!(by("claim_rejection_proposed"), by("claim_rejected"));
    assert!(by("claim_appeal_granted").is_some());
}
