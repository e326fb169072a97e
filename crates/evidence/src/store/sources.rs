use commonround_db::{Row, Tx};
use commonround_kernel::{Id, Result};
use commonround_vocabulary as vocabulary;

use crate::model::{Entry, Source};
use crate::policy::MayImport;

/// Proof that a publisher is in the table, by way of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Registered(Id<vocabulary::Source>);

impl Registered {
    pub(super) const fn id(self) -> Id<vocabulary::Source> {
        self.0
    }
}

const COLUMNS: &str = "s.id, s.slug, s.name, s.accreditor, s.licence, s.licence_url, \
     s.attribution, s.tier, s.homepage, s.language";

fn source(row: &Row<'_>) -> Result<Source> {
    Ok(Source {
        id: row.get(0)?,
        slug: row.get(1)?,
        name: row.get(2)?,
        accreditor: row.get(3)?,
        licence: row.get(4)?,
        licence_url: row.get(5)?,
        attribution: row.get(6)?,
        tier: row.get::<String>(7)?.parse()?,
        homepage: row.get(8)?,
        language: row.get(9)?,
        facts: row.get(10)?,
    })
}

/// Makes the publisher's row, or finds it.
pub fn register(tx: &mut Tx<'_>, permit: &MayImport) -> Result<Registered> {
    let code = &permit.entry().code;
    let found =
        tx.maybe("SELECT id FROM evidence_source WHERE code = $1", (code,), |r| r.get(0))?;
    match found {
        Some(id) => Ok(Registered(id)),
        None => insert(tx, permit.entry()),
    }
}

fn insert(tx: &mut Tx<'_>, entry: &Entry) -> Result<Registered> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO evidence_source (id, slug, code, name, accreditor, licence, licence_url,
             attribution, tier, homepage, language, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        (
            id,
            &entry.slug,
            &entry.code,
            &entry.name,
            &entry.accreditor,
            &entry.licence,
            &entry.licence_url,
            &entry.attribution,
            entry.tier.as_str(),
            &entry.homepage,
            &entry.language,
            now,
        ),
    )?;
    Ok(Registered(id))
}

/// Brings the row up to what the registry says now. Answers whether anything was different.
pub fn refresh(tx: &mut Tx<'_>, permit: &MayImport) -> Result<bool> {
    let entry = permit.entry();
    let changed = tx.exec(
        "UPDATE evidence_source
         SET slug = $2, name = $3, accreditor = $4, licence = $5, licence_url = $6,
             attribution = $7, tier = $8, homepage = $9, language = $10
         WHERE code = $1
           AND NOT (slug = $2 AND name = $3 AND accreditor = $4 AND licence = $5
             AND licence_url = $6 AND attribution = $7 AND tier = $8 AND homepage = $9
             AND language = $10)",
        (
            &entry.code,
            &entry.slug,
            &entry.name,
            &entry.accreditor,
            &entry.licence,
            &entry.licence_url,
            &entry.attribution,
            entry.tier.as_str(),
            &entry.homepage,
            &entry.language,
        ),
    )?;
    Ok(changed > 0)
}

/// Every publisher by tier and name, with how many facts of it are shown.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Source>> {
    let sql = format!(
        "SELECT {COLUMNS}, (SELECT COUNT(*) FROM evidence_fact f
             WHERE f.source = s.id AND f.withdrawn_at IS NULL)
         FROM evidence_source s ORDER BY s.tier, s.name"
    );
    tx.query(&sql, (), source)
}

pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Source> {
    let sql = format!(
        "SELECT {COLUMNS}, (SELECT COUNT(*) FROM evidence_fact f
             WHERE f.source = s.id AND f.withdrawn_at IS NULL)
         FROM evidence_source s WHERE s.slug = $1"
    );
    tx.one(&sql, (slug,), source)
}

/// The publisher without the count of its facts, which is zero here.
pub fn by_id(tx: &mut Tx<'_>, id: Id<vocabulary::Source>) -> Result<Source> {
    let sql = format!("SELECT {COLUMNS}, 0 FROM evidence_source s WHERE s.id = $1");
    tx.one(&sql, (id,), source)
}
