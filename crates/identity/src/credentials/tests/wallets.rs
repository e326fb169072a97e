use std::sync::Arc;

use commonround_credential::{
    Credential, Reveal, SignKey, StatusEntry, StatusList, StatusRef, Width, issue_credential,
    issue_status_token, jwks, present_credential,
};
use commonround_kernel::ports::{Ask, Fetch, Fetched, NoFetch, Promise};
use commonround_kernel::{Env, Error, Result};
use parking_lot::Mutex;
use serde_json::{Map, Value, json};

use super::stage::*;
use crate::tests::house::{Browser, DAY, HOUR, House, URL, house_with_outside};
use crate::{NewIssuer, add_issuer, list_issuers, withdraw_issuer};

const COLLEGE: &str = "https://college.example";
const KIND: &str = "https://college.example/registration";
const LIST: &str = "https://college.example/status/1";
const PLACE: usize = 42;

fn key(byte: u8) -> SignKey {
    SignKey::from_bytes(&[byte; 32]).unwrap()
}

/// The college's list as it stands; `None` while nobody answers.
#[derive(Clone)]
struct Lists {
    entry: Arc<Mutex<Option<StatusEntry>>>,
    env: Arc<Mutex<Option<Env>>>,
}

impl Fetch for Lists {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Promise<'a, Result<Fetched>> {
        assert_eq!(ask.types, ["application/statuslist+jwt"]);
        let (entry, env) = (*self.entry.lock(), self.env.lock().clone());
        let token = entry.zip(env).filter(|_| ask.url == LIST).map(|(entry, env)| {
            let mut list = StatusList::new(Width::Two, 1_000).unwrap();
            assert!(list.set(PLACE, entry));
            let now = env.now().millis() / 1_000;
            issue_status_token(&list, COLLEGE, LIST, 3_600, &key(7), now).unwrap()
        });
        let media_type = ask.types[0].to_owned();
        let fetched = token.map(|token| Fetched { media_type, body: token.into_bytes() });
        Box::pin(std::future::ready(fetched.ok_or(Error::Unavailable("outside_unreachable"))))
    }
}

/// The college with one key of its own.
fn college() -> NewIssuer {
    NewIssuer {
        url: COLLEGE.to_owned(),
        name: "College of Nurses".to_owned(),
        jwks: jwks(&[key(7).public()]).to_string(),
        kind: KIND.to_owned(),
        registers: vec!["cno".to_owned()],
    }
}

async fn trusting_house() -> (House, Lists) {
    let lists =
        Lists { entry: Arc::new(Mutex::new(Some(StatusEntry::Valid))), env: Arc::default() };
    let house = house_with_outside(Arc::new(lists.clone())).await;
    add_issuer(&house.world.db, college()).await.unwrap();
    *lists.env.lock() = Some(house.world.env.clone());
    (house, lists)
}

