use std::fmt;

use p256::EncodedPoint;
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::elliptic_curve::FieldBytes;
use serde_json::{Value, json};

use super::{decode, encode, sha256};
use crate::limits::TRUST_ENTRIES_MAX;

/// A key that is not a P-256 key of the half that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a public P-256 key")]
pub struct BadKey;

/// The public half of a P-256 key, with the name it is known by.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    key: VerifyingKey,
    kid: Option<String>,
}

impl PublicKey {
    /// Reads a JWK (RFC 7517): `kty` EC, `crv` P-256, `x`, `y`, and perhaps `kid`.
    ///
    /// # Errors
    /// For another kind of key, a point that is not on the curve, a key for another use, and a key
    /// that gives its private half away.
    pub fn from_jwk(jwk: &Value) -> Result<Self, BadKey> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let is_ours = text("kty") == Some("EC") && text("crv") == Some("P-256");
        let for_another = |name, ours| jwk.get(name).is_some_and(|said| *said != ours);
        let operations = jwk.get("key_ops").and_then(Value::as_array);
        let verifies = operations.is_none_or(|listed| listed.iter().any(|name| name == "verify"));
        if !is_ours
            || jwk.get("d").is_some()
            || for_another("alg", "ES256")
            || for_another("use", "sig")
            || !verifies
        {
            return Err(BadKey);
        }
        let (x, y) = (coordinate(text("x"))?, coordinate(text("y"))?);
        let point = EncodedPoint::from_affine_coordinates(&x, &y, false);
        let key = VerifyingKey::from_encoded_point(&point).map_err(|_| BadKey)?;
        Ok(Self { key, kid: text("kid").map(str::to_owned) })
    }

    /// The key as a JWK, ready for a JWKS document or a `cnf` claim.
    #[must_use]
    pub fn jwk(&self) -> Value {
        let (x, y) = self.coordinates();
        let mut jwk = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y });
        if let Some(kid) = &self.kid {
            jwk["kid"] = json!(kid);
        }
        jwk
    }

    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The digest of the key itself (RFC 7638), whatever it is called.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        let (x, y) = self.coordinates();
        encode(sha256(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)))
    }

    fn coordinates(&self) -> (String, String) {
        let point = self.key.to_encoded_point(false);
        let text = |half: Option<&FieldBytes<p256::NistP256>>| half.map(encode).unwrap_or_default();
        (text(point.x()), text(point.y()))
    }

    pub(crate) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        self.key.verify(message, signature).is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.thumbprint())
    }
}

fn coordinate(text: Option<&str>) -> Result<FieldBytes<p256::NistP256>, BadKey> {
    let bytes = text.and_then(decode).ok_or(BadKey)?;
    let bytes: [u8; 32] = bytes.try_into().map_err(|_| BadKey)?;
    Ok(bytes.into())
}

/// A P-256 key that signs. It does not print.
#[derive(Clone)]
pub struct SignKey {
    secret: SigningKey,
    public: PublicKey,
}

impl SignKey {
    /// A key from 32 secret bytes, named by its thumbprint.
    ///
    /// # Errors
    /// For the few values that are not a key: zero, and what lies past the order of the curve.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, BadKey> {
        let secret = SigningKey::from_slice(bytes).map_err(|_| BadKey)?;
        let mut public = PublicKey { key: *secret.verifying_key(), kid: None };
        public.kid = Some(public.thumbprint());
        Ok(Self { secret, public })
    }

    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The same message has the same signature (RFC 6979): no dice are needed.
    pub(crate) fn sign(&self, message: &[u8]) -> Signature {
        self.secret.sign(message)
    }
}

impl fmt::Debug for SignKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignKey(of {:?})", self.public)
    }
}

/// A document of public keys (RFC 7517), for `/.well-known/`: the newest first, and those before it
/// as long as something signed with them is about.
#[must_use]
pub fn jwks(keys: &[&PublicKey]) -> Value {
    let for_signing = |key: &&PublicKey| {
        let mut jwk = key.jwk();
        jwk["use"] = json!("sig");
        jwk["alg"] = json!("ES256");
        jwk
    };
    json!({ "keys": keys.iter().map(for_signing).collect::<Vec<_>>() })
}

/// The P-256 keys of a JWKS document. Keys of other kinds beside them are passed over.
///
/// # Errors
/// Where it is no such document, or has no key that we can use.
pub fn read_jwks(document: &Value) -> Result<Vec<PublicKey>, BadKey> {
    let listed = document.get("keys").and_then(Value::as_array).ok_or(BadKey)?;
    let keys = listed.iter().take(TRUST_ENTRIES_MAX).map(PublicKey::from_jwk);
    let keys: Vec<_> = keys.filter_map(Result::ok).collect();
    if keys.is_empty() { Err(BadKey) } else { Ok(keys) }
}
