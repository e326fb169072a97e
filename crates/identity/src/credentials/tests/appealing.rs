use commonround_kernel::Role;

use super::stage::*;
use crate::tests::house::{Browser, DAY, House, house};

const WORDS: (&str, &str) = ("words", "My married name is Li");
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n licence";

/// Max, whose claim on Chen's number two officers rejected; the desk of the claim.
async fn rejected(house: &House) -> (Browser, String, String) {
    import_good(house, "cpso", &[chen()]).await;
    let mut chen = worker(house, "chen").await;
    let held = claim(&mut chen, "cpso physician", "99001", "Chen Li").await;
    prove(house, &mut chen, &held, "chen.li@clinic.example").await;
    let mut max = worker(house, "max").await;
    let path = claim(&mut max, "cpso physician", "99001", "Max Wellness").await;
    let desk = path.replace("/settings/credentials/", "/officer/claims/");
    let (mut jules, mut kofi) = (officer(house, "jules").await, officer(house, "kofi").await);
    jules.post(&format!("{desk}/reject"), &[("reason", "other_person")]).await;
    assert_eq!(kofi.post(&format!("{desk}/agree"), &[]).await.short(), "200");
    (max, path, desk)
}

async fn struck(house: &House) -> u64 {
    let (keys, max) = (house.world.keys.clone(), house.persona_of("max").await);
    let read = house.world.db.read(move |tx| crate::strikes::count(tx, &keys, max));
    read.await.unwrap()
}

async fn answer(who: &mut Browser, desk: &str, ruling: &str) -> String {
    let form = [("ruling", ruling), ("answer", "We looked again")];
    who.post(&format!("{desk}/appeal"), &form).await.short()
}

#[tokio::test]
async fn an_officer_of_neither_side_answers_an_appeal() {
    let house = house().await;
    let (mut max, path, desk) = rejected(&house).await;
    let seen = max.get(&path).await.json();
    assert_eq!(seen["rejected_for"], "other_person");
    assert!(seen["appeal_until"].is_string());
    assert_eq!(struck(&house).await, 1);
    let appeal = format!("{path}/appeal");
    assert_eq!(max.post(&appeal, &[]).await.short(), "422 invalid words=required");
    assert_eq!(max.post(&appeal, &[WORDS]).await.short(), "200");
    assert_eq!(max.post(&appeal, &[WORDS]).await.short(), "409 claim_appealed");
    let (mut jules, mut kofi) = (house.browser_of("jules").await, house.browser_of("kofi").await);
    assert_eq!(jules.get("/officer/claims").await.json()["waiting"][0]["appealed"], true);
    for decider in [&mut jules, &mut kofi] {
        assert_eq!(decider.get(&desk).await.json()["appeal"]["may_rule"], false);
        assert_eq!(answer(decider, &desk, "grant").await, "403 appeal_own_decision");
    }
    let mut ivy = officer(&house, "ivy").await;
    assert_eq!(ivy.get(&desk).await.json()["appeal"]["words"], WORDS.1);
    let open = ivy.post(&format!("{desk}/appeal"), &[]).await;
    assert_eq!(open.short(), "422 invalid ruling=required answer=required");
    assert_eq!(answer(&mut ivy, &desk, "grant").await, "200");
    assert_eq!(answer(&mut ivy, &desk, "grant").await, "404 not_found");
    let seen = max.get(&path).await.json();
    assert_eq!((&seen["state"], &seen["appeal"]["state"]), (&"conflict".into(), &"granted".into()));
    assert!(!card(&house, "max").await.standing.claimed_unconfirmed);
    assert_eq!(struck(&house).await, 0);
    assert_eq!(ivy.get(&desk).await.json()["case"], "CR-1", "the case goes on");
    let history = max.get(&format!("{path}/history")).await.json();
    let details: Vec<_> =
        history["changes"].as_array().unwrap().iter().map(|c| &c["detail"]).collect();
    assert_eq!(details[1..4], ["appeal_granted", "appealed", "other_person"]);
}

