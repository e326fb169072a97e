use serde_json::json;

use super::KEY_BINDING_TYP;
use super::disclosure::Disclosure;
use super::parts::Parts;
use crate::jose::{SignKey, digest, sign};
use crate::refused::Refused;

/// What a holder shows, to whom, and in answer to what.
#[derive(Debug, Clone, Copy)]
pub struct Reveal<'a> {
    /// Names of claims; those kept by the issuer in the open are shown anyway.
    pub claims: &'a [&'a str],
    pub audience: &'a str,
    pub nonce: &'a str,
}

/// The holder's side: chooses disclosures and binds them to one verifier and one occasion.
///
/// # Errors
/// `malformed` or `too_large` where `issued` is no credential.
pub fn present_credential(
    issued: &str,
    reveal: &Reveal<'_>,
    holder: &SignKey,
    now_secs: i64,
) -> Result<String, Refused> {
    let parts = Parts::split(issued)?;
    let mut bound = format!("{}~", parts.issued);
    for text in parts.disclosures {
        if is_wanted(&Disclosure::parse(text)?, reveal.claims) {
            bound.push_str(text);
            bound.push('~');
        }
    }
    let proof = json!({
        "aud": reveal.audience,
        "nonce": reveal.nonce,
        "iat": now_secs,
        "sd_hash": digest(&bound),
    });
    Ok(bound + &sign(KEY_BINDING_TYP, &proof, holder))
}

fn is_wanted(disclosure: &Disclosure, claims: &[&str]) -> bool {
    match disclosure {
        Disclosure::Claim { name, .. } => claims.contains(&name.as_str()),
        Disclosure::Element(_) => true,
    }
}
