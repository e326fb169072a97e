use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::CredentialClaim;

use crate::credentials::limits::DOCUMENTS_SHOWN_MAX;
use crate::credentials::model::{DocumentKind, DocumentRow};
use crate::credentials::policy::MayAddDocument;

/// A paper about to be kept.
pub struct NewDocument {
    pub id: Id<DocumentRow>,
    pub kind: DocumentKind,
    pub bytes: usize,
    pub sha256: Vec<u8>,
    pub sealed: Vec<u8>,
}

pub fn insert(tx: &mut Tx, permit: &MayAddDocument, new: &NewDocument) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO identity_claim_document (id, claim, kind, bytes, sha256, sealed, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        (
            new.id,
            permit.claim(),
            new.kind.as_str(),
            new.bytes,
            &new.sha256[..],
            &new.sealed[..],
            now,
        ),
    )
    .map(drop)
}

/// How many papers of a claim are still here.
pub fn kept(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM identity_claim_document
         WHERE claim = $1 AND sealed IS NOT NULL";
    tx.one(sql, (claim,), |row| row.get(0))
}

/// The newest first, also those that are gone.
pub fn list(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<Vec<DocumentRow>> {
    let sql = "SELECT id, kind, bytes, sha256, added_at, shredded_at
         FROM identity_claim_document WHERE claim = $1 ORDER BY id DESC NULLS LAST LIMIT $2";
    tx.query(sql, (claim, DOCUMENTS_SHOWN_MAX), document)
}

fn document(row: &Row<'_>) -> Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get(0)?,
        kind: row.get::<String>(1)?.parse()?,
        bytes: row.get(2)?,
        sha256: row.get(3)?,
        added_at: row.get(4)?,
        shredded_at: row.get(5)?,
    })
}

/// The kind of a paper and what is left of it.
pub fn sealed(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    id: Id<DocumentRow>,
) -> Result<Option<(DocumentKind, Option<Vec<u8>>)>> {
    let sql = "SELECT kind, sealed FROM identity_claim_document WHERE id = $1 AND claim = $2";
    tx.maybe(sql, (id, claim), |row| Ok((row.get::<String>(0)?.parse()?, row.get(1)?)))
}

pub fn shred(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    reviewer: Option<Id<Persona>>,
    method: &str,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE identity_claim_document
         SET sealed = NULL, shredded_at = $2, reviewer = $3, method = $4
         WHERE claim = $1 AND sealed IS NOT NULL",
        (claim, now, reviewer, method),
    )
    .map(drop)
}
