use std::collections::HashMap;
use std::collections::hash_map::Entry;

use commonround_db::{Row, Tx, in_list, padded};
use commonround_kernel::{Account, Error, Id, KeyRing, Persona, Result, Role, Timestamp};

use crate::cards::NameCard;
use crate::credentials::badges;
use crate::limits::PERSONAS_MAX;
use crate::model::{DisplayName, Field, Handle};
use crate::policy::{MayErase, MaySetDisplay};
use crate::titles::store::read_standing;

/// The purpose under which persona links are sealed.
const LINK: &str = "identity.persona";
/// The purpose under which an account's list of personas is sealed.
const LIST: &str = "identity.personas";

/// A persona about to be made.
pub struct NewPersona<'a> {
    pub id: Id<Persona>,
    pub handle: &'a Handle,
    pub display_name: &'a str,
    pub role: Role,
    pub role_public: bool,
    pub field: Option<Field>,
}

pub fn insert(tx: &mut Tx, keys: &KeyRing, account: Id<Account>, new: &NewPersona) -> Result<()> {
    let context = new.id.get().to_be_bytes();
    let link = keys.seal(tx.env(), LINK, &context, &account.get().to_be_bytes());
    let now = tx.now();
    tx.exec(
        "INSERT INTO identity_persona (id, handle, handle_skeleton, display_name, role,
            role_public, field, account_link, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (
            new.id,
            new.handle.as_str(),
            new.handle.skeleton(),
            new.display_name,
            new.role.as_str(),
            new.role_public,
            new.field.map(Field::as_str),
            link,
            now,
        ),
    )?;
    Ok(())
}

pub fn handle_taken(tx: &mut Tx, handle: &Handle) -> Result<bool> {
    let found = tx.maybe(
        "SELECT id FROM identity_persona WHERE handle_skeleton = $1",
        (handle.skeleton(),),
        |row| row.get::<Id<Persona>>(0),
    )?;
    Ok(found.is_some())
}

/// The account behind a persona, for what counts by person and for tests. What is read here is used
/// up where it is read: it is stored nowhere, and shown to nobody.
///
/// # Errors
/// `NotFound` where the person has left.
pub fn account_behind(tx: &mut Tx, keys: &KeyRing, persona: Id<Persona>) -> Result<Id<Account>> {
    let link =
        tx.maybe("SELECT account_link FROM identity_persona WHERE id = $1", (persona,), |row| {
            row.get::<Option<Vec<u8>>>(0)
        })?;
    let link = link.flatten().ok_or(Error::NotFound)?;
    let plain = keys.open(LINK, &persona.get().to_be_bytes(), &link)?;
    number(&plain).map(Id::from_i64).ok_or_else(|| Error::fault("a persona link is no id"))
}

/// An account's personas as its row keeps them: sealed, and always of the same length.
pub fn seal_list(tx: &Tx, keys: &KeyRing, account: Id<Account>, all: &[Id<Persona>]) -> Vec<u8> {
    let mut plain = [0_u8; PERSONAS_MAX * 8];
    for (slot, persona) in plain.chunks_exact_mut(8).zip(all) {
        slot.copy_from_slice(&persona.get().to_be_bytes());
    }
    keys.seal(tx.env(), LIST, &account.get().to_be_bytes(), &plain)
}

pub fn open_list(keys: &KeyRing, account: Id<Account>, sealed: &[u8]) -> Result<Vec<Id<Persona>>> {
    let plain = keys.open(LIST, &account.get().to_be_bytes(), sealed)?;
    let ids = plain.chunks_exact(8).filter_map(number).filter(|n| *n > 0);
    Ok(ids.map(Id::from_i64).collect())
}

fn number(bytes: &[u8]) -> Option<i64> {
    bytes.try_into().ok().map(i64::from_be_bytes)
}

const CARD: &str = "SELECT p.id, p.handle, p.display_name, p.role, p.role_public, p.field,
    p.erased_at, c.profession, c.jurisdiction, c.register, c.state, c.level, c.method, c.checked_at,
    c.expires, c.conditions_url, i.name, p.name_titles, p.bio_titles, r.handle, p.unconfirmed
    FROM identity_persona p LEFT JOIN identity_persona r ON r.id = p.resembles
    LEFT JOIN identity_claim c ON c.persona = p.id AND c.state IN ('verified', 'conditions')
    LEFT JOIN identity_issuer i ON i.id = c.issuer";

