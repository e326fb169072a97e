//! Submissions remembered for a day.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result, Timestamp};
use commonround_vocabulary::Status;

use crate::model::IdempotencyKey;

/// What a key was used for before.
pub struct Remembered {
    pub digest: Vec<u8>,
    pub status: Id<Status>,
}

pub fn find(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    key: &IdempotencyKey,
) -> Result<Option<Remembered>> {
    tx.maybe(
        "SELECT digest, status FROM commons_idempotency
         WHERE persona = $1 AND idempotency_key = $2",
        (persona, key.as_str()),
        |row| Ok(Remembered { digest: row.get(0)?, status: row.get(1)? }),
    )
}

pub fn remember(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    key: &IdempotencyKey,
    digest: &[u8],
    status: Id<Status>,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO commons_idempotency (persona, idempotency_key, digest, status, created_at)
         VALUES ($1, $2, $3, $4, $5)",
        (persona, key.as_str(), digest, status, now),
    )
    .map(drop)
}

pub fn forget_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64> {
    tx.exec("DELETE FROM commons_idempotency WHERE created_at < $1", (before,))
}
