use commonround_credential::{
    Expect, Freshness, Issuer, Refused, Reveal, StatusEntry, Trust, present_credential,
    verify_presentation,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::stage::{
    DAY, KIND, LIST, NONCE, NOW, US, bound, college, digest, forged, holder_key, issued, list,
    payload, shown, signed_by_issuer, stranger_key, verify, verify_at,
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
    assert_eq!(refused(&with("_sd_alg", json!("md5"))), "wrong_digest_alg");
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
    assert_eq!(trusted(Issuer { types: vec![], ..college() }), "wrong_vct");
    assert_eq!(
        trusted(Issuer { professions: vec!["physician".into()], ..college() }),
        "outside_scope"
    );
    assert_eq!(trusted(Issuer { registers: vec!["cpso".into()], ..college() }), "outside_scope");
    let keys = vec![stranger_key().public().clone()];
    assert_ne!(trusted(Issuer { keys, ..college() }), "accepted");
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
    assert_eq!(told(Some(&list(StatusEntry::Other(3))), NOW), Err(Refused::Recheck));
}

#[test]
fn a_status_of_another_kind_is_not_no_status() {
    assert_eq!(refused(&with("status", json!({ "other": 1 }))), "missing_claim");
}

proptest! {
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
