use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use commonround_db::Tx;
use commonround_kernel::{Result, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::address::Address;
use crate::limits::SNAPSHOT_SECS;
use crate::model::Tier;
use crate::sources::store::{self, Revision};
use crate::sources::{Listed, Rule};

/// What a cited address is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cited {
    /// As the list names the publisher; else the host.
    pub name: String,
    /// `a`, `b` or `c`; null where nobody vouches for it.
    pub tier: Option<String>,
    pub accreditor: Option<String>,
    pub retracted: bool,
}

/// The list in force, ready to be asked.
#[derive(Debug, Default)]
struct Snapshot {
    revision: Revision,
    hosts: HashMap<String, Arc<Listed>>,
    prefixes: HashMap<String, Arc<Listed>>,
    pubmed: Option<Arc<Listed>>,
    retracted_dois: HashSet<String>,
    retracted_pmids: HashSet<String>,
}

impl Snapshot {
    fn load(tx: &mut Tx<'_>, revision: Revision) -> Result<Self> {
        let mut made = Self { revision, ..Self::default() };
        let (dois, pmids) = store::retracted(tx)?;
        made.retracted_dois = dois;
        made.retracted_pmids = pmids;
        let entries = store::newest(tx)?.map(|(version, _)| version.list.entries);
        for entry in entries.unwrap_or_default().into_iter().map(Arc::new) {
            match &entry.rule {
                Rule::Host(host) => drop(made.hosts.insert(host.clone(), entry)),
                Rule::Doi(prefix) => drop(made.prefixes.insert(prefix.clone(), entry)),
                Rule::Pmid(_) => made.pubmed = Some(entry),
            }
        }
        Ok(made)
    }

    fn cited(&self, address: &Address) -> Cited {
        let entry = self.entry(address);
        Cited {
            name: entry.map_or_else(|| address.host.clone(), |e| e.name.clone()),
            tier: entry.and_then(|e| letter(e.tier)),
            accreditor: entry.map(|e| e.accreditor.clone()),
            retracted: self.is_retracted(address),
        }
    }

    fn entry(&self, address: &Address) -> Option<&Listed> {
        if address.pmid.is_some() {
            return self.pubmed.as_deref();
        }
        match address.doi.as_deref().filter(|_| address.by_registry) {
            Some(doi) => self.by_doi(doi),
            None => self.by_host(&address.host),
        }
    }

    /// The longest prefix that ends at a boundary of the DOI.
    fn by_doi(&self, doi: &str) -> Option<&Listed> {
        let ends = doi.char_indices().rev().filter(|(_, c)| "/.-()".contains(*c));
        ends.map(|(at, _)| &doi[..at]).find_map(|part| self.prefixes.get(part)).map(|e| &**e)
    }

    /// The host itself, else the nearest above it.
    fn by_host(&self, host: &str) -> Option<&Listed> {
        let mut rest = Some(host);
        while let Some(name) = rest {
            if let Some(entry) = self.hosts.get(name) {
                return Some(entry);
            }
            rest = name.split_once('.').map(|(_, above)| above);
        }
        None
    }

    fn is_retracted(&self, address: &Address) -> bool {
        address.doi.as_ref().is_some_and(|doi| self.retracted_dois.contains(doi))
            || address.pmid.as_ref().is_some_and(|pmid| self.retracted_pmids.contains(pmid))
    }
}

fn letter(tier: Tier) -> Option<String> {
    (tier != Tier::D).then(|| tier.as_str().to_lowercase())
}

/// A snapshot, and when it was last seen to be current.
#[derive(Debug, Clone, Default)]
struct Held {
    checked_at: Option<Timestamp>,
    snapshot: Arc<Snapshot>,
}

impl Held {
    fn is_fresh(&self, now: Timestamp) -> bool {
        let age = |checked: Timestamp| now.millis().abs_diff(checked.millis());
        self.checked_at.is_some_and(|checked| age(checked) <= SNAPSHOT_SECS * 1_000)
    }
}

/// Answers what citations are worth. Cheap to clone; all clones share one memory.
#[derive(Debug, Clone, Default)]
pub struct Citations(Arc<RwLock<Held>>);

impl Citations {
    /// `None` for what is no web address.
    ///
    /// # Errors
    /// What the database says, where the memory has to be renewed: at most every
    /// `SNAPSHOT_SECS`, so that a change made by another server is seen.
    pub fn resolve(&self, tx: &mut Tx<'_>, url: &str) -> Result<Option<Cited>> {
        let Some(address) = Address::parse(url) else { return Ok(None) };
        Ok(Some(self.current(tx)?.cited(&address)))
    }

    /// Looks at the database again at the next question.
    pub fn expire(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Held::default();
    }

    fn current(&self, tx: &mut Tx<'_>) -> Result<Arc<Snapshot>> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        let now = tx.now();
        if held.is_fresh(now) {
            return Ok(held.snapshot);
        }
        let revision = store::revision(tx)?;
        let same = held.checked_at.is_some() && held.snapshot.revision == revision;
        let snapshot = if same { held.snapshot } else { Arc::new(Snapshot::load(tx, revision)?) };
        let fresh = Held { checked_at: Some(now), snapshot: Arc::clone(&snapshot) };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(snapshot)
    }
}
