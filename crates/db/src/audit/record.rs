use commonround_kernel::{Account, Error, Id, Persona, Result, never};
use commonround_vocabulary::AuditEntry;

use super::canonical::commit;
use crate::{Cell, Param as _, Tx};

/// The longest reason.
pub const REASON_CHARS_MAX: usize = 2_000;
const SALT_BYTES: usize = 16;

/// A thing, or a person by a number that is not their name: `("claim", 7)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub(super) kind: &'static str,
    pub(super) id: i64,
}

impl Named {
    /// `kind` is a stable word in snake_case.
    #[must_use]
    pub const fn new<K>(kind: &'static str, id: Id<K>) -> Self {
        Self { kind, id: id.get() }
    }

    #[must_use]
    pub const fn account(id: Id<Account>) -> Self {
        Self::new("account", id)
    }

    #[must_use]
    pub const fn persona(id: Id<Persona>) -> Self {
        Self::new("persona", id)
    }
}

/// Who acts. A person acts as the persona they speak through, as an account only where no persona
/// is meant: no row may hold an account and a second persona of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accessor {
    /// The instance itself, or whoever types its commands.
    System,
    Account(Id<Account>),
    Persona(Id<Persona>),
}

impl Accessor {
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Account(_) => "account",
            Self::Persona(_) => "persona",
        }
    }

    pub(super) const fn id(self) -> Option<i64> {
        match self {
            Self::System => None,
            Self::Account(id) => Some(id.get()),
            Self::Persona(id) => Some(id.get()),
        }
    }
}

/// One act. Start from `Entry::new` and add what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    pub actor: Accessor,
    /// What was done, a stable word in snake_case: `claim_approved`.
    pub action: &'static str,
    /// The kind of information and which one.
    pub object: Option<Named>,
    /// Whom it is about. Can be erased later.
    pub subject: Option<Named>,
    /// What for, a stable word: `treatment`.
    pub purpose: Option<&'static str>,
    /// What the actor wrote. Is erased together with the subject.
    pub reason: Option<&'a str>,
    /// Through what, a stable word: `browser`, `token`, `command`.
    pub client: Option<&'static str>,
}

impl Entry<'_> {
    #[must_use]
    pub const fn new(actor: Accessor, action: &'static str) -> Self {
        let (object, subject) = (None, None);
        Self { actor, action, object, subject, purpose: None, reason: None, client: None }
    }
}

/// Writes an act down: it commits with the act, or not at all.
///
/// # Errors
/// `Invalid` on `reason`: `too_long`; as `Tx::exec`.
pub fn record(tx: &mut Tx<'_>, entry: &Entry<'_>) -> Result<Id<AuditEntry>> {
    check(entry)?;
    let (id, now) = (tx.env().new_id::<AuditEntry>(), tx.now());
    let (object_kind, object) = apart(entry.object);
    let (subject_kind, subject) = apart(entry.subject);
    let is_veiled = entry.subject.is_some() || entry.reason.is_some();
    let salt = is_veiled.then(|| tx.env().random_bytes::<SALT_BYTES>());
    let veiled = [subject_kind.cell(), subject.cell(), entry.reason.cell()];
    let commitment = salt.map(|salt| commit(&salt, veiled));
    let (actor_kind, actor) = (entry.actor.kind(), entry.actor.id());
    tx.exec(
        "INSERT INTO db_audit (id, at, actor_kind, actor, action, object_kind, object, purpose,
             client, commitment, salt, subject_kind, subject, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        (
            id,
            now,
            actor_kind,
            actor,
            entry.action,
            object_kind,
            object,
            entry.purpose,
            entry.client,
            commitment,
            salt,
            subject_kind,
            subject,
            entry.reason,
        ),
    )?;
    Ok(id)
}

fn check(entry: &Entry<'_>) -> Result<()> {
    let words = [Some(entry.action), entry.purpose, entry.client];
    let named = [entry.object, entry.subject].map(|named| named.map(|named| named.kind));
    if never!(!words.into_iter().chain(named).flatten().all(is_word)) {
        return Err(Error::fault("the words of an audit entry are snake_case"));
    }
    if entry.reason.is_some_and(|reason| reason.chars().count() > REASON_CHARS_MAX) {
        return Err(Error::invalid("reason", "too_long"));
    }
    Ok(())
}

fn is_word(word: &str) -> bool {
    !word.is_empty()
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

const fn apart(named: Option<Named>) -> (Option<&'static str>, Option<i64>) {
    match named {
        Some(named) => (Some(named.kind), Some(named.id)),
        None => (None, None),
    }
}

/// Forgets of every row about this subject whom it was about and why it was done, for good. What was
/// done, by whom and when stays, and the chain still verifies. Answers how many rows that were.
///
/// # Errors
/// As `Tx::exec`.
pub fn erase_subject(tx: &mut Tx<'_>, subject: Named) -> Result<u64> {
    tx.exec(
        "UPDATE db_audit SET salt = NULL, subject_kind = NULL, subject = NULL, reason = NULL
         WHERE subject = $1 AND subject_kind = $2",
        (Cell::Int(subject.id), subject.kind),
    )
}
