use commonround_credential::{
    Expect, Freshness, Issuer, Refused, Remit, Reveal, StatusEntry, StatusList, Trust, Width,
    issue_status_token, present_credential, verify_presentation, verify_status_token,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::stage::{
    DAY, KIND, LIST, NONCE, NOW, US, bound, bound_as, bound_with, college, digest, forged,
    forged_list, holder_key, issued, issuer_key, list, payload, remit, shown, signed_by_issuer,
    stranger_key, verify, verify_at,
};

fn refused(presentation: &str) -> &'static str {
    verify(presentation).map_or_else(Refused::code, |_| "accepted")
}

fn trusted(issuer: Issuer) -> &'static str {
    let expect = Expect { audience: US, nonce: NONCE, types: &[KIND] };
    let found = verify_presentation(&shown(), &Trust::new([issuer]), &expect, NOW);
    found.map_or_else(Refused::code, |_| "accepted")
}

/// Changes what the college signed.
fn with(name: &str, value: Value) -> String {
    let mut payload = payload();
    payload[name] = value;
    forged(&payload, &[])
}

fn without(name: &str) -> String {
    let mut payload = payload();
    payload.as_object_mut().unwrap().remove(name);
    forged(&payload, &[])
}

#[test]
fn what_the_holder_shows_is_read_and_the_rest_is_not() {
    let verified = verify(&shown()).unwrap();
    assert_eq!(verified.text("number"), Some("0123456"));
    assert_eq!(verified.text("family"), Some("Roy"));
    assert_eq!(verified.text("given"), None);
    assert_eq!(verified.text("profession"), Some("nurse"));
    assert_eq!(verified.freshness(), Freshness::Fresh);
    assert!(verified.claims().keys().all(|name| !name.starts_with("_sd")));
}

#[test]
fn another_audience_occasion_or_moment_is_refused() {
    let reveal = Reveal { claims: &[], audience: US, nonce: NONCE };
    let show =
        |reveal: Reveal<'_>, at| present_credential(&issued(), &reveal, &holder_key(), at).unwrap();
    assert_eq!(
        refused(&show(Reveal { audience: "https://evil.example", ..reveal }, NOW)),
        "wrong_aud"
    );
    assert_eq!(refused(&show(Reveal { nonce: "n-old", ..reveal }, NOW)), "wrong_nonce");
    assert_eq!(refused(&show(reveal, NOW - 301)), "stale_iat");
    assert_eq!(refused(&show(reveal, NOW - 300)), "accepted");
    assert_eq!(refused(&show(reveal, NOW + 61)), "future_iat");
}

#[test]
fn nobody_shows_the_credential_of_another() {
    let reveal = Reveal { claims: &[], audience: US, nonce: NONCE };
    let stolen = present_credential(&issued(), &reveal, &stranger_key(), NOW).unwrap();
    assert_eq!(refused(&stolen), "wrong_holder");
    assert_eq!(refused(&issued()), "missing_key_binding");
    assert_eq!(refused(&without("cnf")), "missing_cnf");
}

#[test]
fn disclosures_are_those_that_were_signed_and_bound() {
    let shown = shown();
    let (before, proof) = shown.rsplit_once('~').unwrap();
    let (fewer, _) = before.rsplit_once('~').unwrap();
    assert_eq!(refused(&format!("{fewer}~{proof}")), "wrong_sd_hash");
    assert_eq!(refused(&bound(&format!("{fewer}~"))), "accepted");
    let invented = forged(&payload(), &[json!(["salt", "number", "99001"])]);
    assert_eq!(refused(&invented), "unknown_disclosure");
    let (_, last) = before.rsplit_once('~').unwrap();
    assert_eq!(refused(&bound(&format!("{before}~{last}~"))), "duplicate_digest");
}

