use serde_json::{Map, Value, json};

use super::disclosure::{Salt, write_claim};
use super::{ALWAYS_OPEN, TYP};
use crate::jose::{PublicKey, SignKey, digest, sign};
use crate::limits::DISCLOSURES_MAX;
use crate::refused::Refused;
use crate::status::StatusRef;

/// A credential to be given.
#[derive(Debug, Clone)]
pub struct Credential<'a> {
    pub issuer: &'a str,
    /// The kind of credential, `vct`.
    pub kind: &'a str,
    /// To whom it is given: only who has the other half of this key can show it.
    pub holder: &'a PublicKey,
    pub issued_at_secs: i64,
    pub expires_at_secs: i64,
    pub status: Option<StatusRef>,
    /// What everybody sees to whom it is shown.
    pub open: Map<String, Value>,
    /// What the holder may show or keep, claim by claim.
    pub hidden: Map<String, Value>,
}

/// Issues an SD-JWT VC in the form that its holder keeps: all disclosures, no proof. `salt` gives
/// new random bits with every call.
///
/// # Errors
/// `hidden_claim` where one of the claims is not the issuer's to set here or would be hidden and
/// must not, `duplicate_claim` for one that is both open and hidden, `too_large`.
pub fn issue_credential(
    credential: &Credential<'_>,
    key: &SignKey,
    mut salt: impl FnMut() -> Salt,
) -> Result<String, Refused> {
    check_claims(credential)?;
    let hidden = credential.hidden.iter();
    let disclosures: Vec<_> =
        hidden.map(|(name, value)| write_claim(salt(), name, value)).collect();
    let issued = sign(TYP, &payload(credential, &disclosures), key);
    let tail: String = disclosures.iter().map(|text| format!("{text}~")).collect();
    Ok(format!("{issued}~{tail}"))
}

fn check_claims(credential: &Credential<'_>) -> Result<(), Refused> {
    let Credential { open, hidden, .. } = credential;
    let reserved =
        |name: &String| ALWAYS_OPEN.contains(&name.as_str()) || name == "_sd" || name == "...";
    if open.keys().chain(hidden.keys()).any(reserved) {
        return Err(Refused::HiddenClaim);
    }
    if hidden.keys().any(|name| open.contains_key(name)) {
        return Err(Refused::DuplicateClaim);
    }
    if hidden.len() > DISCLOSURES_MAX { Err(Refused::TooLarge) } else { Ok(()) }
}

fn payload(credential: &Credential<'_>, disclosures: &[String]) -> Value {
    let mut claims = credential.open.clone();
    let mut set = |name: &str, value: Value| drop(claims.insert(name.to_owned(), value));
    set("iss", json!(credential.issuer));
    set("vct", json!(credential.kind));
    set("iat", json!(credential.issued_at_secs));
    set("exp", json!(credential.expires_at_secs));
    set("cnf", json!({ "jwk": credential.holder.jwk() }));
    if let Some(status) = &credential.status {
        set("status", status.claim());
    }
    if !disclosures.is_empty() {
        // Sorted, so that their order tells nothing about what was kept.
        let mut digests: Vec<_> = disclosures.iter().map(|text| digest(text)).collect();
        digests.sort_unstable();
        set("_sd", json!(digests));
        set("_sd_alg", json!("sha-256"));
    }
    Value::Object(claims)
}