fn card(row: &Row<'_>) -> Result<NameCard> {
    let erased = row.get::<Option<Timestamp>>(6)?.is_some();
    let role = row.get::<Option<String>>(3)?.filter(|_| row.get(4).unwrap_or(false));
    let field = row.get::<Option<String>>(5)?;
    Ok(NameCard {
        persona: row.get(0)?,
        handle: row.get(1)?,
        display_name: row.get(2)?,
        role: role.map(|r| r.parse()).transpose()?,
        field: field.map(|f| f.parse()).transpose()?,
        erased,
        standing: read_standing(row, 17)?,
    })
}

/// One row for each persona and claim of it that may count.
fn add_card(
    found: &mut HashMap<Id<Persona>, NameCard>,
    row: &Row<'_>,
    now: Timestamp,
) -> Result<()> {
    let place = match found.entry(row.get(0)?) {
        Entry::Occupied(place) => place.into_mut(),
        Entry::Vacant(place) => place.insert(card(row)?),
    };
    place.standing.badges.extend(badges::read(row, 7, now)?);
    Ok(())
}

pub fn cards(tx: &mut Tx, personas: &[Id<Persona>]) -> Result<HashMap<Id<Persona>, NameCard>> {
    let mut found = HashMap::with_capacity(personas.len());
    if personas.is_empty() {
        return Ok(found);
    }
    let now = tx.now();
    let list = in_list(1, personas.len());
    let sql = format!("{CARD} WHERE p.id IN {list} ORDER BY c.id ASC NULLS LAST");
    tx.each(&sql, padded(personas.iter().copied()), |row| {
        add_card(&mut found, row, now).map(|()| true)
    })?;
    Ok(found)
}

pub fn card_by_handle(tx: &mut Tx, handle: &str) -> Result<NameCard> {
    let (now, mut found) = (tx.now(), HashMap::new());
    let sql = format!("{CARD} WHERE p.handle = $1 ORDER BY c.id ASC NULLS LAST");
    tx.each(&sql, (handle,), |row| add_card(&mut found, row, now).map(|()| true))?;
    found.into_values().next().ok_or(Error::NotFound)
}

pub fn by_handles(tx: &mut Tx, handles: &[String]) -> Result<Vec<Id<Persona>>> {
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id FROM identity_persona WHERE erased_at IS NULL AND handle IN {}",
        in_list(1, handles.len())
    );
    tx.query(&sql, padded(handles.iter().map(String::as_str)), |row| row.get(0))
}

/// What was said at sign-up, private or not. For the defaults of other rooms.
pub fn role(tx: &mut Tx, persona: Id<Persona>) -> Result<Role> {
    let sql = "SELECT role FROM identity_persona WHERE id = $1 AND role IS NOT NULL";
    tx.one(sql, (persona,), |row| row.get::<String>(0)?.parse())
}

pub fn created_at(tx: &mut Tx, persona: Id<Persona>) -> Result<Timestamp> {
    let sql = "SELECT created_at FROM identity_persona WHERE id = $1";
    tx.one(sql, (persona,), |row| row.get(0))
}

/// What a persona shows of itself and may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    pub display_name: DisplayName,
    pub field: Option<Field>,
    pub role_public: bool,
}

pub fn set_display(tx: &mut Tx, permit: MaySetDisplay, display: &Display) -> Result<()> {
    let changed = tx.exec(
        "UPDATE identity_persona SET display_name = $2, field = $3, role_public = $4
         WHERE id = $1 AND erased_at IS NULL",
        (
            permit.persona(),
            display.display_name.as_str(),
            display.field.map(Field::as_str),
            display.role_public,
        ),
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// The handle stays behind as a tombstone, so that nobody takes it over.
pub fn erase(tx: &mut Tx, _permit: &MayErase, persona: Id<Persona>) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE identity_persona SET display_name = '', role = NULL, role_public = FALSE,
            field = NULL, account_link = NULL, erased_at = $2
         WHERE id = $1 AND erased_at IS NULL",
        (persona, now),
    )?;
    Ok(())
}

/// A persona whose account was never confirmed said nothing to anybody: its handle is free again.
pub fn forget(tx: &mut Tx, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM identity_persona WHERE id = $1", (persona,))?;
    Ok(())
}
