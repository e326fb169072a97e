use super::parts::Parts;
use super::verify::Expect;
use super::{KEY_BINDING_SECS_MAX, KEY_BINDING_TYP, SKEW_SECS_MAX};
use crate::jose::{Jws, PublicKey, digest};
use crate::refused::Refused;

/// The one who shows the credential is the one to whom it was given, means us, and does so now.
pub fn check(
    parts: &Parts<'_>,
    holder: &PublicKey,
    expect: &Expect<'_>,
    now_secs: i64,
) -> Result<(), Refused> {
    if parts.key_binding.is_empty() {
        return Err(Refused::MissingKeyBinding);
    }
    let proof = Jws::parse(parts.key_binding, KEY_BINDING_TYP)?;
    if !proof.signed_by(holder) {
        return Err(Refused::WrongHolder);
    }
    if proof.text("aud") != Some(expect.audience) {
        return Err(Refused::WrongAudience);
    }
    if proof.text("nonce") != Some(expect.nonce) {
        return Err(Refused::WrongNonce);
    }
    check_age(proof.secs("iat")?.ok_or(Refused::MissingClaim)?, now_secs)?;
    check_own_times(&proof, now_secs)?;
    if proof.text("sd_hash") != Some(digest(parts.bound).as_str()) {
        return Err(Refused::WrongPresentation);
    }
    Ok(())
}

/// A holder may bind the proof to a shorter time than ours, never to a longer one.
fn check_own_times(proof: &Jws<'_>, now_secs: i64) -> Result<(), Refused> {
    if proof.secs("exp")?.is_some_and(|end| end <= now_secs) {
        return Err(Refused::StaleKeyBinding);
    }
    let latest = now_secs.saturating_add(SKEW_SECS_MAX);
    let is_early = proof.secs("nbf")?.is_some_and(|start| start > latest);
    if is_early { Err(Refused::FutureKeyBinding) } else { Ok(()) }
}

const fn check_age(made_secs: i64, now_secs: i64) -> Result<(), Refused> {
    let age = now_secs.saturating_sub(made_secs);
    if age > KEY_BINDING_SECS_MAX {
        return Err(Refused::StaleKeyBinding);
    }
    if age < -SKEW_SECS_MAX { Err(Refused::FutureKeyBinding) } else { Ok(()) }
}