#[test]
fn a_digest_stands_once_and_hides_nothing_that_decides() {
    let number = json!(["salt", "number", "0123456"]);
    let twice = with("_sd", json!([digest(&number), digest(&number)]));
    assert_eq!(refused(&twice), "duplicate_digest");
    for name in ["exp", "cnf", "status", "iss", "vct"] {
        let hidden = json!(["salt", name, "anything"]);
        let mut payload = payload();
        payload["_sd"] = json!([digest(&hidden)]);
        payload.as_object_mut().unwrap().remove(name);
        assert_ne!(refused(&forged(&payload, &[hidden])), "accepted", "{name}");
    }
    let again = json!(["salt", "profession", "physician"]);
    let mut payload = payload();
    payload["_sd"] = json!([digest(&again)]);
    assert_eq!(refused(&forged(&payload, &[again])), "duplicate_claim");
}

#[test]
fn only_our_algorithms_and_this_kind_of_document_count() {
    let headed = |header: Value| bound(&format!("{}~", signed_by_issuer(&header, &payload())));
    assert_eq!(refused(&headed(json!({ "alg": "ES256", "typ": "dc+sd-jwt" }))), "accepted");
    for alg in ["none", "HS256", "ES384", "es256"] {
        assert_eq!(refused(&headed(json!({ "alg": alg, "typ": "dc+sd-jwt" }))), "wrong_alg");
    }
    assert_eq!(refused(&headed(json!({ "alg": "ES256", "typ": "JWT" }))), "wrong_typ");
    assert_eq!(refused(&headed(json!({ "typ": "dc+sd-jwt" }))), "wrong_alg");
    let before = format!("{}~", signed_part());
    let proved = |header: Value| refused(&bound_as(&header, &before, &json!({ "iat": NOW })));
    assert_eq!(proved(json!({ "alg": "none", "typ": "kb+jwt" })), "wrong_alg");
    assert_eq!(proved(json!({ "alg": "HS256", "typ": "kb+jwt" })), "wrong_alg");
    assert_eq!(proved(json!({ "alg": "ES256", "typ": "dc+sd-jwt" })), "wrong_typ");
    assert_eq!(proved(json!({ "alg": "ES256", "typ": "kb+jwt", "crit": ["x"] })), "malformed");
    assert_eq!(refused(&with("_sd_alg", json!("md5"))), "wrong_digest_alg");
}

#[test]
fn nothing_is_read_without_a_limit() {
    let nested = |depth| (0..depth).fold(json!(1), |value, _| json!({ "within": value }));
    assert_eq!(refused(&with("extra", nested(15))), "accepted");
    assert_eq!(refused(&with("extra", nested(17))), "too_large");
    let inner = json!(["salt", "inner", nested(16)]);
    let mut payload = payload();
    payload["_sd"] = json!([digest(&inner)]);
    assert_eq!(refused(&forged(&payload, &[inner])), "too_large");
    assert_eq!(refused(&bound(&format!("{}~{}", signed_part(), "e30~".repeat(257)))), "too_large");
    assert_eq!(refused(&"x".repeat(64 * 1024 + 1)), "too_large");
}

#[test]
fn a_credential_has_its_time() {
    assert_eq!(refused(&with("exp", json!(NOW))), "expired");
    assert_eq!(refused(&with("exp", json!(NOW + 1))), "accepted");
    assert_eq!(refused(&without("exp")), "missing_claim");
    assert_eq!(refused(&with("exp", json!("tomorrow"))), "missing_claim");
    assert_eq!(refused(&with("nbf", json!(NOW + 61))), "not_yet_valid");
}

#[test]
fn the_issuer_is_trusted_for_what_it_says_and_no_more() {
    assert_eq!(trusted(college()), "accepted");
    assert_eq!(
        trusted(Issuer { url: "https://other.example".into(), ..college() }),
        "untrusted_issuer"
    );
    assert_eq!(trusted(Issuer { remits: vec![], ..college() }), "wrong_vct");
    let other = Remit { kind: "https://college.example/gym".into(), ..Remit::default() };
    assert_eq!(trusted(Issuer { remits: vec![other], ..college() }), "wrong_vct");
    let keys = vec![stranger_key().public().clone()];
    assert_ne!(trusted(Issuer { keys, ..college() }), "accepted");
}

