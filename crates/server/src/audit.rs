//! The audit log of an instance: where its heads go, and `commonround audit verify`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use commonround_credential::SignKey;
use commonround_db::audit::{
    self, Accessor, Entry, Finding, Head, Leave, Named, Tip, Verdict, Witness,
};
use commonround_db::{Consumer, Db, JobKind, reaction};
use commonround_kernel::{Error, KeyRing, Result, SigningKey, Timestamp};
use commonround_vocabulary::{Event as _, PersonaErased};
use serde_json::Value;

use crate::chores::Told;
use crate::config::Config;
use crate::instance::Instance;
use crate::lines;

/// Where heads go that leave the database: beside it until the operator names another disk.
#[must_use]
pub fn heads_path(config: &Config) -> PathBuf {
    let beside = || config.data.join("journal").join("audit-heads.jsonl");
    config.audit.heads.clone().unwrap_or_else(beside)
}

/// Signs heads and writes them into the file.
#[must_use]
pub fn jobs(config: &Config, keys: Arc<KeyRing>) -> Vec<Arc<dyn JobKind>> {
    let path = heads_path(config);
    let leave: Leave = Arc::new(move |heads| lines::append(&path, heads));
    vec![audit::heads(keys, leave)]
}

/// Whoever leaves is no longer the subject of any act.
#[must_use]
pub fn consumers() -> Vec<Arc<dyn Consumer>> {
    vec![reaction("server.audit", &[PersonaErased::TOPIC], |tx, event| {
        let Some(erased) = event.read::<PersonaErased>()? else { return Ok(()) };
        audit::erase_subject(tx, Named::persona(erased.persona)).map(drop)
    })]
}

/// The chain says itself where a copy began to live on.
///
/// # Errors
/// What the database says.
pub async fn record_restore(db: &Db, made_at: Timestamp) -> Result<()> {
    let reason = format!("from the copy of {made_at}");
    db.write(move |tx| {
        let entry = Entry::new(Accessor::System, "instance_restored");
        let (reason, client) = (Some(reason.as_str()), Some("command"));
        audit::record(tx, &Entry { reason, client, ..entry }).map(drop)
    })
    .await
}

/// The keys that heads are checked with, as JWKs, the newest first.
///
/// # Errors
/// `Fault` where a key of the ring is none, which it is.
pub fn published_keys(keys: &KeyRing) -> Result<Vec<Value>> {
    let all = keys.signing_keys(audit::PURPOSE);
    let jwk = |key: &SigningKey| {
        let key = SignKey::from_bytes(&key.secret_bytes()).map_err(Error::fault)?;
        Ok(key.public().jwk())
    };
    all.iter().map(jwk).collect()
}

/// Walks the log, tells what was found, and ends with the code of the first finding.
///
/// # Errors
/// `Conflict` with a code of `Finding::CODES` where the log is not whole; `Fault` where a file of
/// heads can't be read; what the database says.
pub async fn verify(instance: &Instance, head: Option<&str>, told: &Told) -> Result<()> {
    let witness = witness(&heads_path(&instance.config), head)?;
    let verdict = audit::verify(&instance.db, &instance.keys, witness).await?;
    report(&verdict, told);
    match verdict.findings.first() {
        Some(first) => Err(Error::Conflict(first.code())),
        None => Ok(()),
    }
}

/// What is known from outside: the file of heads, and what was typed, `SEQ:HASH` or another file.
fn witness(file: &Path, head: Option<&str>) -> Result<Witness> {
    let mut witness = Witness::default();
    if file.is_file() {
        witness.heads = read_heads(file)?;
    }
    match head.map(|typed| (typed, typed.parse::<Tip>())) {
        Some((_, Ok(tip))) => witness.tips.push(tip),
        Some((typed, Err(_))) => witness.heads.extend(read_heads(Path::new(typed))?),
        None => {}
    }
    Ok(witness)
}

fn read_heads(path: &Path) -> Result<Vec<Head>> {
    lines::read(path, "a file of heads")
}

fn report(verdict: &Verdict, told: &Told) {
    let Verdict { tip, rows, erased, unsealed, heads, kids, findings, more_findings } = verdict;
    let word = if findings.is_empty() { "ok" } else { "not whole" };
    told.answer(&format!("{word}: {rows} rows, head {tip}"));
    told.answer(&format!(
        "{heads} signed heads, {erased} rows erased, {unsealed} rows not sealed yet"
    ));
    for kid in kids {
        told.answer(&format!("signed with key {kid}"));
    }
    for finding in findings {
        told.answer(&format!("{} ({})", describe(finding), finding.code()));
    }
    if *more_findings > 0 {
        told.answer(&format!("and {more_findings} more"));
    }
}

fn describe(finding: &Finding) -> String {
    match finding {
        Finding::RowAltered { seq } => format!("broken at row {seq}: it was altered"),
        Finding::RowsRemoved { first, last } if first == last => {
            format!("broken at row {first}: it was removed")
        }
        Finding::RowsRemoved { first, last } => {
            format!("broken at row {first}: rows {first} to {last} were removed")
        }
        Finding::Truncated { first, last } => {
            format!("broken at row {first}: rows {first} to {last} were cut off at the end")
        }
        Finding::ChainDiffers { seq } => {
            format!("broken at row {seq}: a head knows another chain, so this one was made anew")
        }
        Finding::HeadAltered { seq } => {
            format!("the head of row {seq} was altered, or a key signed it that is not ours")
        }
        Finding::HeadRemoved { seq } => format!("the head of row {seq} was removed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "7:b0bd5055214c8a53c767b23f639346a28a5c077a85d63aff13581f286f92d6f4";

    #[test]
    fn a_head_is_a_value_or_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let none = dir.path().join("none");
        assert_eq!(witness(&none, Some(VALUE)).unwrap().tips.len(), 1);
        assert!(witness(&none, None).unwrap().heads.is_empty());
        let file = dir.path().join("heads.jsonl");
        let missing = witness(&none, file.to_str()).unwrap_err().to_string();
        assert!(missing.contains("heads.jsonl"), "{missing}");
        std::fs::write(&file, "{}\n{}\n").unwrap();
        assert!(witness(&none, file.to_str()).is_err(), "that is no file of heads");
        assert!(witness(&file, None).is_err());
    }
}
