use commonround_credential::{
    PROOF_SECS, Proof, ProofStatus, Refused, Scope, SignedProof, issue_proof, verify_proof,
};
use serde_json::json;

use crate::stage::{NOW, US, holder_key, issuer_key, signed_by_issuer};

fn proof() -> Proof {
    let (profession, jurisdiction) = ("registered_nurse".to_owned(), "CA-ON".to_owned());
    Proof {
        issuer: US.to_owned(),
        subject: format!("{US}/@dana"),
        kind: "professional".to_owned(),
        scope: vec![Scope { profession, jurisdiction, register: "cno".to_owned(), number: None }],
        status: ProofStatus::Active,
        checked_at: NOW - 60,
    }
}

fn signed() -> SignedProof {
    issue_proof(proof(), &issuer_key(), NOW).unwrap()
}

fn refused(signature: &str, issuer: &str, now_secs: i64) -> &'static str {
    let keys = [issuer_key().public().clone()];
    let found = verify_proof(signature, issuer, &keys, now_secs);
    found.map_or_else(Refused::code, |_| "accepted")
}

#[test]
fn what_is_shown_is_what_was_signed() {
    let keys = [holder_key().public().clone(), issuer_key().public().clone()];
    assert_eq!(verify_proof(&signed().signature, US, &keys, NOW), Ok(proof()));
}

#[test]
fn a_proof_reads_as_programs_expect_it() {
    let mut shown = serde_json::to_value(signed()).unwrap();
    assert!(shown.as_object_mut().unwrap().remove("signature").is_some());
    let scope = json!([
        { "profession": "registered_nurse", "jurisdiction": "CA-ON", "register": "cno" },
    ]);
    let wanted = json!({
        "issuer": US, "subject": format!("{US}/@dana"), "type": "professional", "scope": scope,
        "status": "active", "checkedAt": NOW - 60, "validUntil": NOW + PROOF_SECS,
    });
    assert_eq!(shown, wanted);
}

#[test]
fn a_proof_is_good_for_a_day_and_for_its_own_server() {
    let signature = signed().signature;
    assert_eq!(refused(&signature, US, NOW + PROOF_SECS - 1), "accepted");
    assert_eq!(refused(&signature, US, NOW + PROOF_SECS), "expired");
    assert_eq!(refused(&signature, US, NOW - 61), "not_yet_valid");
    assert_eq!(refused(&signature, "https://other.example", NOW), "untrusted_issuer");
    let other = issue_proof(proof(), &holder_key(), NOW).unwrap();
    assert_eq!(refused(&other.signature, US, NOW), "bad_signature");
    assert_eq!(refused("", US, NOW), "malformed");
}

#[test]
fn no_proof_is_good_for_longer_than_a_day() {
    let lasting = |secs: i64| {
        let mut payload = serde_json::to_value(proof()).unwrap();
        payload["iat"] = json!(NOW);
        payload["exp"] = json!(NOW + secs);
        let header = json!({ "alg": "ES256", "typ": "commonround-proof+jwt" });
        refused(&signed_by_issuer(&header, &payload), US, NOW)
    };
    assert_eq!(lasting(PROOF_SECS), "accepted");
    assert_eq!(lasting(PROOF_SECS + 1), "expired");
}
