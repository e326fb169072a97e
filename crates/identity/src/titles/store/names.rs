use commonround_db::{Row, Tx};
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};

use crate::standing::Standing;
use crate::titles::limits::ALIKE_MAX;
use crate::titles::model::{NameRow, Said};
use crate::titles::policy::{MayMark, MayStrip};

/// The labels in the columns of a row from `at` on: titles of the name, of the words beneath it,
/// the handle it resembles, whether a licence could not be confirmed.
pub fn read_standing(row: &Row<'_>, at: usize) -> Result<Standing> {
    let mut said = read(&row.get::<String>(at)?)?;
    said.extend(read(&row.get::<String>(at + 1)?)?);
    Ok(Standing {
        said,
        resembles: row.get(at + 2)?,
        claimed_unconfirmed: row.get(at + 3)?,
        ..Standing::default()
    })
}

fn read(json: &str) -> Result<Vec<Said>> {
    serde_json::from_str(json).map_err(Error::fault)
}

/// `None` where nobody is there any more.
pub fn name(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Option<NameRow>> {
    let sql = "SELECT id, handle, display_name, name_key, title_asked_at FROM identity_persona
         WHERE id = $1 AND erased_at IS NULL";
    tx.maybe(sql, (persona,), |row| {
        Ok(NameRow {
            persona: row.get(0)?,
            handle: row.get(1)?,
            display_name: row.get(2)?,
            key: row.get(3)?,
            asked_at: row.get(4)?,
        })
    })
}

/// Keys of names, by persona.
pub fn names_after(
    tx: &mut Tx<'_>,
    after: i64,
    limit: usize,
) -> Result<Vec<(Id<Persona>, String)>> {
    let sql = "SELECT id, name_key FROM identity_persona
         WHERE id > $1 AND erased_at IS NULL ORDER BY id ASC NULLS LAST LIMIT $2";
    tx.query(sql, (after, limit), |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn set_said_in_name(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    said: &[Said],
    key: &str,
) -> Result<()> {
    let json = serde_json::to_string(said).map_err(Error::fault)?;
    let sql = "UPDATE identity_persona SET name_titles = $2, name_key = $3 WHERE id = $1";
    tx.exec(sql, (persona, json, key)).map(drop)
}

pub fn set_said_in_bio(tx: &mut Tx<'_>, persona: Id<Persona>, said: &[Said]) -> Result<()> {
    let json = serde_json::to_string(said).map_err(Error::fault)?;
    tx.exec("UPDATE identity_persona SET bio_titles = $2 WHERE id = $1", (persona, json)).map(drop)
}

pub fn set_asked(tx: &mut Tx<'_>, persona: Id<Persona>, at: Option<Timestamp>) -> Result<()> {
    let sql = "UPDATE identity_persona SET title_asked_at = $2 WHERE id = $1";
    tx.exec(sql, (persona, at)).map(drop)
}

pub fn set_resembles(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    other: Option<Id<Persona>>,
) -> Result<()> {
    tx.exec("UPDATE identity_persona SET resembles = $2 WHERE id = $1", (persona, other)).map(drop)
}

/// Those whose names are said to look like this one's.
pub fn resembling(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<Id<Persona>>> {
    let sql = "SELECT id FROM identity_persona WHERE resembles = $1
         ORDER BY id ASC NULLS LAST LIMIT $2";
    tx.query(sql, (persona, ALIKE_MAX), |row| row.get(0))
}

pub fn set_unconfirmed(tx: &mut Tx<'_>, permit: &MayMark, marked: bool) -> Result<()> {
    let sql = "UPDATE identity_persona SET unconfirmed = $2 WHERE id = $1 AND erased_at IS NULL";
    let changed = tx.exec(sql, (permit.persona(), marked))?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Keeps the name that was.
pub fn replace_name(tx: &mut Tx<'_>, permit: &MayStrip, was: &str, now_is: &str) -> Result<()> {
    let (id, now) = (tx.env().new_id::<Persona>(), tx.now());
    tx.exec(
        "INSERT INTO identity_name_before (id, persona, display_name, act, replaced_at)
         VALUES ($1, $2, $3, $4, $5)",
        (id, permit.persona(), was, permit.act, now),
    )?;
    let sql = "UPDATE identity_persona SET display_name = $2 WHERE id = $1 AND erased_at IS NULL";
    tx.exec(sql, (permit.persona(), now_is)).map(drop)
}

/// Somebody left.
pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    super::forget_verified(tx, persona)?;
    tx.exec("DELETE FROM identity_name_before WHERE persona = $1", (persona,))?;
    tx.exec("UPDATE identity_persona SET resembles = NULL WHERE resembles = $1", (persona,))?;
    tx.exec(
        "UPDATE identity_persona SET name_titles = '[]', bio_titles = '[]', name_key = '',
            title_asked_at = NULL, resembles = NULL, unconfirmed = FALSE
         WHERE id = $1",
        (persona,),
    )
    .map(drop)
}
