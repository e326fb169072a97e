use serde_json::Value;

use super::stage::*;
use crate::tests::house::{Browser, DAY, HOUR, House, house};

const YES: [(&str, &str); 5] = [
    ("check_register", "true"),
    ("check_name", "true"),
    ("check_person", "true"),
    ("method", "officer_call"),
    ("finding", "Seen in a call"),
];

async fn waiting(house: &House) -> (Browser, String, String) {
    let mut dana = worker(house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let desk = path.replace("/settings/credentials/", "/officer/claims/");
    (dana, path, desk)
}

#[tokio::test]
async fn two_officers_make_a_badge() {
    let house = house().await;
    let (mut dana, path, desk) = waiting(&house).await;
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    assert_eq!(jules.get(&desk).await.short(), "200");
    assert_eq!(jules.post(&format!("{desk}/approve"), &YES).await.short(), "200");
    assert_eq!(state(&mut dana, &path).await, "pending");
    assert_eq!(jules.post(&format!("{desk}/agree"), &[]).await.short(), "403 own_proposal");
    assert_eq!(kofi.post(&format!("{desk}/approve"), &YES).await.short(), "409 already_proposed");
    assert_eq!(kofi.post(&format!("{desk}/agree"), &[]).await.short(), "200");
    assert_eq!(kofi.post(&format!("{desk}/agree"), &[]).await.short(), "404 not_found");
    let claim = dana.get(&path).await.json();
    assert_eq!((&claim["state"], &claim["method"]), (&"verified".into(), &"officer_call".into()));
    assert_eq!(badges(&house, "dana").await, 1);
    let acts = house.world.db.read(|tx| {
        tx.query("SELECT action FROM db_audit WHERE action LIKE 'claim%' ORDER BY id", (), |row| {
            row.get::<String>(0)
        })
    });
    let acts = acts.await.unwrap();
    let expect =
        ["claim_opened", "claim_approval_proposed", "claim_decision_seconded", "claim_approved"];
    assert_eq!(acts, expect);
    let who = "SELECT COUNT(DISTINCT actor) FROM db_audit
         WHERE action IN ('claim_decision_seconded', 'claim_approved')";
    assert_eq!(house.count(who).await, 2, "both officers stand in the log");
    house.world.advance(90 * DAY + HOUR);
    house.world.settle().await;
    assert_eq!(state(&mut house.browser_of("dana").await, &path).await, "recheck");
}

#[tokio::test]
async fn a_sole_officers_word_waits_two_days() {
    let house = house().await;
    let (mut dana, path, desk) = waiting(&house).await;
    let mut jules = officer(&house, "jules").await;
    jules.post(&format!("{desk}/approve"), &YES).await;
    house.world.advance(47 * HOUR);
    house.world.settle().await;
    assert_eq!(
        (state(&mut dana, &path).await.as_str(), badges(&house, "dana").await),
        ("pending", 0)
    );
    house.world.advance(HOUR);
    house.world.settle().await;
    assert_eq!(
        (state(&mut dana, &path).await.as_str(), badges(&house, "dana").await),
        ("verified", 1)
    );
}

#[tokio::test]
async fn where_there_is_a_second_nothing_counts_without_them() {
    let house = house().await;
    let (mut dana, path, desk) = waiting(&house).await;
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    jules.post(&format!("{desk}/approve"), &YES).await;
    let seen = kofi.get(&desk).await.json();
    assert_eq!((&seen["may_second"], &seen["counts_at"]), (&true.into(), &Value::Null));
    house.world.advance(10 * DAY);
    house.world.settle().await;
    assert_eq!(state(&mut dana, &path).await, "pending");
    house.world.advance(4 * DAY);
    house.world.settle().await;
    let late = house.browser_of("kofi").await.post(&format!("{desk}/agree"), &[]).await;
    assert_eq!(late.short(), "404 not_found", "a decision that nobody seconds is over");
    let mut jules = house.browser_of("jules").await;
    assert_eq!(jules.post(&format!("{desk}/approve"), &YES).await.short(), "200");
    let seen = jules.get(&desk).await.json();
    assert_eq!(seen["earlier"][0]["state"], "expired");
}

#[tokio::test]
async fn of_two_officers_at_once_one_counts() {
    let house = house().await;
    let (mut dana, path, desk) = waiting(&house).await;
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    let (yes, no) = (format!("{desk}/approve"), format!("{desk}/reject"));
    let (one, other) =
        tokio::join!(jules.post(&yes, &YES), kofi.post(&no, &[("reason", "no_proof")]));
    let mut both = [one.short(), other.short()];
    both.sort();
    assert_eq!(both, ["200", "409 already_proposed"]);
    let (mut ivy, mut noor) = (officer(&house, "ivy").await, officer(&house, "noor").await);
    let (yes, no) = (format!("{desk}/agree"), format!("{desk}/decline"));
    let (one, other) = tokio::join!(ivy.post(&yes, &[]), noor.post(&no, &[("finding", "Wait")]));
    let agreed = one.short() == "200";
    assert_ne!(agreed, other.short() == "200", "{} {}", one.short(), other.short());
    assert_eq!(state(&mut dana, &path).await != "pending", agreed);
}

#[tokio::test]
async fn officers_of_one_house_do_not_second_each_other() {
    let house = house().await;
    let (_, _, desk) = waiting(&house).await;
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    for handle in ["jules", "kofi"] {
        crate::set_conflict_group(&house.world.db, handle, "Maple").await.unwrap();
    }
    jules.post(&format!("{desk}/approve"), &YES).await;
    let refused = kofi.post(&format!("{desk}/agree"), &[]).await;
    assert_eq!(refused.short(), "403 same_conflict_group");
    assert_eq!(kofi.get(&desk).await.json()["may_second"], false);
}

#[tokio::test]
async fn a_decision_leaves_the_desk_before_it_counts() {
    let house = house().await;
    let (mut dana, path, desk) = waiting(&house).await;
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    let no = format!("{desk}/reject");
    jules.post(&no, &[("reason", "no_proof")]).await;
    assert_eq!(kofi.post(&format!("{desk}/undo"), &[]).await.short(), "403 not_proposer");
    let why = kofi.post(&format!("{desk}/decline"), &[]).await;
    assert_eq!(why.short(), "422 invalid finding=required");
    let declined = kofi.post(&format!("{desk}/decline"), &[("finding", "They called me")]).await;
    assert_eq!(declined.short(), "200");
    jules.post(&no, &[("reason", "no_proof")]).await;
    assert_eq!(jules.post(&format!("{desk}/undo"), &[]).await.short(), "200");
    house.world.advance(50 * HOUR);
    house.world.settle().await;
    assert_eq!(state(&mut dana, &path).await, "pending");
}

#[tokio::test]
async fn the_impostor_is_told_why_and_the_case_is_closed() {
    let house = house().await;
    import_good(&house, "cpso", &[chen()]).await;
    let mut chen = worker(&house, "chen").await;
    let held = claim(&mut chen, "cpso physician", "99001", "Chen Li").await;
    prove(&house, &mut chen, &held, "chen.li@clinic.example").await;
    let mut max = worker(&house, "max").await;
    let path = claim(&mut max, "cpso physician", "99001", "Max Wellness").await;
    let desk = path.replace("/settings/credentials/", "/officer/claims/");
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    let seen = jules.get(&desk).await.json();
    assert_eq!(seen["rivals"][0]["handle"], "chen");
    assert_eq!((&seen["row"]["family"], &seen["case"]), (&"Li".into(), &"CR-1".into()));
    // The register has another name: no officer can say yes by mistake.
    assert_eq!(jules.post(&format!("{desk}/approve"), &YES).await.short(), "409 evidence_too_weak");
    jules.post(&format!("{desk}/reject"), &[("reason", "other_person")]).await;
    kofi.post(&format!("{desk}/agree"), &[]).await;
    assert_eq!(state(&mut max, &path).await, "rejected");
    assert!(card(&house, "max").await.standing.claimed_unconfirmed);
    assert!(!card(&house, "chen").await.standing.claimed_unconfirmed);
    let history = max.get(&format!("{path}/history")).await.json();
    assert_eq!(history["changes"][0]["detail"], "other_person");
    assert!(notices(&house, "max").await.contains(&"claim_decided".to_owned()));
    assert_eq!(
        house.count("SELECT COUNT(*) FROM identity_conflict WHERE closed_at IS NULL").await,
        0
    );
    assert_eq!((badges(&house, "chen").await, badges(&house, "max").await), (1, 0));
    assert_eq!(jules.get("/officer/claims").await.json()["count"], 0);
}

#[tokio::test]
async fn the_desk_is_for_officers_and_never_for_oneself() {
    let house = house().await;
    let (mut dana, _, desk) = waiting(&house).await;
    for path in ["/officer/claims".to_owned(), desk.clone()] {
        assert_eq!(dana.get(&path).await.short(), "403 officer_only");
        assert_eq!(house.browser().get(&path).await.short(), "401 sign_in_required");
    }
    for act in ["approve", "reject", "agree", "decline", "undo", "appeal"] {
        assert_eq!(dana.post(&format!("{desk}/{act}"), &[]).await.short(), "403 officer_only");
    }
    let mut jules = officer(&house, "jules").await;
    let own = claim(&mut jules, "cno registered_nurse", "777", "Jules Roy").await;
    let own = own.replace("/settings/credentials/", "/officer/claims/");
    assert_eq!(jules.get(&own).await.short(), "403 claim_own");
    assert_eq!(jules.post(&format!("{own}/approve"), &YES).await.short(), "403 claim_own");
    let open = jules.post(&format!("{desk}/approve"), &YES[1..4]).await;
    assert_eq!(open.short(), "422 invalid check_register=required finding=required");
    assert_eq!(
        jules.post(&format!("{desk}/reject"), &[]).await.short(),
        "422 invalid reason=required"
    );
}

#[tokio::test]
async fn after_a_decision_the_next_claim_is_on_the_desk() {
    let house = house().await;
    let (_, _, first) = waiting(&house).await;
    let mut omar = worker(&house, "omar").await;
    let second = claim(&mut omar, "cno practical_nurse", "88", "Omar Aziz").await;
    let second = second.rsplit('/').next().unwrap().to_owned();
    let mut jules = officer(&house, "jules").await;
    let seen = jules.post(&format!("{first}/approve"), &YES).await.json();
    assert_eq!(seen["next"].as_str(), Some(second.as_str()));
    let gone = jules
        .clone()
        .page()
        .post(&format!("/officer/claims/{second}/reject"), &[("reason", "no_proof")])
        .await;
    assert!(gone.header("location").starts_with("/officer/claims?"), "{}", gone.header("location"));
}

#[tokio::test]
async fn one_number_has_one_owner() {
    let house = house().await;
    let (mut dana, path) = proved_dana(&house).await;
    let mut max = worker(&house, "max").await;
    let second = claim_dana(&mut max).await;
    let desk = second.replace("/settings/credentials/", "/officer/claims/");
    let mut jules = officer(&house, "jules").await;
    assert_eq!(jules.post(&format!("{desk}/approve"), &YES).await.short(), "409 number_held");
    dana.post(&format!("{path}/withdraw"), &[]).await;
    assert_eq!(jules.post(&format!("{desk}/approve"), &YES).await.short(), "200");
    assert_eq!((badges(&house, "dana").await, badges(&house, "max").await), (0, 0));
}

#[tokio::test]
async fn a_decision_is_void_once_the_number_is_somebody_elses() {
    let house = house().await;
    import_good(&house, "cno", &[dana()]).await;
    let mut max = worker(&house, "max").await;
    let early = claim_dana(&mut max).await;
    let desk = early.replace("/settings/credentials/", "/officer/claims/");
    let mut jules = officer(&house, "jules").await;
    assert_eq!(jules.post(&format!("{desk}/approve"), &YES).await.short(), "200");
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    prove(&house, &mut dana, &path, "dana.roy@work.example").await;
    house.world.advance(49 * HOUR);
    house.world.settle().await;
    assert_eq!(state(&mut max, &early).await, "conflict");
    assert_eq!((badges(&house, "dana").await, badges(&house, "max").await), (1, 0));
}
