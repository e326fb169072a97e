use commonround_db::{Row, Tx};
use commonround_kernel::{Account, Error, Id, Persona, Result, Timestamp};

use crate::model::{AgeBand, Email, TimeZone};
use crate::passwords::PasswordHash;
use crate::policy::{MayChangeAccount, MayErase, MayRedeem, MaySetPassword};

/// An account as the use cases of its owner see it.
#[derive(Clone)]
pub struct AccountRow {
    pub id: Id<Account>,
    pub email: String,
    pub email_folded: String,
    pub confirmed: bool,
    pub password_hash: PasswordHash,
    pub lang: Option<String>,
    pub theme: String,
    pub time_zone: String,
    pub operator: bool,
    pub primary_persona: Id<Persona>,
    /// Sealed: see `store::personas::open_list`.
    pub personas: Vec<u8>,
}

/// An account about to be made.
pub struct NewAccount<'a> {
    pub id: Id<Account>,
    pub email: &'a Email,
    pub password_hash: &'a PasswordHash,
    pub age_band: Option<AgeBand>,
    pub lang: Option<&'a str>,
    pub theme: &'a str,
    pub primary_persona: Id<Persona>,
    pub personas: Vec<u8>,
}

pub fn insert(tx: &mut Tx, new: &NewAccount) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO identity_account (id, email, email_folded, password_hash, age_band, lang,
            theme, time_zone, operator, moderator, primary_persona, personas, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE, FALSE, $9, $10, $11)",
        (
            new.id,
            new.email.as_str(),
            new.email.folded(),
            new.password_hash.as_str(),
            new.age_band.map(AgeBand::as_str),
            new.lang,
            new.theme,
            TimeZone::UTC,
            new.primary_persona,
            &new.personas[..],
            now,
        ),
    )?;
    Ok(())
}

const ROW: &str = "SELECT id, email, email_folded, email_claim, password_hash, lang, theme,
    time_zone, operator, primary_persona, personas FROM identity_account";

fn account(row: &Row<'_>) -> Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(0)?,
        email: row.get(1)?,
        email_folded: row.get(2)?,
        confirmed: row.get::<Option<String>>(3)?.is_some(),
        password_hash: PasswordHash::stored(row.get(4)?),
        lang: row.get(5)?,
        theme: row.get(6)?,
        time_zone: row.get(7)?,
        operator: row.get(8)?,
        primary_persona: row.get(9)?,
        personas: row.get(10)?,
    })
}

pub fn get(tx: &mut Tx, id: Id<Account>) -> Result<AccountRow> {
    tx.one(&format!("{ROW} WHERE id = $1"), (id,), account)
}

pub fn find(tx: &mut Tx, id: Id<Account>) -> Result<Option<AccountRow>> {
    tx.maybe(&format!("{ROW} WHERE id = $1"), (id,), account)
}

/// The account that confirmed this address.
pub fn by_claim(tx: &mut Tx, folded: &str) -> Result<Option<AccountRow>> {
    tx.maybe(&format!("{ROW} WHERE email_claim = $1"), (folded,), account)
}

/// The newest account that gave this address and has not confirmed it.
pub fn newest_unconfirmed(tx: &mut Tx, folded: &str) -> Result<Option<AccountRow>> {
    let sql = format!(
        "{ROW} WHERE email_folded = $1 AND email_claim IS NULL
         ORDER BY created_at DESC NULLS LAST, id DESC NULLS LAST LIMIT 1"
    );
    tx.maybe(&sql, (folded,), account)
}

/// The account whose first persona has this handle. Further personas do not sign in: that would
/// answer whose they are.
pub fn by_handle(tx: &mut Tx, handle: &str) -> Result<Option<AccountRow>> {
    let sql = format!(
        "{ROW} WHERE primary_persona = (SELECT id FROM identity_persona WHERE handle = $1)"
    );
    tx.maybe(&sql, (handle,), account)
}

/// The account whose first persona this is.
pub fn by_primary(tx: &mut Tx, persona: Id<Persona>) -> Result<Option<AccountRow>> {
    tx.maybe(&format!("{ROW} WHERE primary_persona = $1"), (persona,), account)
}

/// The account that signs in as this persona. None for a further persona: whose it is, no row says.
pub fn id_by_primary(tx: &mut Tx, persona: Id<Persona>) -> Result<Option<Id<Account>>> {
    let sql = "SELECT id FROM identity_account WHERE primary_persona = $1";
    tx.maybe(sql, (persona,), |row| row.get(0))
}

