use std::collections::BTreeSet;

use commonround_db::{Tx, in_list, padded};
use commonround_kernel::{Id, Persona, Result};

pub fn add_verified(
    tx: &mut Tx<'_>,
    persona: Id<Persona>,
    name_key: &str,
    handle_key: &str,
    forms: &BTreeSet<String>,
) -> Result<()> {
    let sql = "INSERT INTO identity_verified_name (persona, name_key, handle_key)
         VALUES ($1, $2, $3)";
    tx.exec(sql, (persona, name_key, handle_key))?;
    for form in forms {
        let sql = "INSERT INTO identity_verified_form (form, persona) VALUES ($1, $2)";
        tx.exec(sql, (form, persona))?;
    }
    Ok(())
}

pub fn forget_verified(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM identity_verified_form WHERE persona = $1", (persona,))?;
    tx.exec("DELETE FROM identity_verified_name WHERE persona = $1", (persona,)).map(drop)
}

pub fn is_verified(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<bool> {
    let sql = "SELECT persona FROM identity_verified_name WHERE persona = $1";
    Ok(tx.maybe(sql, (persona,), |row| row.get::<Id<Persona>>(0))?.is_some())
}

pub fn is_verified_handle(tx: &mut Tx<'_>, key: &str) -> Result<bool> {
    let sql = "SELECT persona FROM identity_verified_name WHERE handle_key = $1 LIMIT 1";
    Ok(tx.maybe(sql, (key,), |row| row.get::<Id<Persona>>(0))?.is_some())
}

/// Verified people, with their keys, who share one of these forms.
pub fn verified_of_forms(
    tx: &mut Tx<'_>,
    forms: &BTreeSet<String>,
) -> Result<Vec<(Id<Persona>, String)>> {
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT v.persona, v.name_key FROM identity_verified_form f
         JOIN identity_verified_name v ON v.persona = f.persona
         WHERE f.form IN {} ORDER BY v.persona ASC NULLS LAST",
        in_list(1, forms.len())
    );
    tx.query(&sql, padded(forms.iter().map(String::as_str)), |row| Ok((row.get(0)?, row.get(1)?)))
}
