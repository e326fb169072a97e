use std::time::Duration;

use crate::credentials::tests::stage::{Line, claim, dana, import_good, notices, prove, worker};
use crate::tests::house::{Browser, House, PASSWORD, house};
use crate::vouching::vouched;

const DAY: Duration = Duration::from_secs(86_400);
const WORD: [(&str, &str); 2] = [("known", "work_together"), ("words", "Nights at Maple")];
const NURSES: [(&str, &str, &str); 3] =
    [("dana", "0123456", "Dana"), ("eli", "0123457", "Eli"), ("fay", "0123458", "Fay")];

fn register() -> Vec<Line> {
    let line = |(_, number, given): (&str, &str, &'static str)| Line {
        number: number.to_owned(),
        given,
        contact: match given {
            "Dana" => "dana.roy@work.example",
            "Eli" => "eli.roy@work.example",
            _ => "fay.roy@work.example",
        },
        ..dana()
    };
    NURSES.into_iter().map(line).collect()
}

/// Nurses with a checked licence.
async fn nurses(house: &House) -> Vec<Browser> {
    import_good(house, "cno", &register()).await;
    let mut all = Vec::new();
    for (handle, number, given) in NURSES {
        let mut nurse = worker(house, handle).await;
        let name = format!("{given} Roy");
        let path = claim(&mut nurse, "cno registered_nurse", number, &name).await;
        let contact = format!("{}.roy@work.example", given.to_lowercase());
        prove(house, &mut nurse, &path, &contact).await;
        all.push(nurse);
    }
    all
}

/// Somebody who says to be a nurse, and the path of the claim.
async fn newcomer(house: &House, handle: &str) -> (Browser, String) {
    let mut browser = worker(house, handle).await;
    let path = claim(&mut browser, "cno registered_nurse", "7654321", "Max Hill").await;
    (browser, path)
}

async fn ask(browser: &mut Browser, path: &str, person: &str) -> String {
    let seen = browser.post(&format!("{path}/vouches"), &[("person", person)]).await;
    match seen.status {
        201 => seen.json()["id"].as_str().unwrap().to_owned(),
        _ => seen.short(),
    }
}

async fn answer(browser: &mut Browser, id: &str, word: &str) -> String {
    let form: &[(&str, &str)] = if word == "give" { &WORD } else { &[] };
    browser.post(&format!("/settings/vouching/{id}/{word}"), form).await.short()
}

async fn level(browser: &mut Browser, path: &str) -> String {
    browser.get(path).await.json()["level"].as_str().unwrap().to_owned()
}

/// Who vouches for somebody now.
async fn by(house: &House, handle: &'static str) -> Vec<String> {
    let persona = house.persona_of(handle).await;
    let found = house.world.db.read(move |tx| vouched(tx, persona)).await.unwrap();
    found.into_iter().flat_map(|one| one.by).map(|one| one.handle).collect()
}

/// Max with the words of Dana and Eli, whose ids are given.
async fn stage(house: &House) -> (Vec<Browser>, Browser, String, [String; 2]) {
    let mut nurses = nurses(house).await;
    let (mut max, path) = newcomer(house, "max").await;
    let ids = [ask(&mut max, &path, "@dana").await, ask(&mut max, &path, "eli").await];
    assert_eq!(answer(&mut nurses[0], &ids[0], "give").await, "200");
    assert_eq!(level(&mut max, &path).await, "self_declared", "one is not enough");
    assert!(by(house, "max").await.is_empty());
    assert_eq!(answer(&mut nurses[1], &ids[1], "give").await, "200");
    (nurses, max, path, ids)
}