#[test]
fn a_remit_counts_as_a_whole() {
    let with = |remits| trusted(Issuer { remits, ..college() });
    let ours = remit("nurse", "CA-ON", "cno");
    for other in [
        remit("physician", "CA-ON", "cno"),
        remit("nurse", "CA-QC", "cno"),
        remit("nurse", "CA-ON", "cpso"),
        Remit { kind: KIND.into(), ..Remit::default() },
        Remit { jurisdiction: None, ..ours.clone() },
    ] {
        assert_eq!(with(vec![other.clone()]), "outside_scope", "{other:?}");
        assert_eq!(with(vec![other, ours.clone()]), "accepted");
    }
    let mixed = vec![remit("nurse", "CA-QC", "cno"), remit("midwife", "CA-ON", "cno")];
    assert_eq!(with(mixed), "outside_scope", "one word of each");
}

#[test]
fn what_a_remit_names_has_to_be_said() {
    for claim in ["profession", "jurisdiction", "register"] {
        assert_eq!(refused(&without(claim)), "missing_claim", "{claim}");
        assert_eq!(refused(&with(claim, json!(["nurse"]))), "outside_scope", "{claim}");
    }
}

#[test]
fn the_holder_may_bind_the_proof_to_a_shorter_time() {
    let times = |times: Value| refused(&bound_with(&format!("{}~", signed_part()), &times));
    assert_eq!(times(json!({ "iat": NOW, "exp": NOW + 1, "nbf": NOW + 60 })), "accepted");
    assert_eq!(times(json!({ "iat": NOW, "exp": NOW })), "stale_iat");
    assert_eq!(times(json!({ "iat": NOW - 301, "exp": NOW + 9 })), "stale_iat");
    assert_eq!(times(json!({ "iat": NOW, "nbf": NOW + 61 })), "future_iat");
    assert_eq!(times(json!({})), "missing_claim");
}

fn signed_part() -> String {
    issued().split_once('~').unwrap().0.to_owned()
}

#[test]
fn a_list_is_asked_again_within_a_day_whatever_it_says() {
    let token = |changes: Value| {
        let lst = "eNrbuRgAAhcBXQ"; // the draft's example of one bit
        let mut payload = json!({
            "sub": LIST, "iat": NOW, "status_list": { "bits": 1, "lst": lst },
        });
        let changes = changes.as_object().unwrap().clone();
        payload.as_object_mut().unwrap().extend(changes);
        verify_status_token(&forged_list(&payload), LIST, &college(), NOW)
    };
    let fresh = |changes| token(changes).unwrap().fresh_until_secs() - NOW;
    assert_eq!(fresh(json!({})), DAY / 2);
    assert_eq!(fresh(json!({ "ttl": 3_600 })), 3_600);
    assert_eq!(fresh(json!({ "ttl": 900 * DAY })), DAY);
    assert_eq!(fresh(json!({ "ttl": -5 })), 0);
    assert_eq!(fresh(json!({ "exp": NOW + 60 })), 60);
    let wrong = |changes| token(changes).map_or_else(Refused::code, |_| "accepted");
    assert_eq!(wrong(json!({ "exp": NOW })), "expired");
    assert_eq!(wrong(json!({ "iat": NOW + 61 })), "not_yet_valid");
    assert_eq!(wrong(json!({ "sub": "https://college.example/status/2" })), "wrong_status_list");
    assert_eq!(wrong(json!({ "iss": US })), "wrong_status_list");
    assert_eq!(
        wrong(json!({ "status_list": { "bits": 3, "lst": "eNrbuRgAAhcBXQ" } })),
        "malformed"
    );
    let list = token(json!({})).unwrap();
    let ones: Vec<_> = (0..17).filter(|at| list.read(*at) == Some(StatusEntry::Invalid)).collect();
    assert_eq!(ones, [0, 3, 4, 5, 7, 8, 9, 13, 15]);
}

