use commonround_db::{Row, Tx};
use commonround_kernel::{Account, Actor, Error, Id, Result, Scopes, Session, Timestamp, Via};

use crate::limits::{SESSION_IDLE, SESSION_LIFE, SESSIONS_MAX};
use crate::model::{Card, Device};
use crate::policy::MayEndSession;
use crate::sessions::Known;

pub fn insert(
    tx: &mut Tx,
    account: Id<Account>,
    digest: &[u8],
    device: &Device,
) -> Result<Id<Session>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO identity_session
            (id, account, secret_digest, browser, system, created_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
        (id, account, digest, device.browser, device.system, now),
    )?;
    Ok(id)
}

/// What every request reads, by digest: the session or token, its account and its persona in one.
const WHO: &str = "a.id, a.primary_persona, a.email_claim, a.operator, a.moderator, a.lang,
    a.theme, p.handle, p.display_name, p.role, p.role_public, p.field, a.officer,
    EXISTS (SELECT 1 FROM identity_suspension u WHERE u.persona = p.id),
    EXISTS (SELECT 1 FROM identity_person_suspension)";

pub fn resolve(tx: &mut Tx, digest: &[u8]) -> Result<Option<(Known, Timestamp, Timestamp)>> {
    let sql = format!(
        "SELECT {WHO}, s.id, s.created_at, s.seen_at FROM identity_session s
         JOIN identity_account a ON a.id = s.account
         JOIN identity_persona p ON p.id = a.primary_persona
         WHERE s.secret_digest = $1"
    );
    tx.maybe(&sql, (digest,), |row| {
        let known = known(row, Via::Session(row.get(15)?), Scopes::ALL)?;
        Ok((known, row.get(16)?, row.get(17)?))
    })
}

/// A token with its end and the last day it was used.
pub type KnownToken = (Known, Option<Timestamp>, Option<Timestamp>);

pub fn resolve_token(tx: &mut Tx, digest: &[u8]) -> Result<Option<KnownToken>> {
    let sql = format!(
        "SELECT {WHO}, t.id, t.scopes, t.expires_at, t.used_day FROM identity_token t
         JOIN identity_account a ON a.id = t.account
         JOIN identity_persona p ON p.id = a.primary_persona
         WHERE t.secret_digest = $1"
    );
    tx.maybe(&sql, (digest,), |row| {
        let scopes = Scopes::parse(&row.get::<String>(16)?)?;
        let known = known(row, Via::Token(row.get(15)?), scopes)?;
        Ok((known, row.get(17)?, row.get(18)?))
    })
}

fn known(row: &Row<'_>, via: Via, scopes: Scopes) -> Result<Known> {
    let role = row.get::<Option<String>>(9)?.ok_or_else(|| Error::fault("an erased persona"))?;
    let role = role.parse()?;
    let field = row.get::<Option<String>>(11)?.map(|f| f.parse()).transpose()?;
    let shown = row.get::<bool>(10)?.then_some(role);
    Ok(Known {
        actor: Actor {
            account: row.get(0)?,
            persona: row.get(1)?,
            role,
            via,
            scopes,
            confirmed: row.get::<Option<String>>(2)?.is_some(),
            operator: row.get(3)?,
            moderator: row.get(4)?,
            officer: row.get(12)?,
            suspended: row.get(13)?,
        },
        somebody_suspended: row.get(14)?,
        lang: row.get(5)?,
        theme: row.get(6)?,
        handle: row.get(7)?,
        display_name: row.get(8)?,
        card: Card { role: shown, field },
    })
}

pub fn set_seen(tx: &mut Tx, id: Id<Session>) -> Result<()> {
    let now = tx.now();
    tx.exec("UPDATE identity_session SET seen_at = $2 WHERE id = $1", (id, now))?;
    Ok(())
}

/// One signed-in device, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    pub id: Id<Session>,
    pub account: Id<Account>,
    pub device: Device,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
}

const ROW: &str = "SELECT id, account, browser, system, created_at, seen_at FROM identity_session";

fn session(row: &Row<'_>) -> Result<SessionRow> {
    let (browser, system) = (row.get::<Option<String>>(2)?, row.get::<Option<String>>(3)?);
    Ok(SessionRow {
        id: row.get(0)?,
        account: row.get(1)?,
        device: Device::stored(browser.as_deref(), system.as_deref()),
        created_at: row.get(4)?,
        seen_at: row.get(5)?,
    })
}

/// Devices that are still signed in, last seen first.
pub fn of_account(tx: &mut Tx, account: Id<Account>) -> Result<Vec<SessionRow>> {
    let now = tx.now();
    let sql = format!(
        "{ROW} WHERE account = $1 AND seen_at > $2 AND created_at > $3
         ORDER BY seen_at DESC NULLS LAST, id DESC NULLS LAST LIMIT $4"
    );
    tx.query(&sql, (account, now - SESSION_IDLE, now - SESSION_LIFE, SESSIONS_MAX), session)
}

pub fn get(tx: &mut Tx, id: Id<Session>) -> Result<SessionRow> {
    tx.one(&format!("{ROW} WHERE id = $1"), (id,), session)
}

pub fn end(tx: &mut Tx, permit: MayEndSession) -> Result<()> {
    tx.exec("DELETE FROM identity_session WHERE id = $1", (permit.session(),))?;
    Ok(())
}

/// Signs out what the account held before the limit of devices was reached.
pub fn end_beyond(tx: &mut Tx, account: Id<Account>, kept: usize) -> Result<()> {
    tx.exec(
        "DELETE FROM identity_session WHERE account = $1 AND id NOT IN (
            SELECT id FROM identity_session WHERE account = $1
            ORDER BY seen_at DESC NULLS LAST, id DESC NULLS LAST LIMIT $2)",
        (account, kept),
    )?;
    Ok(())
}

pub fn end_all(tx: &mut Tx, account: Id<Account>) -> Result<u64> {
    tx.exec("DELETE FROM identity_session WHERE account = $1", (account,))
}

pub fn end_others(tx: &mut Tx, account: Id<Account>, kept: Id<Session>) -> Result<u64> {
    tx.exec("DELETE FROM identity_session WHERE account = $1 AND id <> $2", (account, kept))
}

/// Ends every session there is.
pub fn end_every(tx: &mut Tx) -> Result<()> {
    tx.exec("DELETE FROM identity_session", ()).map(drop)
}