#[tokio::test]
async fn two_colleagues_reach_the_third_step_and_no_badge() {
    let house = house().await;
    let (_, mut max, path, _) = stage(&house).await;
    assert_eq!(level(&mut max, &path).await, "vouched");
    assert_eq!(by(&house, "max").await, ["dana", "eli"]);
    let proof = house.browser().get("/verify/@max.json").await.json();
    assert_eq!(proof["status"], "not_current");
    assert_eq!(proof["standing"]["badges"].as_array().map(Vec::len), Some(0));
    house.world.settle().await;
    assert_eq!(notices(&house, "max").await, ["vouch_given", "vouch_given"]);
    assert_eq!(notices(&house, "dana").await.last().unwrap(), "vouch_asked");
    let page = max.page().get(&path).await.body;
    assert!(page.contains("Two named colleagues vouch") && page.contains("Nights at Maple"));
}

#[tokio::test]
async fn a_word_ends_with_the_licence_of_who_gave_it_and_when_either_side_wants() {
    let house = house().await;
    let (mut nurses, mut max, path, ids) = stage(&house).await;
    let suspended = Line { status: "suspended", ..register().remove(0) };
    let mut lines = register();
    lines[0] = suspended;
    import_good(&house, "cno", &lines).await;
    assert_eq!(level(&mut max, &path).await, "self_declared");
    assert!(by(&house, "max").await.is_empty());
    import_good(&house, "cno", &register()).await;
    assert_eq!(by(&house, "max").await.len(), 2, "nothing was copied");
    assert_eq!(answer(&mut nurses[2], &ids[0], "end").await, "404 not_found");
    assert_eq!(answer(&mut nurses[0], &ids[0], "end").await, "200");
    assert_eq!(level(&mut max, &path).await, "self_declared");
    assert_eq!(answer(&mut nurses[0], &ids[0], "end").await, "409 vouch_ended");
    assert_eq!(answer(&mut max, &ids[1], "end").await, "200", "who got it may give it back");
}

#[tokio::test]
async fn only_verified_colleagues_of_the_same_profession_are_asked_and_never_oneself() {
    let house = house().await;
    let mut nurses = nurses(&house).await;
    let (mut max, path) = newcomer(&house, "max").await;
    worker(&house, "ann").await;
    let max_actor = crate::testing::sign_in(&house.world.db, "max").await.1;
    let (db, keys) = (&house.world.db, &house.world.keys);
    crate::testing::add_persona(db, keys, max_actor.account, "max_two").await;
    for (person, refusal) in [
        ("", "422 invalid person=required"),
        ("nobody_here", "422 invalid person=nobody"),
        ("max", "403 vouch_self"),
        ("max_two", "403 vouch_self"),
        ("ann", "409 vouch_not_colleague"),
    ] {
        assert_eq!(ask(&mut max, &path, person).await, refusal, "{person}");
    }
    assert_eq!(ask(&mut nurses[0], &path, "eli").await, "404 not_found", "another one's claim");
    let id = ask(&mut max, &path, "dana").await;
    assert_eq!(ask(&mut max, &path, "dana").await, "409 vouch_asked");
    assert_eq!(answer(&mut max, &id, "give").await, "404 not_found");
    assert_eq!(answer(&mut nurses[1], &id, "give").await, "404 not_found");
    let form = [("known", "cousin"), ("words", "")];
    let seen = nurses[0].post(&format!("/settings/vouching/{id}/give"), &form).await;
    assert_eq!(seen.short(), "422 invalid words=required known=unknown");
    assert_eq!(answer(&mut nurses[0], &id, "decline").await, "200");
    assert_eq!(answer(&mut nurses[0], &id, "give").await, "409 vouch_answered");
    assert_eq!(ask(&mut max, &path, "dana").await, "409 vouch_asked", "a no stands for a while");
}

#[tokio::test]
async fn a_proved_claim_needs_no_word_and_its_words_are_not_shown() {
    let house = house().await;
    let (_, mut max, path, _) = stage(&house).await;
    let sql = "UPDATE identity_claim SET state = 'suspended' WHERE number = '7654321'";
    house.world.db.write(move |tx| tx.exec(sql, ())).await.unwrap();
    assert!(by(&house, "max").await.is_empty(), "a word does not outlive what a register says");
    assert_eq!(level(&mut max, &path).await, "self_declared");
    assert_eq!(ask(&mut max, &path, "fay").await, "409 vouch_not_needed");
}