#[tokio::test]
async fn an_officer_does_not_answer_the_appeal_of_another_name_of_theirs() {
    let house = house().await;
    let (mut max, path, desk) = rejected(&house).await;
    max.post(&format!("{path}/appeal"), &[WORDS]).await;
    let mut ivy = officer(&house, "ivy").await;
    let (keys, persona) = (house.world.keys.clone(), house.persona_of("max").await);
    let (_, actor) = crate::testing::sign_in(&house.world.db, "ivy").await;
    let join = house.world.db.write(move |tx| {
        let both = [actor.persona, persona];
        let sealed = crate::store::personas::seal_list(tx, &keys, actor.account, &both);
        crate::store::accounts::set_personas(tx, actor.account, &sealed)
    });
    join.await.unwrap();
    assert_eq!(ivy.get(&desk).await.json()["appeal"]["may_rule"], false);
    assert_eq!(answer(&mut ivy, &desk, "grant").await, "403 own_case");
}

#[tokio::test]
async fn an_appeal_that_is_not_right_changes_nothing_and_is_answered() {
    let house = house().await;
    let (mut max, path, desk) = rejected(&house).await;
    max.post(&format!("{path}/appeal"), &[WORDS]).await;
    let mut ivy = officer(&house, "ivy").await;
    assert_eq!(answer(&mut ivy, &desk, "uphold").await, "200");
    let seen = max.get(&path).await.json();
    assert_eq!((&seen["state"], &seen["appeal"]["state"]), (&"rejected".into(), &"upheld".into()));
    assert_eq!(seen["appeal"]["answer"], "We looked again");
    assert_eq!(seen["rejected_for"], "other_person");
    assert_eq!(struck(&house).await, 1);
    let again = max.post(&format!("{path}/appeal"), &[WORDS]).await;
    assert_eq!(again.short(), "409 claim_appealed", "one look for each no");
    assert_eq!(ivy.get("/officer/claims").await.json()["count"], 0);
    assert!(notices(&house, "max").await.contains(&"appeal_decided".to_owned()));
}

#[tokio::test]
async fn after_two_weeks_it_is_too_late() {
    let house = house().await;
    let (mut max, path, _) = rejected(&house).await;
    house.world.advance(14 * DAY);
    let late = max.post(&format!("{path}/appeal"), &[WORDS]).await;
    assert_eq!(late.short(), "409 appeal_too_late");
    assert!(max.get(&path).await.json()["appeal_until"].is_null());
    let mut other = worker(&house, "omar").await;
    assert_eq!(other.post(&format!("{path}/appeal"), &[WORDS]).await.short(), "404 not_found");
    let open = claim(&mut other, "cno practical_nurse", "88", "Omar Aziz").await;
    let early = other.post(&format!("{open}/appeal"), &[WORDS]).await;
    assert_eq!(early.short(), "409 claim_not_rejected");
}

#[tokio::test]
async fn officers_are_called_to_claims_conflicts_and_appeals() {
    let house = house().await;
    house.join("somebody", Role::Patient).await;
    let mut ivy = officer(&house, "ivy").await;
    let mut omar = worker(&house, "omar").await;
    claim(&mut omar, "cno practical_nurse", "88", "Omar Aziz").await;
    let calls = async |who| {
        let all = notices(&house, who).await;
        all.iter().filter(|kind| *kind == "duty_calls").count()
    };
    assert_eq!(calls("ivy").await, 1, "there is no file of the register: an officer has to look");
    let (mut max, path, _) = rejected(&house).await;
    assert_eq!(calls("ivy").await, 3, "of the conflict, and of the decision to second");
    max.post(&format!("{path}/appeal"), &[WORDS]).await;
    assert_eq!(calls("ivy").await, 4);
    assert_eq!((calls("somebody").await, calls("max").await), (0, 0));
    claim(&mut ivy, "cno practical_nurse", "89", "Ivy Ng").await;
    assert_eq!(calls("ivy").await, 4, "nobody is called to look at themselves");
}