pub fn primary_handle(tx: &mut Tx, persona: Id<Persona>) -> Result<String> {
    tx.one("SELECT handle FROM identity_persona WHERE id = $1", (persona,), |row| row.get(0))
}

/// The address now belongs to this account and to no other.
pub fn claim_email(tx: &mut Tx, id: Id<Account>, permit: &MayRedeem, email: &str) -> Result<()> {
    let folded = email.to_lowercase();
    debug_assert_eq!(permit.account(), Some(id), "the code names the account it was made for");
    let claimed = tx.exec(
        "UPDATE identity_account SET email = $2, email_folded = $3, email_claim = $3
         WHERE id = $1",
        (id, email, folded),
    );
    match claimed {
        Err(Error::Conflict("unique")) => Err(Error::Conflict("email_taken")),
        other => other.map(|_| ()),
    }
}

/// For accounts that are made by the operator of the instance, whose word is enough.
pub fn claim_at_birth(tx: &mut Tx, id: Id<Account>) -> Result<()> {
    let sql = "UPDATE identity_account SET email_claim = email_folded WHERE id = $1";
    tx.exec(sql, (id,))?;
    Ok(())
}

pub fn set_password(tx: &mut Tx, permit: &MaySetPassword, hash: &PasswordHash) -> Result<()> {
    let sql = "UPDATE identity_account SET password_hash = $2 WHERE id = $1";
    let changed = tx.exec(sql, (permit.account(), hash.as_str()))?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// How a person likes the place to look and to tell time.
pub fn set_preferences(
    tx: &mut Tx,
    permit: &MayChangeAccount,
    lang: &str,
    theme: &str,
    zone: &TimeZone,
) -> Result<()> {
    let sql = "UPDATE identity_account SET lang = $2, theme = $3, time_zone = $4 WHERE id = $1";
    tx.exec(sql, (permit.account(), lang, theme, zone.as_str()))?;
    Ok(())
}

/// For tests: no use case gives an account a second persona yet.
#[cfg(any(test, feature = "testing"))]
pub fn set_personas(tx: &mut Tx, id: Id<Account>, sealed: &[u8]) -> Result<()> {
    tx.exec("UPDATE identity_account SET personas = $2 WHERE id = $1", (id, sealed))?;
    Ok(())
}

pub fn set_moderator(tx: &mut Tx, id: Id<Account>, moderator: bool) -> Result<()> {
    tx.exec("UPDATE identity_account SET moderator = $2 WHERE id = $1", (id, moderator))?;
    Ok(())
}

pub fn set_operator(tx: &mut Tx, id: Id<Account>, operator: bool) -> Result<()> {
    tx.exec("UPDATE identity_account SET operator = $2 WHERE id = $1", (id, operator))?;
    Ok(())
}

pub fn set_officer(tx: &mut Tx, id: Id<Account>, officer: bool) -> Result<()> {
    tx.exec("UPDATE identity_account SET officer = $2 WHERE id = $1", (id, officer))?;
    Ok(())
}

pub fn operators(tx: &mut Tx) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM identity_account WHERE operator = TRUE";
    tx.one(sql, (), |row| row.get(0))
}

/// One line of the operator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    pub handle: String,
    pub email: String,
    pub confirmed: bool,
    pub operator: bool,
    pub moderator: bool,
    pub created_at: Timestamp,
}

/// By handle, those after `after`.
pub fn list(tx: &mut Tx, after: &str, limit: usize) -> Result<Vec<AccountLine>> {
    tx.query(
        "SELECT p.handle, a.email, a.email_claim, a.operator, a.moderator, a.created_at
         FROM identity_account a JOIN identity_persona p ON p.id = a.primary_persona
         WHERE p.handle > $1 ORDER BY p.handle ASC NULLS LAST LIMIT $2",
        (after, limit),
        |row| {
            Ok(AccountLine {
                handle: row.get(0)?,
                email: row.get(1)?,
                confirmed: row.get::<Option<String>>(2)?.is_some(),
                operator: row.get(3)?,
                moderator: row.get(4)?,
                created_at: row.get(5)?,
            })
        },
    )
}

pub fn erase(tx: &mut Tx, permit: &MayErase) -> Result<()> {
    tx.exec("DELETE FROM identity_account WHERE id = $1", (permit.account(),))?;
    Ok(())
}