fn fields(value: &Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn shown(house: &House, issuer: u8, number: &str, audience: &str, nonce: &str) -> String {
    let now = house.world.env.now().millis() / 1_000;
    let (holder, mut n) = (key(8), 0_u8);
    let open =
        json!({ "profession": "registered_nurse", "jurisdiction": "CA-ON", "register": "cno" });
    let credential = Credential {
        issuer: COLLEGE,
        kind: KIND,
        holder: holder.public(),
        issued_at_secs: now - 60,
        expires_at_secs: now + 365 * 86_400,
        status: Some(StatusRef { uri: LIST.to_owned(), index: PLACE }),
        open: fields(&open),
        hidden: fields(&json!({ "number": number, "family": "Roy", "given": "Dana" })),
    };
    let salt = || {
        n += 1;
        [n; 16]
    };
    let issued = issue_credential(&credential, &key(issuer), salt).unwrap();
    let reveal = Reveal { claims: &["number", "family", "given"], audience, nonce };
    present_credential(&issued, &reveal, &holder, now).unwrap()
}

async fn nonce(browser: &mut Browser, path: &str) -> String {
    let asked = browser.post(&format!("{path}/wallet"), &[]).await;
    assert_eq!(asked.header("cache-control"), "no-store");
    asked.json()["nonce"].as_str().unwrap().to_owned()
}

async fn present(browser: &mut Browser, path: &str, presentation: &str) -> String {
    browser.post(&format!("{path}/presentation"), &[("presentation", presentation)]).await.short()
}

#[tokio::test]
async fn a_signed_credential_makes_a_badge_once() {
    let (house, _) = trusting_house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let word = nonce(&mut dana, &path).await;
    let answer = shown(&house, 7, "0123456", URL, &word);
    assert_eq!(present(&mut dana, &path, &answer).await, "200");
    let claim = dana.get(&path).await.json();
    assert_eq!(
        (&claim["state"], &claim["level"]),
        (&"verified".into(), &"signed_credential".into())
    );
    assert_eq!(badges(&house, "dana").await, 1);
    let standing = card(&house, "dana").await.standing;
    assert_eq!(standing.badges[0].issuer.as_deref(), Some("College of Nurses"));
    let mut max = worker(&house, "max").await;
    let other = claim_dana(&mut max).await;
    assert_eq!(present(&mut max, &other, &answer).await, "409 claim_conflict");
}

#[tokio::test]
async fn what_is_wrong_with_a_presentation_is_said() {
    let (house, lists) = trusting_house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let old = nonce(&mut dana, &path).await;
    let word = nonce(&mut dana, &path).await;
    let replay = shown(&house, 7, "0123456", URL, &old);
    assert_eq!(present(&mut dana, &path, &replay).await, "422 invalid presentation=wrong_nonce");
    let again = shown(&house, 7, "0123456", URL, &word);
    assert_eq!(present(&mut dana, &path, &again).await, "410 code_expired", "the word is spent");
    let table = [
        (7, "0123456", "https://other.example", "wrong_aud"),
        (9, "0123456", URL, "bad_signature"),
        (7, "7777777", URL, "about_another"),
    ];
    for (issuer, number, audience, why) in table {
        let word = nonce(&mut dana, &path).await;
        let answer = shown(&house, issuer, number, audience, &word);
        let expect = format!("422 invalid presentation={why}");
        assert_eq!(present(&mut dana, &path, &answer).await, expect);
    }
    for (entry, expect) in [
        (Some(StatusEntry::Invalid), "422 invalid presentation=revoked"),
        (Some(StatusEntry::Suspended), "422 invalid presentation=suspended"),
        (None, "503 status_list_unreachable"),
    ] {
        *lists.entry.lock() = entry;
        let word = nonce(&mut dana, &path).await;
        let answer = shown(&house, 7, "0123456", URL, &word);
        assert_eq!(present(&mut dana, &path, &answer).await, expect);
    }
    assert_eq!(badges(&house, "dana").await, 0);
}

#[tokio::test]
async fn a_list_is_asked_each_day_and_waited_for_a_day() {
    let (house, lists) = trusting_house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let word = nonce(&mut dana, &path).await;
    assert_eq!(present(&mut dana, &path, &shown(&house, 7, "0123456", URL, &word)).await, "200");
    house.world.advance(DAY);
    house.world.settle().await;
    let claim = dana.get(&path).await.json();
    let checked: commonround_kernel::Timestamp =
        claim["checked_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(checked, house.world.env.now());
    *lists.entry.lock() = None;
    house.world.advance(DAY);
    for _ in 0..24 {
        house.world.settle().await;
        assert_eq!(badges(&house, "dana").await, 1);
        house.world.advance(HOUR);
    }
    house.world.settle().await;
    assert_eq!(
        (state(&mut dana, &path).await.as_str(), badges(&house, "dana").await),
        ("recheck", 0)
    );
}

#[tokio::test]
async fn a_revocation_on_the_list_ends_the_badge() {
    let (house, lists) = trusting_house().await;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    let word = nonce(&mut dana, &path).await;
    assert_eq!(present(&mut dana, &path, &shown(&house, 7, "0123456", URL, &word)).await, "200");
    *lists.entry.lock() = Some(StatusEntry::Suspended);
    house.world.advance(DAY);
    house.world.settle().await;
    assert_eq!(
        (state(&mut dana, &path).await.as_str(), badges(&house, "dana").await),
        ("suspended", 0)
    );
}

#[tokio::test]
async fn an_issuer_that_is_withdrawn_vouches_for_nobody() {
    let (house, _) = trusting_house().await;
    let db = &house.world.db;
    let mut dana = worker(&house, "dana").await;
    let path = claim_dana(&mut dana).await;
    assert_eq!(dana.get(&path).await.json()["issuers"][0], "College of Nurses");
    let word = nonce(&mut dana, &path).await;
    assert_eq!(present(&mut dana, &path, &shown(&house, 7, "0123456", URL, &word)).await, "200");
    assert_eq!(withdraw_issuer(db, COLLEGE).await.unwrap(), 1);
    assert_eq!(withdraw_issuer(db, COLLEGE).await.unwrap(), 0, "twice is harmless");
    assert_eq!(
        (state(&mut dana, &path).await.as_str(), badges(&house, "dana").await),
        ("recheck", 0)
    );
    let word = nonce(&mut dana, &path).await;
    let again = shown(&house, 7, "0123456", URL, &word);
    assert_eq!(
        present(&mut dana, &path, &again).await,
        "422 invalid presentation=untrusted_issuer"
    );
    assert_eq!(dana.get(&path).await.json()["issuers"], json!([]));
    add_issuer(db, college()).await.unwrap();
    let word = nonce(&mut dana, &path).await;
    assert_eq!(present(&mut dana, &path, &shown(&house, 7, "0123456", URL, &word)).await, "200");
    assert_eq!((badges(&house, "dana").await, list_issuers(db).await.unwrap().len()), (1, 1));
    let acts =
        "SELECT COUNT(*) FROM db_audit WHERE action IN ('issuer_trusted', 'issuer_withdrawn')";
    assert_eq!(house.count(acts).await, 3);
}

#[tokio::test]
async fn what_is_no_issuer_is_refused() {
    let house = house_with_outside(Arc::new(NoFetch)).await;
    type Spoil = fn(&mut NewIssuer);
    let table: [(Spoil, &str); 6] = [
        (|new| new.url = "http://college.example".to_owned(), "url=malformed"),
        (|new| new.name = " ".to_owned(), "name=required"),
        (|new| new.jwks = "{}".to_owned(), "jwks=malformed"),
        (|new| new.kind = String::new(), "kind=malformed"),
        (|new| new.registers.clear(), "register=unknown"),
        (|new| new.registers.push("nobody".to_owned()), "register=unknown"),
    ];
    for (spoil, expect) in table {
        let mut new = college();
        spoil(&mut new);
        let Err(Error::Invalid(wrong)) = add_issuer(&house.world.db, new).await else {
            panic!("{expect}");
        };
        let problem = &wrong.problems()[0];
        assert_eq!(format!("{}={}", problem.field, problem.why), expect);
    }
    assert!(matches!(withdraw_issuer(&house.world.db, COLLEGE).await, Err(Error::NotFound)));
}
