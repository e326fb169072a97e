use commonround_credential::{BadKey, Issuer, PublicKey, Refused, Trust, jwks, read_jwks};
use serde_json::{Value, json};

use crate::stage::{COLLEGE, college, holder_key, issuer_key, stranger_key, trusting, without_kid};

fn changed(name: &str, value: Value) -> Result<PublicKey, BadKey> {
    let mut jwk = issuer_key().public().jwk();
    jwk[name] = value;
    PublicKey::from_jwk(&jwk)
}

#[test]
fn a_key_is_read_as_it_was_written() {
    let key = issuer_key().public().clone();
    assert_eq!(PublicKey::from_jwk(&key.jwk()), Ok(key.clone()));
    assert_eq!(key.kid(), Some(key.thumbprint().as_str()));
    let printed = format!("{:?}", issuer_key());
    assert_eq!(printed, format!("SignKey(of PublicKey({}))", key.thumbprint()));
}

#[test]
fn keys_for_anything_else_are_refused() {
    for (name, value) in [
        ("kty", json!("OKP")),
        ("crv", json!("P-384")),
        ("d", json!("AQ")),
        ("alg", json!("ES384")),
        ("use", json!("enc")),
        ("key_ops", json!(["sign"])),
        ("x", json!("AQ")),
        ("y", json!(holder_key().public().jwk()["y"])),
        ("y", Value::Null),
    ] {
        assert_eq!(changed(name, value.clone()), Err(BadKey), "{name} {value}");
    }
    assert!(changed("use", json!("sig")).is_ok());
    assert!(changed("key_ops", json!(["verify"])).is_ok());
}

#[test]
fn keys_of_other_kinds_are_passed_over() {
    let (issuer, holder) = (issuer_key().public().clone(), holder_key().public().clone());
    let mut document = jwks(&[&issuer, &holder]);
    document["keys"].as_array_mut().unwrap().insert(0, json!({ "kty": "RSA", "n": "AQ" }));
    assert_eq!(read_jwks(&document), Ok(vec![issuer, holder]));
    for none in [json!({}), json!({ "keys": [] }), json!({ "keys": [{ "kty": "RSA" }] })] {
        assert!(Issuer::with_jwks(COLLEGE, &none).is_err(), "{none}");
    }
}

/// A key by name is tried alone; without a name each of them is.
#[test]
fn an_issuer_may_have_more_than_one_key() {
    let (ours, other) = (issuer_key().public().clone(), stranger_key().public().clone());
    let with = |keys: &[&PublicKey]| {
        let keys = keys.iter().copied().cloned().collect();
        let trust = Trust::new([Issuer { keys, ..college() }]);
        let code = |shown| trusting(&trust, shown).map_or_else(Refused::code, |_| "accepted");
        [code(crate::stage::shown()), code(without_kid())]
    };
    assert_eq!(with(&[&other, &ours]), ["accepted"; 2]);
    assert_eq!(with(&[&other]), ["bad_signature"; 2]);
    let mut misnamed = ours.jwk();
    misnamed["kid"] = json!("2019");
    let misnamed = PublicKey::from_jwk(&misnamed).unwrap();
    assert_eq!(with(&[&misnamed]), ["bad_signature", "accepted"]);
}
