//! An issuer, a holder and a verifier, and documents that no honest one of them would make.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commonround_credential::{
    Credential, Expect, Issuer, Presented, Refused, Remit, Reveal, SignKey, StatusEntry,
    StatusList, StatusRef, StatusToken, Trust, Verified, Width, issue_credential,
    issue_status_token, present_credential, verify_presentation, verify_status_token,
};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

pub const NOW: i64 = 1_800_000_000;
pub const DAY: i64 = 86_400;
pub const COLLEGE: &str = "https://college.example";
pub const US: &str = "https://maple.example";
pub const NONCE: &str = "n-7f3a";
pub const KIND: &str = "https://college.example/registration";
pub const LIST: &str = "https://college.example/status/1";
pub const INDEX: usize = 42;

const ISSUER_SECRET: [u8; 32] = [7; 32];
const HOLDER_SECRET: [u8; 32] = [8; 32];
const STRANGER_SECRET: [u8; 32] = [9; 32];

pub fn issuer_key() -> SignKey {
    SignKey::from_bytes(&ISSUER_SECRET).unwrap()
}

pub fn holder_key() -> SignKey {
    SignKey::from_bytes(&HOLDER_SECRET).unwrap()
}

pub fn stranger_key() -> SignKey {
    SignKey::from_bytes(&STRANGER_SECRET).unwrap()
}

pub fn college() -> Issuer {
    Issuer {
        url: COLLEGE.to_owned(),
        keys: vec![issuer_key().public().clone()],
        remits: vec![remit("nurse", "CA-ON", "cno")],
    }
}

pub fn remit(profession: &str, jurisdiction: &str, register: &str) -> Remit {
    let some = |word: &str| Some(word.to_owned());
    let (profession, jurisdiction) = (some(profession), some(jurisdiction));
    Remit { kind: KIND.to_owned(), profession, jurisdiction, register: some(register) }
}

fn fields(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

/// A credential of a nurse, as she keeps it.
pub fn issued() -> String {
    static ISSUED: LazyLock<String> = LazyLock::new(issue);
    ISSUED.clone()
}

fn issue() -> String {
    let (holder, mut n) = (holder_key(), 0_u8);
    let credential = Credential {
        issuer: COLLEGE,
        kind: KIND,
        holder: holder.public(),
        issued_at_secs: NOW - DAY,
        expires_at_secs: NOW + 365 * DAY,
        status: Some(StatusRef { uri: LIST.to_owned(), index: INDEX }),
        open: fields(json!({ "profession": "nurse", "jurisdiction": "CA-ON", "register": "cno" })),
        hidden: fields(json!({ "number": "0123456", "family": "Roy", "given": "Dana" })),
    };
    let salt = || {
        n += 1;
        [n; 16]
    };
    issue_credential(&credential, &issuer_key(), salt).unwrap()
}

/// What the nurse shows us.
pub const fn nurse<'a>(claims: &'a [&'a str]) -> Reveal<'a> {
    Reveal { claims, audience: US, nonce: NONCE }
}

pub fn shown() -> String {
    static SHOWN: LazyLock<String> = LazyLock::new(|| {
        let reveal = nurse(&["number", "family"]);
        present_credential(&issued(), &reveal, &holder_key(), NOW).unwrap()
    });
    SHOWN.clone()
}

/// The college's list, fetched now, in which the nurse's credential has this state.
pub fn list(entry: StatusEntry) -> StatusToken {
    verify_status_token(&list_token(entry), LIST, &college(), NOW).unwrap()
}

pub fn list_token(entry: StatusEntry) -> String {
    let mut list = StatusList::new(Width::Two, 1_000).unwrap();
    assert!(list.set(INDEX, entry));
    issue_status_token(&list, COLLEGE, LIST, 3_600, &issuer_key(), NOW).unwrap()
}

/// The same credential from an issuer that does not name its key.
pub fn without_kid() -> String {
    forged(&payload(), &[])
}

/// The answer of a verifier that trusts somebody, before the list is asked.
pub fn trusting(trust: &Trust, presentation: String) -> Result<Presented, Refused> {
    let expect = Expect { audience: US, nonce: NONCE, types: &[KIND] };
    verify_presentation(&presentation, trust, &expect, NOW)
}

/// The verifier's answer, with a list in which all is well.
pub fn verify(presentation: &str) -> Result<Verified, Refused> {
    verify_at(presentation, NOW)
}

pub fn verify_at(presentation: &str, now_secs: i64) -> Result<Verified, Refused> {
    let expect = Expect { audience: US, nonce: NONCE, types: &[KIND] };
    let presented = verify_presentation(presentation, &Trust::new([college()]), &expect, now_secs)?;
    presented.conclude(Some(&list(StatusEntry::Valid)), now_secs)
}

/// What the issuer signed in `issued`.
pub fn payload() -> Value {
    let document = issued();
    let body = document.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

/// A presentation of anything the college might have been made to sign.
pub fn forged(payload: &Value, disclosures: &[Value]) -> String {
    let issued = signed(&json!({ "alg": "ES256", "typ": "dc+sd-jwt" }), payload, ISSUER_SECRET);
    let texts: String =
        disclosures.iter().map(|d| URL_SAFE_NO_PAD.encode(d.to_string()) + "~").collect();
    bound(&format!("{issued}~{texts}"))
}

/// The digest by which a disclosure is signed.
pub fn digest(disclosure: &Value) -> String {
    let text = URL_SAFE_NO_PAD.encode(disclosure.to_string());
    URL_SAFE_NO_PAD.encode(Sha256::digest(text))
}

/// Adds an honest proof of the holder.
pub fn bound(before: &str) -> String {
    bound_with(before, &json!({ "iat": NOW }))
}

/// The same with other times in it.
pub fn bound_with(before: &str, times: &Value) -> String {
    let sd_hash = URL_SAFE_NO_PAD.encode(Sha256::digest(before));
    let mut proof = json!({ "aud": US, "nonce": NONCE, "sd_hash": sd_hash });
    proof.as_object_mut().unwrap().extend(fields(times.clone()));
    bound_as(&json!({ "alg": "ES256", "typ": "kb+jwt" }), before, &proof)
}

/// A proof of any kind, signed by the holder with ES256 whatever its header says.
pub fn bound_as(header: &Value, before: &str, proof: &Value) -> String {
    format!("{before}{}", signed(header, proof, HOLDER_SECRET))
}

/// A status list token with any payload, signed by the college.
pub fn forged_list(payload: &Value) -> String {
    signed(&json!({ "alg": "ES256", "typ": "statuslist+jwt" }), payload, ISSUER_SECRET)
}

/// A compact JWS, signed with ES256 whatever its header says.
pub fn signed_by_issuer(header: &Value, payload: &Value) -> String {
    signed(header, payload, ISSUER_SECRET)
}

fn signed(header: &Value, payload: &Value, secret: [u8; 32]) -> String {
    let text = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", text(header), text(payload));
    let key = SigningKey::from_slice(&secret).unwrap();
    let signature: Signature = key.sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}
