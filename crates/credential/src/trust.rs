use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::jose::{BadKey, PublicKey, read_jwks};
use crate::limits::TRUST_ENTRIES_MAX;
use crate::refused::Refused;

/// Somebody whose signature counts, and what it counts for.
#[derive(Debug, Clone)]
pub struct Issuer {
    /// As in `iss`, character for character.
    pub url: String,
    pub keys: Vec<PublicKey>,
    /// What it may speak of; empty: of nothing.
    pub remits: Vec<Remit>,
}

/// One thing that an issuer may say. A college that may speak of nurses in one province and of
/// midwives in another has two of them, and cannot mix them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remit {
    /// The kind of credential, `vct`.
    pub kind: String,
    /// What the credential has to say; where nothing stands, it must say nothing either.
    pub profession: Option<String>,
    /// As ISO 3166: `CA-ON`.
    pub jurisdiction: Option<String>,
    pub register: Option<String>,
}

impl Remit {
    fn words(&self) -> [(&'static str, Option<&str>); 3] {
        [
            ("profession", self.profession.as_deref()),
            ("jurisdiction", self.jurisdiction.as_deref()),
            ("register", self.register.as_deref()),
        ]
    }

    fn covers(&self, claims: &Map<String, Value>) -> bool {
        self.words().into_iter().all(|(name, word)| match (claims.get(name), word) {
            (None, None) => true,
            (Some(said), Some(word)) => said == word,
            _ => false,
        })
    }

    /// Nothing that is said is wrong, but something may be left out.
    fn agrees(&self, claims: &Map<String, Value>) -> bool {
        let agrees = |(name, word): (&str, Option<&str>)| match claims.get(name) {
            None => true,
            Some(said) => word.is_some_and(|word| said == word),
        };
        self.words().into_iter().all(agrees)
    }
}

impl Issuer {
    /// An issuer with the keys of its JWKS document, who may speak of nothing yet.
    ///
    /// # Errors
    /// Where one of the keys is not a public P-256 key, or there is none.
    pub fn with_jwks(url: &str, document: &Value) -> Result<Self, BadKey> {
        Ok(Self { url: url.to_owned(), keys: read_jwks(document)?, remits: Vec::new() })
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

    /// Whether it may say this, all of it together. An issuer of professions has to name one of
    /// them, an issuer of courses may name none.
    pub(crate) fn allows(&self, kind: &str, claims: &Map<String, Value>) -> Result<(), Refused> {
        let remits = self.remits.iter().take(TRUST_ENTRIES_MAX);
        let remits: Vec<_> = remits.filter(|remit| remit.kind == kind).collect();
        if remits.is_empty() {
            return Err(Refused::WrongCredentialType);
        }
        if remits.iter().any(|remit| remit.covers(claims)) {
            Ok(())
        } else if remits.iter().any(|remit| remit.agrees(claims)) {
            Err(Refused::MissingClaim)
        } else {
            Err(Refused::OutsideScope)
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