#[tokio::test]
async fn two_people_do_not_vouch_for_each_other() {
    let house = house().await;
    let (mut nurses, mut max, path, ids) = stage(&house).await;
    // Dana claims another profession, as a practical nurse may become a registered one.
    let both = [("cno practical_nurse", "7654321"), ("cno practical_nurse", "0123456")];
    let max_claim = claim(&mut max, both[0].0, "555", "Max Hill").await;
    let dana_claim = claim(&mut nurses[0], both[1].0, "556", "Dana Roy").await;
    let give = "UPDATE identity_claim SET state = 'verified', level = 'register_match',
        method = 'officer_call' WHERE number = '555'";
    house.world.db.write(move |tx| tx.exec(give, ())).await.unwrap();
    assert_eq!(ask(&mut nurses[0], &dana_claim, "max").await, "409 vouch_mutual");
    assert_eq!(answer(&mut nurses[0], &ids[0], "end").await, "200");
    let id = ask(&mut nurses[0], &dana_claim, "max").await;
    assert_eq!(answer(&mut max, &id, "give").await, "200");
    assert_eq!(ask(&mut max, &path, "dana").await, "409 vouch_mutual");
    assert_ne!(max_claim, dana_claim);
}

#[tokio::test]
async fn nobody_vouches_more_than_a_few_times_a_year() {
    let house = house().await;
    let mut nurses = nurses(&house).await;
    let (mut max, path) = newcomer(&house, "max").await;
    let (dana, eli) = (house.persona_of("dana").await, house.persona_of("eli").await);
    let now = house.world.env.now();
    house
        .world
        .db
        .write(move |tx| {
            let claims =
                tx.query("SELECT id FROM identity_claim WHERE persona = $1", (eli,), |row| {
                    row.get::<i64>(0)
                })?;
            for n in 0..12 {
                tx.exec(
                    "INSERT INTO identity_vouch (id, claim, persona, colleague, state, asked_at,
                        given_at) VALUES ($1, $2, $3, $4, 'ended', $5, $5)",
                    (n + 1, claims[0], eli, dana, now),
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let id = ask(&mut max, &path, "dana").await;
    assert_eq!(answer(&mut nurses[0], &id, "give").await, "409 vouch_limit");
    house.world.advance(DAY * 30);
    nurses[0] = house.browser_of("dana").await;
    assert_eq!(answer(&mut nurses[0], &id, "give").await, "410 vouch_expired");
}

#[tokio::test]
async fn nothing_is_left_of_who_leaves() {
    let house = house().await;
    let (mut nurses, _, _, _) = stage(&house).await;
    let form = [("current_password", PASSWORD)];
    assert_eq!(nurses[0].post("/settings/delete", &form).await.short(), "200");
    assert!(by(&house, "max").await.is_empty());
    assert_eq!(house.count("SELECT COUNT(*) FROM identity_vouch").await, 1);
}

#[tokio::test]
async fn the_page_is_whole_in_both_languages() {
    let house = house().await;
    let mut nurses = nurses(&house).await;
    let (mut max, path) = newcomer(&house, "max").await;
    ask(&mut max, &path, "dana").await;
    let mut dana = nurses.remove(0).page();
    let mut max = max.page();
    for lang in ["en", "fr"] {
        for (who, path) in [(&mut dana, "/settings/vouching"), (&mut max, path.as_str())] {
            let seen = who.get(&format!("{path}?lang={lang}")).await;
            assert_eq!(seen.status, 200);
            assert!(!seen.body.contains("identity-"), "{path} {lang}: a text is missing");
        }
    }
}
