use std::collections::HashMap;

use serde_json::Value;

use crate::jose::{BadKey, PublicKey, read_jwks};
use crate::limits::TRUST_ENTRIES_MAX;
use crate::refused::Refused;

/// Somebody whose signature counts, and what it counts for.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// As in `iss`, character for character.
    pub url: String,
    pub keys: Vec<PublicKey>,
    /// The kinds of credential (`vct`) that it may give.
    pub types: Vec<String>,
    /// The professions that it may speak of; empty: of none.
    pub professions: Vec<String>,
    /// The registers that it may speak for; empty: for none.
    pub registers: Vec<String>,
}

impl Issuer {
    /// An issuer with the keys of its JWKS document, who may speak of nothing yet.
    ///
    /// # Errors
    /// Where one of the keys is not a public P-256 key, or there is none.
    pub fn with_jwks(url: &str, document: &Value) -> Result<Self, BadKey> {
        let (types, professions, registers) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { url: url.to_owned(), keys: read_jwks(document)?, types, professions, registers })
    }

    /// The keys that a signature may have been made with: the named one, or any where none is.
    pub(crate) fn candidates<'a>(
        &'a self,
        kid: Option<&'a str>,
    ) -> impl Iterator<Item = &'a PublicKey> {
        let named =
            move |key: &&PublicKey| kid.is_none() || key.kid().is_none() || key.kid() == kid;
        self.keys.iter().take(TRUST_ENTRIES_MAX).filter(named)
    }

    /// An issuer of professions has to name one of them, an issuer of courses may name none.
    pub(crate) fn allows(&self, claim: &str, said: Option<&Value>) -> Result<(), Refused> {
        let may = if claim == "register" { &self.registers } else { &self.professions };
        match said {
            None if may.is_empty() => Ok(()),
            None => Err(Refused::MissingClaim),
            Some(Value::String(name)) if may.contains(name) => Ok(()),
            Some(_) => Err(Refused::OutsideScope),
        }
    }
}

/// The issuers that count, by address.
#[derive(Debug, Clone, Default)]
pub struct Trust(HashMap<String, Issuer>);

impl Trust {
    #[must_use]
    pub fn new(issuers: impl IntoIterator<Item = Issuer>) -> Self {
        let entries = issuers.into_iter().map(|issuer| (issuer.url.clone(), issuer));
        Self(entries.take(TRUST_ENTRIES_MAX).collect())
    }

    #[must_use]
    pub fn issuer(&self, url: &str) -> Option<&Issuer> {
        self.0.get(url)
    }
}
