use std::collections::HashSet;

use commonround_db::{Migration, Row, Step, Tx};
use commonround_kernel::{Error, Id, Result, Timestamp};
use commonround_vocabulary::Retraction;

use super::allow_list::AllowList;
use super::import_retractions::Retracted;
use crate::citations::address::Address;
use crate::limits::{ALLOW_LIST_VERSIONS_SHOWN_MAX, RETRACTIONS_MAX};

pub const MIGRATION: Migration =
    Migration { name: "0310_evidence_sources", steps: &[Step::Sql(TABLES)] };

/// `entries` is the JSON of a list; `evidence_cited` says which works are cited here at all.
const TABLES: &str = "
-- retention: content
CREATE TABLE evidence_allow_list (
    version BIGINT PRIMARY KEY,
    origin TEXT NOT NULL,
    list TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- retention: content
CREATE TABLE evidence_retraction (
    id BIGINT PRIMARY KEY,
    doi TEXT NOT NULL,
    pmid TEXT,
    retracted_on TEXT,
    reason TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX evidence_retraction_doi ON evidence_retraction (doi);

-- retention: content
CREATE TABLE evidence_cited (
    doi TEXT NOT NULL,
    kind TEXT NOT NULL,
    about BIGINT NOT NULL,
    PRIMARY KEY (doi, kind, about)
);
";

/// Where a list came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Bundled,
    Operator,
}

impl Origin {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Bundled => "bundled",
            Self::Operator => "operator",
        }
    }

    fn read(raw: &str) -> Self {
        if raw == "bundled" { Self::Bundled } else { Self::Operator }
    }
}

/// A published list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: u32,
    pub list: AllowList,
    pub created_at: Timestamp,
}

fn version(row: &Row<'_>) -> Result<(Version, Origin)> {
    let number: i64 = row.get(0)?;
    let list = serde_json::from_str(&row.get::<String>(2)?).map_err(Error::fault)?;
    let number = u32::try_from(number).map_err(Error::fault)?;
    let origin = Origin::read(&row.get::<String>(1)?);
    Ok((Version { number, list, created_at: row.get(3)? }, origin))
}

/// The list in force.
pub fn newest(tx: &mut Tx<'_>) -> Result<Option<(Version, Origin)>> {
    tx.maybe(
        "SELECT version, origin, list, created_at FROM evidence_allow_list
         ORDER BY version DESC LIMIT 1",
        (),
        version,
    )
}

/// The latest lists, newest first.
pub fn history(tx: &mut Tx<'_>) -> Result<Vec<Version>> {
    let rows = tx.query(
        "SELECT version, origin, list, created_at FROM evidence_allow_list
         ORDER BY version DESC LIMIT $1",
        (ALLOW_LIST_VERSIONS_SHOWN_MAX,),
        version,
    )?;
    Ok(rows.into_iter().map(|(version, _)| version).collect())
}

/// Two that publish at once take the same number: the key refuses the second.
pub fn insert_version(tx: &mut Tx<'_>, list: &AllowList, origin: Origin) -> Result<u32> {
    let last = newest(tx)?.map_or(0, |(version, _)| version.number);
    let (number, now) = (last + 1, tx.now());
    let json = serde_json::to_string(list).map_err(Error::fault)?;
    tx.exec(
        "INSERT INTO evidence_allow_list (version, origin, list, created_at)
         VALUES ($1, $2, $3, $4)",
        (i64::from(number), origin.as_str(), json, now),
    )?;
    Ok(number)
}

/// Tells whether what a snapshot was made of still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Revision {
    version: i64,
    last_retraction: i64,
}

pub fn revision(tx: &mut Tx<'_>) -> Result<Revision> {
    tx.one(
        "SELECT (SELECT COALESCE(MAX(version), 0) FROM evidence_allow_list),
             (SELECT COALESCE(MAX(id), 0) FROM evidence_retraction)",
        (),
        |row| Ok(Revision { version: row.get(0)?, last_retraction: row.get(1)? }),
    )
}

/// Every retracted DOI and PubMed number.
pub fn retracted(tx: &mut Tx<'_>) -> Result<(HashSet<String>, HashSet<String>)> {
    let rows = tx.query(
        "SELECT doi, pmid FROM evidence_retraction LIMIT $1",
        (RETRACTIONS_MAX,),
        |row| Ok((row.get::<String>(0)?, row.get::<Option<String>>(1)?)),
    )?;
    let mut found = (HashSet::with_capacity(rows.len()), HashSet::new());
    for (doi, pmid) in rows {
        found.0.insert(doi);
        found.1.extend(pmid);
    }
    Ok(found)
}

pub fn known_dois(tx: &mut Tx<'_>) -> Result<HashSet<String>> {
    Ok(retracted(tx)?.0)
}

pub fn insert_retraction(tx: &mut Tx<'_>, row: &Retracted) -> Result<Id<Retraction>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    let day = row.retracted_on.map(|day| day.to_string());
    tx.exec(
        "INSERT INTO evidence_retraction (id, doi, pmid, retracted_on, reason, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        (id, &row.doi, row.pmid.as_deref(), day, &row.reason, now),
    )?;
    Ok(id)
}

/// The DOI that a `SourceFell` is about.
///
/// # Errors
/// `NotFound`.
pub fn retracted_doi(tx: &mut Tx<'_>, id: Id<Retraction>) -> Result<String> {
    tx.one("SELECT doi FROM evidence_retraction WHERE id = $1", (id,), |row| row.get(0))
}

/// Notes that something here stands on a work: its retraction will be told. Twice is harmless.
pub fn record_cited(tx: &mut Tx<'_>, doi: &str, kind: &str, about: i64) -> Result<()> {
    tx.exec(
        "INSERT INTO evidence_cited (doi, kind, about) VALUES ($1, $2, $3)
         ON CONFLICT (doi, kind, about) DO NOTHING",
        (doi, kind, about),
    )?;
    Ok(())
}

/// The same for an address, whichever work it names: by its DOI, its PubMed number, or both.
pub fn record_cited_url(tx: &mut Tx<'_>, url: &str, kind: &str, about: i64) -> Result<()> {
    let Some(address) = Address::parse(url) else { return Ok(()) };
    let article = address.pmid.map(|pmid| pubmed_key(&pmid));
    address.doi.into_iter().chain(article).try_for_each(|work| record_cited(tx, &work, kind, about))
}

/// What stands for an article in the column of DOIs.
pub fn pubmed_key(pmid: &str) -> String {
    format!("pmid:{pmid}")
}

/// What was cited by something that is gone.
pub fn forget_cited(tx: &mut Tx<'_>, kind: &str, about: i64) -> Result<()> {
    tx.exec("DELETE FROM evidence_cited WHERE kind = $1 AND about = $2", (kind, about))?;
    Ok(())
}

pub fn is_cited(tx: &mut Tx<'_>, doi: &str) -> Result<bool> {
    let found =
        tx.maybe("SELECT 1 FROM evidence_cited WHERE doi = $1 LIMIT 1", (doi,), |_| Ok(()))?;
    Ok(found.is_some())
}
