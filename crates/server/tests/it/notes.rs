//! A rumour meets a note: people of different views rate it, the post carries it, and everybody who
//! saw the rumour is told once.

use std::fs;
use std::time::Duration;

use commonround_db::Tx;
use commonround_kernel::Result;
use commonround_server::demo::DemoWorld;
use commonround_server::instance::{Instance, Kind};
use serde_json::{Value, json};

use crate::stage::{Person, Stage};

const LISTED: &str =
    "https://www.nimh.nih.gov/health/topics/attention-deficit-hyperactivity-disorder";
/// Who rates, by the side they are on, and of whom a register says something.
const LEFT: [&str; 4] = ["dana", "grace", "ben", "omar"];
const RIGHT: [&str; 4] = ["chen", "sam", "kofi", "okoye"];
/// So many that nobody writes mostly poor notes.
const WRITERS: [&str; 6] = ["eli", "jules", "hugo", "ivy", "adeyemi", "lena"];
const REGISTERED: [(&str, &str, &str); 5] = [
    ("dana", "cno", "registered_nurse"),
    ("grace", "cno", "registered_nurse"),
    ("chen", "cpso", "physician"),
    ("sam", "cpso", "physician"),
    ("farah", "crpo", "psychotherapist"),
];

async fn until(what: &str, so: impl AsyncFn() -> bool) {
    for _ in 0..200 {
        if so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it never came to this: {what}");
}

/// The code of a letter: its only line of capitals and digits.
fn code_in(letter: &Value) -> String {
    let is_code = |line: &&str| {
        !line.is_empty() && line.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    letter["body"].as_str().unwrap().lines().map(str::trim).find(is_code).unwrap().to_owned()
}

/// Puts people on Maple's registers, beside those who are there, and lets them prove that the number is theirs.
async fn verify(stage: &Stage) {
    for register in ["cno", "cpso", "crpo"] {
        let path = stage.config().data.join("registers").join(format!("{register}.csv"));
        let mut file = fs::read_to_string(&path).unwrap();
        for (n, (handle, of, profession)) in REGISTERED.into_iter().enumerate() {
            if of == register {
                file += &format!(
                    "{of},CA-ON,88000{n},{handle},Person,,{profession},general,active,2020-01-01,\
                     2099-12-31,false,,,2026-01-01,{handle}@register.example\n"
                );
            }
        }
        fs::write(&path, file).unwrap();
        let mut import = stage.command(&["import", "register", "--register", register]);
        let done = import.arg(&path).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    for (n, (handle, register, profession)) in REGISTERED.into_iter().enumerate() {
        let person = stage.enter(handle).await;
        let claim = json!({
            "registration": format!("{register} {profession}"), "number": format!("88000{n}"),
            "registered_name": format!("Person {handle}"),
        });
        let made = person.post("/settings/credentials", claim).await;
        let path = format!("/settings/credentials/{}", made["id"].as_str().unwrap());
        person.post(&format!("{path}/send-code"), json!({})).await;
        let letter = stage.letter_to(&format!("{handle}@register.example")).await;
        let proved =
            person.post(&format!("{path}/code"), json!({ "code": code_in(&letter) })).await;
        assert_eq!(proved["state"], "verified", "{handle}");
    }
}

async fn say(by: &Person, text: &str) -> Value {
    by.post("/statuses", json!({ "text": text, "visibility": "public" })).await
}

async fn write_note(by: &Person, status: &Value, text: &str) -> Value {
    let note = json!({
        "text": text, "verdict": "false", "certainty": "high", "study": "systematic_review",
        "sources": LISTED,
    });
    by.post(&format!("/statuses/{}/notes", status["id"].as_str().unwrap()), note).await
}

async fn rate(by: &Person, note: &Value, likes: bool) {
    let (level, tags) = match likes {
        true => ("helpful", json!(["helpfulClear", "helpfulGoodSources"])),
        false => ("not_helpful", json!([])),
    };
    let path = format!("{}/ratings", note["path"].as_str().unwrap());
    by.post(&path, json!({ "version": "1", "level": level, "tags": tags })).await;
}

/// People who know each other's judgement: twelve notes, three that all find good, five that none
/// does, four that divide. Then the full score's time comes.
async fn history(stage: &Stage) -> (Vec<Person>, Vec<Person>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for n in 0..4 {
        left.push(stage.enter(LEFT[n]).await);
        right.push(stage.enter(RIGHT[n]).await);
    }
    let mut writers = Vec::new();
    for handle in WRITERS {
        writers.push(stage.enter(handle).await);
    }
    let mut first = String::new();
    for n in 0..12 {
        let status = say(&writers[0], &format!("What people say, number {n}")).await;
        let note = write_note(
            &writers[n % WRITERS.len()],
            &status,
            &format!("What is known of number {n}."),
        )
        .await;
        if n == 0 {
            note["path"].as_str().unwrap().clone_into(&mut first);
        }
        let likes = match n {
            0..3 => (true, true),
            3..8 => (false, false),
            8..10 => (true, false),
            _ => (false, true),
        };
        for (sides, likes) in [(&left, likes.0), (&right, likes.1)] {
            for rater in sides {
                rate(rater, &note, likes).await;
            }
        }
    }
    stage.advance("PT11M").await;
    until("the full score finds the first one helpful", async || {
        writers[0].json(&first).await["found"] == "helpful"
    })
    .await;
    (left, right)
}

async fn kinds(of: &Person) -> Vec<String> {
    let page = of.json("/notifications").await;
    let rows = page["notifications"].as_array().unwrap().iter();
    rows.map(|row| row["kind"].as_str().unwrap().to_owned()).collect()
}

async fn corrections(of: &Person) -> usize {
    kinds(of).await.iter().filter(|kind| *kind == "correction").count()
}

/// Farah's note is shown once people of both sides found it helpful.
async fn the_note_is_shown(stage: &Stage, post: &Value, raters: &[&Person]) -> Value {
    let (farah, ivy) = (stage.enter("farah").await, stage.enter("ivy").await);
    let text = "Losing keys alone proves nothing. A diagnosis looks at childhood and daily life.";
    let note = write_note(&farah, post, text).await;
    assert_eq!(note["found"], "needs_more");
    let path = note["path"].as_str().unwrap();
    for (n, rater) in raters.iter().enumerate() {
        assert_eq!(farah.json(path).await["found"], "needs_more", "after {n} ratings");
        rate(rater, &note, true).await;
    }
    let shown = farah.json(path).await;
    assert_eq!(shown["found"], "helpful", "{}", shown["why"]);
    let thread = post["path"].as_str().unwrap();
    assert_eq!(ivy.json(thread).await["context_note"]["text"], text);
    assert!(ivy.html(thread).await.contains(text), "the thread shows it");
    assert!(ivy.html("/local").await.contains(text), "the card shows it");
    note
}

#[tokio::test]
async fn a_rumour_is_met_by_a_note_and_each_reader_is_told_once() {
    let stage = Stage::demo_without_limits();
    verify(&stage).await;
    let (left, right) = history(&stage).await;
    let (ines, farah) = (stage.enter("ines").await, stage.enter("farah").await);
    let post = say(&ines, "If you lose your keys, you have ADHD.").await;
    let thread = post["path"].as_str().unwrap();
    let (amira, rosa, hugo) =
        (stage.enter("amira").await, stage.enter("rosa").await, stage.enter("hugo").await);
    let mut before = Vec::new();
    for reader in [&amira, &rosa, &hugo] {
        before.push(corrections(reader).await);
    }
    for reader in [&amira, &rosa] {
        reader.html(thread).await;
    }
    let raters = [&left[0], &left[1], &right[0], &right[1], &right[2]];
    let note = the_note_is_shown(&stage, &post, &raters).await;
    until("the author is told of the note and of what people found", async || {
        let told = kinds(&ines).await;
        told.contains(&"note_written".to_owned()) && told.contains(&"note_decided".to_owned())
    })
    .await;
    let path = note["path"].as_str().unwrap();
    assert!(ines.html(path).await.contains(&format!("{path}/reply")), "the author may reply");
    let reply = json!({ "reply": "Thank you, I did not know." });
    assert_eq!(
        ines.post(&format!("{path}/reply"), reply).await["reply"],
        "Thank you, I did not know."
    );

    let claim = amira.post("/claims", json!({ "status": post["id"] })).await;
    let answer = json!({
        "claim": claim["id"], "text": "losing keys proves ADHD", "verdict": "false",
        "certainty": "high", "english": "Losing keys does not prove ADHD.",
        "french": "Perdre ses clés ne prouve pas un TDAH.", "addresses": LISTED,
    });
    farah.post("/answer", answer).await;
    let claim = claim["path"].as_str().unwrap();
    assert_eq!(amira.json(claim).await["state"], "answered");
    for (reader, before) in [&amira, &rosa].into_iter().zip(&before) {
        until("each reader is told", async || corrections(reader).await == before + 1).await;
        reader.html(thread).await;
    }
    stage.advance("PT1H").await;
    for (reader, before) in [&amira, &rosa].into_iter().zip(&before) {
        assert_eq!(corrections(reader).await, before + 1, "a second look at the inbox: still one");
    }
    assert_eq!(corrections(&hugo).await, before[2], "who did not see it is not told");
}

#[tokio::test]
async fn a_server_killed_during_full_scores_keeps_one_that_is_whole() {
    let mut stage = Stage::demo_without_limits();
    verify(&stage).await;
    history(&stage).await;
    let shown = async |stage: &Stage| {
        let dana = stage.enter("dana").await;
        let local = dana.json("/local?limit=40").await;
        let all = local["statuses"].as_array().unwrap().clone();
        let noted = all.iter().filter(|status| !status["context_note"].is_null());
        noted.map(|status| status["id"].clone()).collect::<Vec<_>>()
    };
    let before = shown(&stage).await;
    assert!(!before.is_empty(), "the first score shows something");
    let writers = ["amira", "rosa", "hugo", "ivy", "lena", "ines", "adeyemi", "okoye"];
    for (round, writer) in (0_u64..).zip(writers) {
        // A new rating of an old kind makes the next score a full one.
        let (eli, dana) = (stage.enter("eli").await, stage.enter("dana").await);
        let status = say(&eli, &format!("Another one, {round}")).await;
        let note = write_note(&stage.enter(writer).await, &status, "What is known of it.").await;
        rate(&dana, &note, true).await;
        stage.advance("PT11M").await;
        tokio::time::sleep(Duration::from_millis(15 * round)).await;
        stage.kill();
        stage.rise();
        assert_eq!(shown(&stage).await, before, "round {round}");
    }
    assert!(stage.stop());
    let world = DemoWorld::open(&stage.config().data).unwrap();
    world.clock.advance(Duration::from_secs(3_600));
    let instance = Instance::open(stage.config(), Kind::Demo(world)).await.unwrap();
    instance.db.drain().await.unwrap();
    let [torn, deciding] = instance.db.read(generations).await.unwrap();
    instance.close().await;
    assert_eq!((torn, deciding), (0, 1), "one score decides, and nothing is left of broken ones");
}

/// Places of raters that belong to no score, and scores that decide.
fn generations(tx: &mut Tx<'_>) -> Result<[i64; 2]> {
    let mut one = |sql: &str| tx.one(sql, (), |row| row.get::<i64>(0));
    Ok([
        one("SELECT count(*) FROM evidence_note_fit WHERE generation NOT IN \
             (SELECT id FROM evidence_note_generation)")?,
        one("SELECT count(*) FROM evidence_note_generation WHERE state = 'applied'")?,
    ])
}
