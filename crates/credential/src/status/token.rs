use serde_json::{Map, Value, json};

use super::list::{StatusEntry, StatusList, Width};
use crate::jose::{Jws, SignKey, decode, encode, sign};
use crate::limits::{STATUS_TOKEN_BYTES_MAX, STATUS_URI_BYTES_MAX};
use crate::refused::Refused;
use crate::trust::Issuer;

const TYP: &str = "statuslist+jwt";
/// How far the clocks of issuer and verifier may stand apart.
const SKEW_SECS_MAX: i64 = 60;
/// How long a list without `ttl` is fresh, and how long any list: whatever an issuer says, it is
/// asked again within a day.
const TTL_SECS: i64 = 12 * 3_600;
const TTL_SECS_MAX: i64 = 24 * 3_600;
/// How long a list is lived with that is not fresh any more.
const GRACE_SECS: i64 = 24 * 3_600;

/// Where the state of one credential stands: `status.status_list` of a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRef {
    pub uri: String,
    pub index: usize,
}

impl StatusRef {
    /// A status of another kind than ours must not read as none.
    pub(crate) fn of(payload: &Map<String, Value>) -> Result<Option<Self>, Refused> {
        let Some(status) = payload.get("status") else { return Ok(None) };
        let list = status.get("status_list").ok_or(Refused::MissingClaim)?;
        let uri = list.get("uri").and_then(Value::as_str);
        let uri = uri.filter(|uri| uri.len() <= STATUS_URI_BYTES_MAX);
        let index = list.get("idx").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        let (uri, index) = uri.zip(index).ok_or(Refused::MissingClaim)?;
        Ok(Some(Self { uri: uri.to_owned(), index }))
    }

    pub(crate) fn claim(&self) -> Value {
        json!({ "status_list": { "idx": self.index, "uri": self.uri } })
    }
}

/// How much a list is worth by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    Fresh,
    /// Should have been fetched again, and is lived with for a day.
    Grace,
    /// Tells nothing any more.
    Stale,
}

/// A status list that its issuer has signed, and until when it is fresh.
#[derive(Debug, Clone)]
pub struct StatusToken {
    issuer: String,
    subject: String,
    list: StatusList,
    fresh_until_secs: i64,
}

impl StatusToken {
    /// The address that the list is about.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// `None` past the end of the list.
    #[must_use]
    pub fn read(&self, index: usize) -> Option<StatusEntry> {
        self.list.get(index)
    }

    /// When it is to be fetched again.
    #[must_use]
    pub const fn fresh_until_secs(&self) -> i64 {
        self.fresh_until_secs
    }

    #[must_use]
    pub const fn freshness(&self, now_secs: i64) -> Freshness {
        if now_secs <= self.fresh_until_secs {
            Freshness::Fresh
        } else if now_secs <= self.fresh_until_secs.saturating_add(GRACE_SECS) {
            Freshness::Grace
        } else {
            Freshness::Stale
        }
    }
}

/// Checks a status list token as it was fetched from `uri`. The issuer of a credential signs the
/// lists of it too.
///
/// # Errors
/// What is wrong with it; `expired` for one that was too old when it was fetched.
pub fn verify_status_token(
    token: &str,
    uri: &str,
    issuer: &Issuer,
    fetched_at_secs: i64,
) -> Result<StatusToken, Refused> {
    if token.len() > STATUS_TOKEN_BYTES_MAX {
        return Err(Refused::TooLarge);
    }
    let jws = Jws::parse(token, TYP)?;
    if !issuer.candidates(jws.kid()).any(|key| jws.signed_by(key)) {
        return Err(Refused::BadSignature);
    }
    if jws.text("sub") != Some(uri) || jws.text("iss").is_some_and(|iss| iss != issuer.url) {
        return Err(Refused::WrongStatusList);
    }
    let fresh_until_secs = fresh_until(&jws, fetched_at_secs)?;
    let list = list(jws.claims())?;
    let (issuer, subject) = (issuer.url.clone(), uri.to_owned());
    Ok(StatusToken { issuer, subject, list, fresh_until_secs })
}

fn fresh_until(jws: &Jws<'_>, fetched_at_secs: i64) -> Result<i64, Refused> {
    let made = jws.secs("iat")?.ok_or(Refused::MissingClaim)?;
    if made > fetched_at_secs.saturating_add(SKEW_SECS_MAX) {
        return Err(Refused::NotYetValid);
    }
    let expires = jws.secs("exp")?.unwrap_or(i64::MAX);
    if expires <= fetched_at_secs {
        return Err(Refused::Expired);
    }
    let ttl = jws.secs("ttl")?.unwrap_or(TTL_SECS).clamp(0, TTL_SECS_MAX);
    Ok(expires.min(fetched_at_secs.saturating_add(ttl)))
}

fn list(payload: &Map<String, Value>) -> Result<StatusList, Refused> {
    let list = payload.get("status_list").ok_or(Refused::MissingClaim)?;
    let bits = list.get("bits").and_then(Value::as_u64).ok_or(Refused::MissingClaim)?;
    let width = Width::from_bits(bits).ok_or(Refused::Malformed)?;
    let packed = list.get("lst").and_then(Value::as_str).ok_or(Refused::MissingClaim)?;
    StatusList::unpack(width, &decode(packed).ok_or(Refused::Malformed)?)
}

/// Signs a list for its address, to be fetched again after `ttl_secs`; it expires after two of
/// them and a day, so that a server that is down for a night takes no badge away.
///
/// # Errors
/// `too_large`.
pub fn issue_status_token(
    list: &StatusList,
    issuer: &str,
    uri: &str,
    ttl_secs: u32,
    key: &SignKey,
    now_secs: i64,
) -> Result<String, Refused> {
    let packed = encode(list.pack()?);
    let lives_secs = 2 * i64::from(ttl_secs) + GRACE_SECS;
    let payload = json!({
        "iss": issuer,
        "sub": uri,
        "iat": now_secs,
        "exp": now_secs.saturating_add(lives_secs),
        "ttl": ttl_secs,
        "status_list": { "bits": list.width().bits(), "lst": packed },
    });
    let token = sign(TYP, &payload, key);
    if token.len() > STATUS_TOKEN_BYTES_MAX { Err(Refused::TooLarge) } else { Ok(token) }
}
