use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::jose::{Jws, PublicKey, SignKey, sign};
use crate::limits::PROOF_BYTES_MAX;
use crate::refused::Refused;

const TYP: &str = "commonround-proof+jwt";
/// A proof is good for a day: what was true yesterday has to be said again.
pub const PROOF_SECS: i64 = 24 * 3_600;
/// How far the clocks of two servers may stand apart.
const SKEW_SECS_MAX: i64 = 60;

/// What a server says of one of its people, for programs to read and to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// The address of the server.
    pub issuer: String,
    /// The address of the person's page.
    pub subject: String,
    /// `professional`, `organisation`, `course` and the like.
    #[serde(rename = "type")]
    pub kind: String,
    pub scope: Vec<Scope>,
    pub status: ProofStatus,
    /// When the claim was last checked, in seconds since 1970.
    pub checked_at: i64,
}

/// Where a claim holds. The number is there only where its owner chose to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scope {
    pub profession: String,
    pub jurisdiction: String,
    pub register: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// Current or not; why not is nobody's business here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofStatus {
    Active,
    NotCurrent,
}

/// The proof in the open, and the same under a signature: a compact JWS whose payload has these
/// fields with `iat` and `exp`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedProof {
    #[serde(flatten)]
    pub proof: Proof,
    /// The end of the day for which it is good, in seconds since 1970.
    pub valid_until: i64,
    pub signature: String,
}

/// Signs a proof for a day.
///
/// # Errors
/// `too_large`.
pub fn issue_proof(proof: Proof, key: &SignKey, now_secs: i64) -> Result<SignedProof, Refused> {
    let valid_until = now_secs.saturating_add(PROOF_SECS);
    let mut payload = fields(&proof)?;
    payload.insert("iat".into(), now_secs.into());
    payload.insert("exp".into(), valid_until.into());
    let signature = sign(TYP, &Value::Object(payload), key);
    if signature.len() > PROOF_BYTES_MAX {
        return Err(Refused::TooLarge);
    }
    Ok(SignedProof { proof, valid_until, signature })
}

fn fields(proof: &Proof) -> Result<Map<String, Value>, Refused> {
    match serde_json::to_value(proof) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Refused::Malformed),
    }
}

/// Checks a proof with the address and the keys of the server that it was fetched from, and gives
/// what was signed: the fields beside the signature are for reading only.
///
/// # Errors
/// `bad_signature`, `untrusted_issuer` where a server speaks for another one, `expired`,
/// `not_yet_valid`, and what a document of this kind may lack.
pub fn verify_proof(
    signature: &str,
    issuer: &str,
    keys: &[PublicKey],
    now_secs: i64,
) -> Result<Proof, Refused> {
    if signature.len() > PROOF_BYTES_MAX {
        return Err(Refused::TooLarge);
    }
    let jws = Jws::parse(signature, TYP)?;
    if !keys.iter().any(|key| jws.signed_by(key)) {
        return Err(Refused::BadSignature);
    }
    if jws.text("issuer") != Some(issuer) {
        return Err(Refused::UntrustedIssuer);
    }
    let (made, ends) = (jws.secs("iat")?, jws.secs("exp")?);
    let (made, ends) = made.zip(ends).ok_or(Refused::MissingClaim)?;
    if made > now_secs.saturating_add(SKEW_SECS_MAX) {
        return Err(Refused::NotYetValid);
    }
    if ends <= now_secs || ends.saturating_sub(made) > PROOF_SECS {
        return Err(Refused::Expired);
    }
    serde_json::from_value(Value::Object(jws.claims().clone())).map_err(|_| Refused::MissingClaim)
}
