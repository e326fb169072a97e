use serde_json::{Map, Value};

use super::parts::Parts;
use super::presented::Presented;
use super::unpack::unpack;
use super::{SKEW_SECS_MAX, TYP, key_binding};
use crate::jose::{Jws, PublicKey};
use crate::refused::Refused;
use crate::status::StatusRef;
use crate::trust::{Issuer, Trust};

/// What the verifier asked for.
#[derive(Debug, Clone, Copy)]
pub struct Expect<'a> {
    /// Who we are to the holder: our own address.
    pub audience: &'a str,
    /// The word that was made for this one occasion.
    pub nonce: &'a str,
    /// The kinds of credential (`vct`) that answer the question.
    pub types: &'a [&'a str],
}

/// Checks an SD-JWT VC that a holder presents: issuer, signature, disclosures, times, scope, and
/// the holder's proof. Whether it was suspended or revoked since is asked of the answer.
///
/// # Errors
/// The first rule that it breaks, in this order.
pub fn verify_presentation(
    presentation: &str,
    trust: &Trust,
    expect: &Expect<'_>,
    now_secs: i64,
) -> Result<Presented, Refused> {
    let parts = Parts::split(presentation)?;
    let issued = Jws::parse(parts.issued, TYP)?;
    let issuer = signer(&issued, trust)?;
    check_digest_algorithm(issued.claims())?;
    let claims = unpack(issued.claims(), &parts.disclosures)?;
    let vct = issued.text("vct").filter(|vct| expect.types.contains(vct));
    let vct = vct.ok_or(Refused::WrongCredentialType)?;
    let expires_secs = check_times(&issued, now_secs)?;
    issuer.allows(vct, &claims)?;
    let holder = holder(issued.claims())?;
    key_binding::check(&parts, &holder, expect, now_secs)?;
    let status = StatusRef::of(issued.claims())?;
    let (issuer, vct) = (issuer.url.clone(), vct.to_owned());
    Ok(Presented { issuer, vct, claims, holder, expires_secs, status })
}

fn signer<'t>(issued: &Jws<'_>, trust: &'t Trust) -> Result<&'t Issuer, Refused> {
    let url = issued.text("iss").ok_or(Refused::MissingClaim)?;
    let issuer = trust.issuer(url).ok_or(Refused::UntrustedIssuer)?;
    let signed = issuer.candidates(issued.kid()).any(|key| issued.signed_by(key));
    if signed { Ok(issuer) } else { Err(Refused::BadSignature) }
}

fn check_digest_algorithm(payload: &Map<String, Value>) -> Result<(), Refused> {
    match payload.get("_sd_alg") {
        None => Ok(()),
        Some(name) if name == "sha-256" => Ok(()),
        Some(_) => Err(Refused::WrongDigest),
    }
}

/// A credential without an end is refused: nobody could clean up behind it.
fn check_times(issued: &Jws<'_>, now_secs: i64) -> Result<i64, Refused> {
    let expires = issued.secs("exp")?.ok_or(Refused::MissingClaim)?;
    if expires <= now_secs {
        return Err(Refused::Expired);
    }
    let latest = now_secs.saturating_add(SKEW_SECS_MAX);
    for start in ["nbf", "iat"] {
        if issued.secs(start)?.is_some_and(|from| from > latest) {
            return Err(Refused::NotYetValid);
        }
    }
    Ok(expires)
}

fn holder(payload: &Map<String, Value>) -> Result<PublicKey, Refused> {
    let jwk = payload.get("cnf").and_then(|cnf| cnf.get("jwk")).ok_or(Refused::MissingHolder)?;
    PublicKey::from_jwk(jwk).map_err(|_| Refused::MissingHolder)
}