fn paper(bytes: &[u8]) -> Vec<u8> {
    let head = "--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a\"\r\n\r\n";
    [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat()
}

async fn add(who: &mut Browser, path: &str, bytes: &[u8]) -> crate::tests::house::Seen {
    let kind = "multipart/form-data; boundary=x";
    who.post_raw(&format!("{path}/documents"), kind, &paper(bytes)).await
}

#[tokio::test]
async fn papers_are_seen_by_officers_and_gone_after_the_decision() {
    let house = house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let desk = path.replace("/settings/credentials/", "/officer/claims/");
    let added = add(&mut dana, &path, PNG).await;
    assert_eq!(added.status, 201, "{}", added.body);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let sealed = house.world.db.read(|tx| {
        tx.one("SELECT sealed FROM identity_claim_document", (), |row| row.get::<Vec<u8>>(0))
    });
    let sealed = sealed.await.unwrap();
    assert!(!sealed.windows(7).any(|bytes| bytes == b"licence"), "nothing lies there in clear");
    let (mut jules, mut kofi) = (officer(&house, "jules").await, officer(&house, "kofi").await);
    let at = format!("{desk}/documents/{id}");
    assert_eq!(dana.get(&at).await.short(), "403 officer_only");
    assert_eq!(jules.get(&format!("{desk}/documents/1")).await.short(), "404 not_found");
    let looked = "SELECT COUNT(*) FROM db_audit WHERE action = 'claim_document_read'";
    assert_eq!(house.count(looked).await, 0);
    let seen = jules.get_bytes(&at).await;
    assert_eq!((seen.0.as_str(), seen.1.as_slice()), ("image/png", PNG));
    assert_eq!(house.count(looked).await, 1);
    jules.post(&format!("{desk}/reject"), &[("reason", "no_proof")]).await;
    assert_eq!(kofi.get_bytes(&at).await.1, PNG, "the second officer looks too");
    kofi.post(&format!("{desk}/agree"), &[]).await;
    let kept = house.world.db.read(|tx| {
        let sql = "SELECT sealed, method, reviewer, sha256 FROM identity_claim_document";
        tx.one(sql, (), |row| {
            let sealed = row.get::<Option<Vec<u8>>>(0)?;
            Ok((sealed, row.get::<String>(1)?, row.get::<i64>(2)?, row.get::<Vec<u8>>(3)?))
        })
    });
    let (sealed, method, reviewer, digest) = kept.await.unwrap();
    assert_eq!((sealed, method.as_str(), digest.len()), (None, "no_proof", 32));
    assert_eq!(reviewer, house.persona_of("jules").await.get());
    let claim = dana.get(&path).await.json();
    assert!(claim["documents"][0]["gone_at"].is_string());
    assert_eq!(claim["documents"][0]["sha256"].as_str().unwrap().len(), 64);
    dana.post(&format!("{path}/appeal"), &[WORDS]).await;
    assert_eq!(jules.get(&at).await.short(), "410 document_gone");
}

#[tokio::test]
async fn what_is_no_paper_of_ones_own_open_claim_is_refused() {
    let house = house().await;
    let (mut dana, proved) = proved_dana(&house).await;
    assert_eq!(add(&mut dana, &proved, PNG).await.short(), "409 claim_current");
    let path = claim(&mut dana, "cno practical_nurse", "88", "Dana Roy").await;
    assert_eq!(
        add(&mut dana, &path, b"<svg>").await.short(),
        "422 invalid document=not_a_document"
    );
    assert_eq!(add(&mut dana, &path, b"").await.short(), "422 invalid document=required");
    let form = dana.post(&format!("{path}/documents"), &[]).await;
    assert_eq!(form.short(), "415 unsupported_type");
    let large = [PNG, &vec![0; 5 * 1024 * 1024]].concat();
    assert_eq!(add(&mut dana, &path, &large).await.short(), "413 file_too_large");
    let mut max = worker(&house, "max").await;
    assert_eq!(add(&mut max, &path, PNG).await.short(), "404 not_found");
    for _ in 0..5 {
        assert_eq!(add(&mut dana, &path, PNG).await.status, 201);
    }
    assert_eq!(add(&mut dana, &path, PNG).await.short(), "409 too_many_documents");
    dana.post(&format!("{path}/withdraw"), &[]).await;
    let here = "SELECT COUNT(*) FROM identity_claim_document WHERE sealed IS NOT NULL";
    assert_eq!(house.count(here).await, 0);
}
