use std::collections::BTreeSet;

use commonround_kernel::{Error, KeyRing, PublicKey, Result};

use super::canonical::{COLUMNS, HASH, SEQ, Veil, canonical, chain, veil};
use super::head::{self, Head, PURPOSE};
use super::walk::{Finding, Walk};
use super::{Hash, Tip, read, seal};
use crate::{Db, Row, Tx};

/// Rows walked in one read: other reads get their turn in between.
const STRIDE: usize = 20_000;

/// What is known of the chain from outside the database.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// Heads that left the server.
    pub heads: Vec<Head>,
    /// Places that somebody wrote down.
    pub tips: Vec<Tip>,
}

/// What a walk along the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Where the chain ends.
    pub tip: Tip,
    /// Rows walked.
    pub rows: u64,
    /// Those of them whose subject and reason were erased.
    pub erased: u64,
    /// Rows that wait to be sealed: nothing can be said of them yet.
    pub unsealed: u64,
    /// Heads held against the chain.
    pub heads: usize,
    /// The names of the keys that signed them, each once.
    pub kids: Vec<String>,
    /// The first `FINDINGS_MAX`; none where the log is whole.
    pub findings: Vec<Finding>,
    /// How many there are beyond those.
    pub more_findings: u64,
}

/// Walks the chain from its first row to its last and holds it against every head. People may go on
/// writing meanwhile.
///
/// # Errors
/// As `Db::read`. What was done to the log is no error but a finding.
pub async fn verify(db: &Db, keys: &KeyRing, witness: Witness) -> Result<Verdict> {
    let (tip, heads, unsealed) =
        db.snapshot(|tx| Ok((seal::tip(tx)?, head::every(tx)?, read::unsealed(tx)?))).await?;
    let gaps = gaps(&heads);
    let keys = public_keys(keys);
    let signed = tokio::task::spawn_blocking(move || signed(&keys, heads, witness.heads));
    let (heads, bad_heads) = signed.await.map_err(Error::fault)?;
    let known = std::iter::once(tip).filter(|tip| tip.seq > 0);
    let known = known.chain(heads.iter().map(Head::tip)).chain(witness.tips);
    let mut walk = Walk::new(known.collect());
    loop {
        let rows = walk.rows;
        walk = db.read(move |tx| stride(tx, walk)).await?;
        if walk.rows == rows {
            break;
        }
    }
    walk.end();
    bad_heads.into_iter().chain(gaps).for_each(|finding| walk.found(finding));
    let (tip, rows, erased) = (walk.last(), walk.rows, walk.erased);
    let (findings, more_findings) = (walk.findings, walk.more_findings);
    let kids: BTreeSet<String> = heads.iter().map(|head| head.kid.clone()).collect();
    let (heads, kids) = (heads.len(), kids.into_iter().collect());
    Ok(Verdict { tip, rows, erased, unsealed, heads, kids, findings, more_findings })
}

/// Each head counts the rows since the one before.
fn gaps(heads: &[Head]) -> Vec<Finding> {
    let mut before = 0;
    let mut found = Vec::new();
    for head in heads {
        let wanted = head.seq.saturating_sub(head.rows);
        if wanted != before {
            found.push(Finding::HeadRemoved { seq: wanted });
        }
        before = head.seq;
    }
    found
}

/// A key by its name.
type Known = (String, PublicKey);

fn public_keys(keys: &KeyRing) -> Vec<Known> {
    let keys = keys.signing_keys(PURPOSE);
    keys.iter().map(|key| (key.public().kid(), key.public().clone())).collect()
}

/// The heads that are signed by a key of the ring, and findings for the others. A head that stands
/// here and outside is looked at once.
fn signed(keys: &[Known], ours: Vec<Head>, outside: Vec<Head>) -> (Vec<Head>, Vec<Finding>) {
    let mut heads = ours;
    heads.extend(outside);
    heads.sort_by(|a, b| (a.seq, &a.signature).cmp(&(b.seq, &b.signature)));
    heads.dedup();
    let (good, bad): (Vec<_>, Vec<_>) = heads.into_iter().partition(|h| h.is_signed_by(keys));
    (good, bad.into_iter().map(|head| Finding::HeadAltered { seq: head.seq }).collect())
}

fn stride(tx: &mut Tx<'_>, mut walk: Walk) -> Result<Walk> {
    let sql = format!("SELECT {COLUMNS} FROM db_audit WHERE seq > $1 ORDER BY seq LIMIT $2");
    let mut bytes = Vec::with_capacity(512);
    tx.each(&sql, (walk.after(), STRIDE), |row| {
        step(&mut walk, row, &mut bytes)?;
        Ok(true)
    })?;
    Ok(walk)
}

fn step(walk: &mut Walk, row: &Row<'_>, bytes: &mut Vec<u8>) -> Result<()> {
    // What cannot be read any more is what somebody made of it.
    let here = Tip { seq: row.get(SEQ)?, hash: row.get(HASH).unwrap_or(Hash::NONE) };
    let is_readable = canonical(row, here.seq, bytes).is_ok();
    let veil = veil(row).unwrap_or(Veil::Broken);
    walk.step(here, veil, |before| is_readable.then(|| chain(before, bytes)));
    Ok(())
}
