use p256::ecdsa::Signature;
use serde_json::{Map, Value, json};

use super::{PublicKey, SignKey, decode, encode};
use crate::refused::Refused;

/// A compact JWS (RFC 7515) with a JSON object in it, taken apart and not yet believed.
pub struct Jws<'a> {
    header: Map<String, Value>,
    payload: Map<String, Value>,
    signed: &'a str,
    signature: Signature,
}

impl<'a> Jws<'a> {
    /// The algorithm is ours to choose, never the document's: whatever is not ES256 ends here.
    pub fn parse(token: &'a str, typ: &str) -> Result<Self, Refused> {
        let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(Refused::Malformed)?;
        let header = object(header)?;
        if header.get("alg").and_then(Value::as_str) != Some("ES256") {
            return Err(Refused::WrongAlgorithm);
        }
        if header.get("typ").and_then(Value::as_str) != Some(typ) {
            return Err(Refused::WrongType);
        }
        if header.contains_key("crit") {
            return Err(Refused::Malformed); // asks for rules that we do not have
        }
        let signature = decode(signature).ok_or(Refused::Malformed)?;
        let signature = Signature::from_slice(&signature).map_err(|_| Refused::BadSignature)?;
        Ok(Self { header, payload: object(payload)?, signed, signature })
    }

    pub fn kid(&self) -> Option<&str> {
        self.header.get("kid").and_then(Value::as_str)
    }

    /// What stands there; nobody has vouched for it before `signed_by` says so.
    pub const fn claims(&self) -> &Map<String, Value> {
        &self.payload
    }

    pub fn signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(self.signed.as_bytes(), &self.signature)
    }

    pub fn text(&self, claim: &str) -> Option<&str> {
        self.payload.get(claim).and_then(Value::as_str)
    }

    /// A NumericDate (RFC 7519) in whole seconds; `None` where there is none.
    ///
    /// # Errors
    /// `missing_claim` where it is something else.
    pub fn secs(&self, claim: &str) -> Result<Option<i64>, Refused> {
        let Some(value) = self.payload.get(claim) else { return Ok(None) };
        let float = || value.as_f64().filter(|secs| secs.abs() < 1e15);
        #[expect(clippy::cast_possible_truncation, reason = "bounded one line above")]
        let whole = value.as_i64().or_else(|| float().map(|secs| secs.floor() as i64));
        whole.map(Some).ok_or(Refused::MissingClaim)
    }
}

fn object(part: &str) -> Result<Map<String, Value>, Refused> {
    let bytes = decode(part).ok_or(Refused::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Refused::Malformed)
}

/// A compact JWS over `payload`, signed with ES256.
pub fn sign(typ: &str, payload: &Value, key: &SignKey) -> String {
    let mut header = json!({ "alg": "ES256", "typ": typ });
    if let Some(kid) = key.public().kid() {
        header["kid"] = json!(kid);
    }
    let signed = format!("{}.{}", encode(header.to_string()), encode(payload.to_string()));
    let signature = key.sign(signed.as_bytes());
    format!("{signed}.{}", encode(signature.to_bytes()))
}
