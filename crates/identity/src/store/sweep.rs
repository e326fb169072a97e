//! What ends by itself. Bounded: what one run leaves, the next one takes.

use commonround_db::Tx;
use commonround_kernel::{Account, Id, Result, Timestamp};

use crate::limits::{CODE_MEMORY, MAIL_LIFE, SESSION_IDLE, SESSION_LIFE, SWEEP_ROWS_MAX};

pub fn sessions(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec(
        "DELETE FROM identity_session WHERE id IN (
            SELECT id FROM identity_session WHERE seen_at <= $1 OR created_at <= $2 LIMIT $3)",
        (now - SESSION_IDLE, now - SESSION_LIFE, SWEEP_ROWS_MAX),
    )
}

pub fn codes(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec(
        "DELETE FROM identity_code WHERE id IN (
            SELECT id FROM identity_code WHERE expires_at <= $1 LIMIT $2)",
        (now - CODE_MEMORY, SWEEP_ROWS_MAX),
    )
}

pub fn mail(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.exec(
        "DELETE FROM identity_mail WHERE id IN (
            SELECT id FROM identity_mail WHERE created_at <= $1 LIMIT $2)",
        (now - MAIL_LIFE, SWEEP_ROWS_MAX),
    )
}

/// Accounts made before `born` whose address nobody confirmed.
pub fn unconfirmed(tx: &mut Tx, born: Timestamp) -> Result<Vec<Id<Account>>> {
    tx.query(
        "SELECT id FROM identity_account WHERE email_claim IS NULL AND created_at <= $1
         ORDER BY created_at ASC NULLS LAST LIMIT $2",
        (born, SWEEP_ROWS_MAX),
        |row| row.get(0),
    )
}
