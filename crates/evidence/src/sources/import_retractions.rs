use std::collections::HashSet;
use std::io::Read;

use commonround_db::{Db, outbox};
use commonround_kernel::{Error, Result};
use commonround_text as text;
use commonround_vocabulary::SourceFell;
use jiff::civil::Date;
use serde::Deserialize;

use super::store;
use crate::citations::parse_doi;
use crate::limits::{RETRACTION_REASON_CHARS_MAX, RETRACTIONS_BATCH, RETRACTIONS_MAX};

/// One line of a retraction list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retracted {
    /// In small letters.
    pub doi: String,
    pub pmid: Option<String>,
    pub retracted_on: Option<Date>,
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RetractionReport {
    pub added: u64,
    pub known: u64,
    /// Works among the new ones that are cited here.
    pub fell: u64,
    /// Lines left out: number and a stable code.
    pub rejected: Vec<(u64, &'static str)>,
}

#[derive(Deserialize)]
struct Line {
    doi: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    pmid: String,
}

impl Line {
    fn read(self) -> Result<Retracted, &'static str> {
        let doi = parse_doi(&self.doi).ok_or("bad_doi")?;
        let date = self.date.trim();
        let retracted_on =
            if date.is_empty() { None } else { Some(date.parse().map_err(|_| "bad_date")?) };
        let reason = self.reason.trim();
        if !reason.is_empty() {
            text::clean_line(reason, RETRACTION_REASON_CHARS_MAX).map_err(|_| "bad_reason")?;
        }
        let pmid = Some(self.pmid.trim()).filter(|p| !p.is_empty() && *p != "0");
        if pmid.is_some_and(|p| !p.bytes().all(|b| b.is_ascii_digit())) {
            return Err("bad_pmid");
        }
        Ok(Retracted {
            doi,
            pmid: pmid.map(str::to_owned),
            retracted_on,
            reason: reason.to_owned(),
        })
    }
}

/// Reads a CSV list with the columns `doi,date,reason` and, where there is one, `pmid`. What is
/// known already stays as it is, so the same file twice changes nothing; a broken-off import is
/// completed by the next.
///
/// # Errors
/// `Invalid` where the column `doi` is missing or the list is longer than `RETRACTIONS_MAX`.
pub async fn import_retractions(db: &Db, file: impl Read) -> Result<RetractionReport> {
    let mut report = RetractionReport::default();
    let mut known = db.read(store::known_dois).await?;
    let fresh = read_lines(file, &mut known, &mut report)?;
    for batch in fresh.chunks(RETRACTIONS_BATCH) {
        let batch = batch.to_vec();
        let (added, fell) = db.write(move |tx| store_batch(tx, &batch)).await?;
        report.added += added;
        report.fell += fell;
    }
    Ok(report)
}

fn read_lines(
    file: impl Read,
    known: &mut HashSet<String>,
    report: &mut RetractionReport,
) -> Result<Vec<Retracted>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(file);
    let headers = reader.headers().map_err(|_| Error::invalid("retractions", "malformed"))?;
    if !headers.iter().any(|name| name == "doi") {
        return Err(Error::invalid("retractions", "malformed"));
    }
    let mut fresh = Vec::new();
    for line in reader.deserialize::<Line>() {
        let number = report.known + report.rejected.len() as u64 + fresh.len() as u64 + 2;
        match line.map_err(|_| "not_csv").and_then(Line::read) {
            Err(why) => report.rejected.push((number, why)),
            Ok(row) if known.contains(&row.doi) => report.known += 1,
            Ok(row) => {
                known.insert(row.doi.clone());
                fresh.push(row);
            }
        }
        if known.len() > RETRACTIONS_MAX {
            return Err(Error::invalid("retractions", "too_long"));
        }
    }
    Ok(fresh)
}

fn store_batch(tx: &mut commonround_db::Tx<'_>, batch: &[Retracted]) -> Result<(u64, u64)> {
    let mut fell = 0;
    for row in batch {
        let retraction = store::insert_retraction(tx, row)?;
        let article = row.pmid.as_deref().map(store::pubmed_key);
        let by_article = match &article {
            Some(article) => store::is_cited(tx, article)?,
            None => false,
        };
        if by_article || store::is_cited(tx, &row.doi)? {
            outbox::emit(tx, &SourceFell { retraction })?;
            fell += 1;
        }
    }
    Ok((batch.len() as u64, fell))
}
