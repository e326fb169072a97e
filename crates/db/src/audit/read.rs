use commonround_kernel::{Id, Result, Timestamp};
use commonround_vocabulary::AuditEntry;

use super::canonical::COLUMNS;
use super::record::{Accessor, Named};
use super::seal;
use crate::{Row, Tx, Value};

/// The most acts on one page.
pub const PAGE_ACTS_MAX: usize = 200;

/// Which acts are asked for: those that fit everything that is said here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// A person who acted. `System` fits the acts of nobody.
    pub actor: Option<Accessor>,
    pub object: Option<Named>,
    pub subject: Option<Named>,
    /// Not before this moment.
    pub since: Option<Timestamp>,
}

/// One act as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub id: Id<AuditEntry>,
    /// Its place in the chain, once it is sealed.
    pub seq: Option<i64>,
    pub at: Timestamp,
    /// `system`, `account` or `persona`.
    pub actor_kind: String,
    pub actor: Option<i64>,
    pub action: String,
    /// Kind and number.
    pub object: Option<(String, i64)>,
    pub subject: Option<(String, i64)>,
    pub purpose: Option<String>,
    pub reason: Option<String>,
    pub client: Option<String>,
    /// Whom it was about and why was there once.
    pub is_erased: bool,
}

/// Acts before the entry `before`, or the latest, newest first. To read them is an act of its own,
/// which the caller records.
///
/// # Errors
/// As `Tx::query`.
pub fn page(
    tx: &mut Tx<'_>,
    filter: &Filter,
    before: Option<Id<AuditEntry>>,
    limit: usize,
) -> Result<Vec<Act>> {
    let mut asked = Asked::new(before, limit);
    if let Some(actor) = filter.actor {
        asked.person("actor_kind", actor.kind(), "actor", actor.id());
    }
    if let Some(Named { kind, id }) = filter.object {
        asked.person("object_kind", kind, "object", Some(id));
    }
    if let Some(Named { kind, id }) = filter.subject {
        asked.person("subject_kind", kind, "subject", Some(id));
    }
    if let Some(since) = filter.since {
        asked.and("at >=", since.into());
    }
    let fits = asked.fits;
    let sql = format!("SELECT {COLUMNS} FROM db_audit WHERE {fits} ORDER BY id DESC LIMIT $2");
    tx.query(&sql, asked.params, act_of)
}

/// A condition and its values, built up.
struct Asked {
    fits: String,
    params: Vec<Value>,
}

impl Asked {
    fn new(before: Option<Id<AuditEntry>>, limit: usize) -> Self {
        let ceiling = before.map_or(i64::MAX, Id::get);
        let params = vec![ceiling.into(), limit.clamp(1, PAGE_ACTS_MAX).into()];
        Self { fits: "id < $1".to_owned(), params }
    }

    fn and(&mut self, condition: &str, value: Value) {
        self.params.push(value);
        self.fits += &format!(" AND {condition} ${}", self.params.len());
    }

    fn person(&mut self, kind_column: &str, kind: &str, column: &str, id: Option<i64>) {
        if let Some(id) = id {
            self.and(&format!("{column} ="), id.into());
        }
        self.and(&format!("{kind_column} ="), kind.into());
    }
}

fn act_of(row: &Row<'_>) -> Result<Act> {
    let pair = |kind: usize, id: usize| -> Result<Option<(String, i64)>> {
        Ok(row.get::<Option<String>>(kind)?.zip(row.get::<Option<i64>>(id)?))
    };
    let is_committed = row.get::<Option<Vec<u8>>>(11)?.is_some();
    let is_erased = is_committed && row.get::<Option<Vec<u8>>>(12)?.is_none();
    Ok(Act {
        seq: row.get(0)?,
        id: row.get(2)?,
        at: row.get(3)?,
        actor_kind: row.get(4)?,
        actor: row.get(5)?,
        action: row.get(6)?,
        object: pair(7, 8)?,
        purpose: row.get(9)?,
        client: row.get(10)?,
        subject: pair(13, 14)?,
        reason: row.get(15)?,
        is_erased,
    })
}

/// How far the chain is, for `/metrics`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub sealed: i64,
    pub unsealed: u64,
    /// When the latest head was signed.
    pub head_at: Option<Timestamp>,
}

/// # Errors
/// As `Tx::query`.
pub fn progress(tx: &mut Tx<'_>) -> Result<Progress> {
    let head_at =
        tx.maybe("SELECT at FROM db_audit_head ORDER BY seq DESC LIMIT 1", (), |row| row.get(0))?;
    Ok(Progress { sealed: seal::tip(tx)?.seq, unsealed: unsealed(tx)?, head_at })
}

pub(super) fn unsealed(tx: &mut Tx<'_>) -> Result<u64> {
    tx.one("SELECT count(*) FROM db_audit WHERE seq IS NULL", (), |row| row.get(0))
}
