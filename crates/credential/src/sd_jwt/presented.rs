use serde_json::{Map, Value};

use crate::jose::PublicKey;
use crate::refused::Refused;
use crate::status::{Freshness, StatusEntry, StatusRef, StatusToken};

/// A credential that is in order by itself. It counts once `conclude` has asked its status list.
#[derive(Debug, Clone)]
pub struct Presented {
    pub(super) issuer: String,
    pub(super) vct: String,
    pub(super) claims: Map<String, Value>,
    pub(super) holder: PublicKey,
    pub(super) expires_secs: i64,
    pub(super) status: Option<StatusRef>,
}

impl Presented {
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Where to ask whether it is still valid; `None` where the issuer keeps no list.
    #[must_use]
    pub const fn status(&self) -> Option<&StatusRef> {
        self.status.as_ref()
    }

    /// Decides with the latest status list at hand. An old list may still condemn; to acquit it
    /// has to be fresh, or within a day of it.
    ///
    /// # Errors
    /// `suspended`, `revoked`, `wrong_status_list`, and `recheck` where no list can tell.
    pub fn conclude(self, list: Option<&StatusToken>, now_secs: i64) -> Result<Verified, Refused> {
        let Some(status) = &self.status else { return Ok(self.verified(Freshness::Fresh)) };
        let list = list.ok_or(Refused::Recheck)?;
        if list.subject() != status.uri || list.issuer() != self.issuer {
            return Err(Refused::WrongStatusList);
        }
        match list.read(status.index).ok_or(Refused::WrongStatusList)? {
            StatusEntry::Invalid => Err(Refused::Revoked),
            StatusEntry::Suspended => Err(Refused::Suspended),
            StatusEntry::Other(_) => Err(Refused::Recheck),
            StatusEntry::Valid => match list.freshness(now_secs) {
                Freshness::Stale => Err(Refused::Recheck),
                freshness => Ok(self.verified(freshness)),
            },
        }
    }

    fn verified(self, freshness: Freshness) -> Verified {
        Verified { presented: self, freshness }
    }
}

/// A credential that counts, at the moment for which it was checked.
#[derive(Debug, Clone)]
pub struct Verified {
    presented: Presented,
    freshness: Freshness,
}

impl Verified {
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.presented.issuer
    }

    /// The kind of credential (`vct`).
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.presented.vct
    }

    /// Everything the issuer said and the holder chose to show.
    #[must_use]
    pub const fn claims(&self) -> &Map<String, Value> {
        &self.presented.claims
    }

    #[must_use]
    pub fn text(&self, claim: &str) -> Option<&str> {
        self.presented.claims.get(claim).and_then(Value::as_str)
    }

    /// The key that the holder has shown to have.
    #[must_use]
    pub const fn holder(&self) -> &PublicKey {
        &self.presented.holder
    }

    #[must_use]
    pub const fn expires_secs(&self) -> i64 {
        self.presented.expires_secs
    }

    #[must_use]
    pub const fn status(&self) -> Option<&StatusRef> {
        self.presented.status()
    }

    /// `Grace` where the status list should have been fetched again by now.
    #[must_use]
    pub const fn freshness(&self) -> Freshness {
        self.freshness
    }
}