#[test]
fn the_status_list_has_the_last_word() {
    let expect = Expect { audience: US, nonce: NONCE, types: &[KIND] };
    let presented =
        || verify_presentation(&shown(), &Trust::new([college()]), &expect, NOW).unwrap();
    assert_eq!(presented().status().unwrap().uri, LIST);
    let told = |list, at| presented().conclude(list, at).map(|v| v.freshness());
    let (good, later) = (list(StatusEntry::Valid), NOW + 3_600);
    assert_eq!(told(Some(&good), later), Ok(Freshness::Fresh));
    assert_eq!(told(Some(&good), later + DAY), Ok(Freshness::Grace));
    assert_eq!(told(Some(&good), later + DAY + 1), Err(Refused::Recheck));
    assert_eq!(told(None, NOW), Err(Refused::Recheck));
    let (suspended, revoked) = (list(StatusEntry::Suspended), list(StatusEntry::Invalid));
    assert_eq!(told(Some(&suspended), NOW), Err(Refused::Suspended));
    assert_eq!(told(Some(&revoked), later + 9 * DAY), Err(Refused::Revoked));
    let other = list(StatusEntry::Other(3));
    assert_eq!(told(Some(&other), NOW), Err(Refused::Recheck));
    let elsewhere = Issuer { url: "https://other.example".into(), ..college() };
    let all_well = StatusList::new(Width::Two, 1_000).unwrap();
    let key = issuer_key();
    let theirs = issue_status_token(&all_well, &elsewhere.url, LIST, 60, &key, NOW).unwrap();
    let theirs = verify_status_token(&theirs, LIST, &elsewhere, NOW).unwrap();
    assert_eq!(told(Some(&theirs), NOW), Err(Refused::WrongStatusList), "somebody else's list");
    let payload = json!({
        "sub": LIST, "iat": NOW, "status_list": { "bits": 1, "lst": "eNrbuRgAAhcBXQ" },
    });
    let ours = verify_status_token(&forged_list(&payload), LIST, &college(), NOW).unwrap();
    assert_eq!(told(Some(&ours), NOW), Err(Refused::WrongStatusList), "does not reach so far");
}

#[test]
fn a_status_of_another_kind_is_not_no_status() {
    assert_eq!(refused(&with("status", json!({ "other": 1 }))), "missing_claim");
}

fn json_values() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec!["_sd", "...", "_sd_alg", "iss", "vct", "cnf", "a", "b"]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(|number| json!(number)),
        "[a-z.]{0,8}".prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(6, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::hash_map(names.clone(), inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

proptest! {
    /// Pieces swapped, doubled and cut: what reaches the deeper checks.
    #[test]
    fn no_mutation_makes_it_panic_or_pass(
        changes in prop::collection::vec((0_usize..4, any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let honest = shown();
        let mut bytes = honest.clone().into_bytes();
        for (kind, at, byte) in changes {
            let at = at.index(bytes.len().max(1));
            match kind {
                _ if bytes.is_empty() => break,
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at..),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        prop_assume!(text != honest);
        prop_assert!(verify(&text).is_err());
    }

    #[test]
    fn no_bytes_make_it_panic(text in ".{0,200}") {
        prop_assert!(verify(&text).is_err());
    }

    #[test]
    fn no_changed_byte_is_accepted(at in 0_usize..2_000, to in "[A-Za-z0-9_~.-]") {
        let mut shown = shown();
        let at = at % shown.len();
        prop_assume!(shown[at..=at] != to);
        shown.replace_range(at..=at, &to);
        prop_assert!(verify_at(&shown, NOW).is_err());
    }
}

proptest! {
    // Each case signs four times, without optimisation.
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a trusted issuer signs, with whatever disclosed, ends in an answer.
    #[test]
    fn no_signed_claims_make_it_panic(claims in json_values(), disclosed in json_values()) {
        let mut payload = payload();
        payload["extra"] = claims.clone();
        payload["_sd"] = json!([digest(&disclosed)]);
        let _ = verify(&forged(&payload, std::slice::from_ref(&disclosed)));
        let _ = verify(&forged(&claims, &[disclosed]));
    }
}
