use std::collections::BTreeSet;

use commonround_db::{Row, Tx, in_list, padded};
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_vocabulary::Organisation;

use crate::model::Handle;
use crate::organisations::limits::{ALIKE_MAX, LISTED_MAX, QUEUE_MAX};
use crate::organisations::model::{
    NewOrganisation, OrganisationRow, Profile, RegistryEntry, State,
};
use crate::organisations::policy::{MayChange, MayDecide, MayFound, MayManage};
use crate::titles::forms;

const COLUMNS: &str = "o.id, o.handle, o.name, o.name_key, o.kind, o.home_page, o.domain,
    o.jurisdiction, o.word, o.state, o.method, o.verified_at, o.verified_until, o.reminded,
    o.registry, o.registry_number, o.asked_by, o.asked_at, o.refusal, o.created_at";

fn row(row: &Row<'_>) -> Result<OrganisationRow> {
    Ok(OrganisationRow {
        id: row.get(0)?,
        handle: row.get(1)?,
        name: row.get(2)?,
        name_key: row.get(3)?,
        kind: row.get::<String>(4)?.parse()?,
        home_page: row.get(5)?,
        domain: row.get(6)?,
        jurisdiction: row.get(7)?,
        word: row.get(8)?,
        state: row.get::<String>(9)?.parse()?,
        method: row.get::<Option<String>>(10)?.map(|code| code.parse()).transpose()?,
        verified_at: row.get(11)?,
        verified_until: row.get(12)?,
        is_reminded: row.get(13)?,
        registry: row.get(14)?,
        registry_number: row.get(15)?,
        asked_by: row.get(16)?,
        asked_at: row.get(17)?,
        refusal: row.get(18)?,
        created_at: row.get(19)?,
    })
}

pub fn insert(
    tx: &mut Tx<'_>,
    permit: &MayFound,
    new: &NewOrganisation,
    word: &str,
) -> Result<Id<Organisation>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    let profile = &new.profile;
    tx.exec(
        "INSERT INTO identity_organisation (id, handle, handle_skeleton, name, name_folded,
            name_key, kind, home_page, domain, jurisdiction, word, state, reminded, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, FALSE, $13)",
        (
            id,
            new.handle.as_str(),
            new.handle.skeleton(),
            profile.name.as_str(),
            commonround_text::fold(&profile.name),
            commonround_text::name_key(&profile.name),
            profile.kind.as_str(),
            profile.home_page.as_str(),
            profile.home_page.domain(),
            profile.jurisdiction,
            word,
            State::Unverified.as_str(),
            now,
        ),
    )?;
    add_forms(tx, id, &profile.name)?;
    super::stewards::add(tx, id, permit.persona(), false)?;
    Ok(id)
}

fn add_forms(tx: &mut Tx<'_>, id: Id<Organisation>, name: &str) -> Result<()> {
    tx.exec("DELETE FROM identity_organisation_form WHERE organisation = $1", (id,))?;
    let sql = "INSERT INTO identity_organisation_form (form, organisation) VALUES ($1, $2)";
    for form in forms(&commonround_text::name_key(name)) {
        tx.exec(sql, (form, id))?;
    }
    Ok(())
}

pub fn set_profile(tx: &mut Tx<'_>, permit: &MayManage, profile: &Profile) -> Result<()> {
    tx.exec(
        "UPDATE identity_organisation SET name = $2, name_folded = $3, name_key = $4, kind = $5,
            home_page = $6, domain = $7, jurisdiction = $8
         WHERE id = $1",
        (
            permit.organisation(),
            profile.name.as_str(),
            commonround_text::fold(&profile.name),
            commonround_text::name_key(&profile.name),
            profile.kind.as_str(),
            profile.home_page.as_str(),
            profile.home_page.domain(),
            profile.jurisdiction,
        ),
    )?;
    add_forms(tx, permit.organisation(), &profile.name)
}

pub fn handle_taken(tx: &mut Tx<'_>, handle: &Handle) -> Result<bool> {
    let sql = "SELECT id FROM identity_organisation WHERE handle_skeleton = $1";
    let found = tx.maybe(sql, (handle.skeleton(),), |row| row.get::<Id<Organisation>>(0))?;
    Ok(found.is_some())
}

pub fn find(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<Option<OrganisationRow>> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM identity_organisation o WHERE o.id = $1"), (id,), row)
}

pub fn get(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<OrganisationRow> {
    find(tx, id)?.ok_or(Error::NotFound)
}

/// # Errors
/// `NotFound`.
pub fn by_handle(tx: &mut Tx<'_>, handle: &str) -> Result<OrganisationRow> {
    let sql = format!("SELECT {COLUMNS} FROM identity_organisation o WHERE o.handle = $1");
    tx.maybe(&sql, (handle,), row)?.ok_or(Error::NotFound)
}

/// Verified ones with a name that shares a form with this one, but not this one.
pub fn verified_of_forms(
    tx: &mut Tx<'_>,
    but: Option<Id<Organisation>>,
    forms: &BTreeSet<String>,
) -> Result<Vec<OrganisationRow>> {
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT {COLUMNS} FROM identity_organisation_form f
         JOIN identity_organisation o ON o.id = f.organisation
         WHERE f.form IN {} AND o.state = 'verified' ORDER BY o.id ASC NULLS LAST LIMIT {ALIKE_MAX}",
        in_list(1, forms.len())
    );
    let mut found = tx.query(&sql, padded(forms.iter().map(String::as_str)), row)?;
    found.retain(|one| Some(one.id) != but);
    Ok(found)
}

/// Whether another organisation is verified at this domain.
pub fn domain_held(tx: &mut Tx<'_>, domain: &str, but: Id<Organisation>) -> Result<bool> {
    let sql = "SELECT id FROM identity_organisation
         WHERE domain = $1 AND state = 'verified' AND method <> 'registry' AND id <> $2 LIMIT 1";
    let found = tx.maybe(sql, (domain, but), |row| row.get::<Id<Organisation>>(0))?;
    Ok(found.is_some())
}

/// Those that are open and whose folded name holds `folded`: the verified ones first, by name.
pub fn list(tx: &mut Tx<'_>, folded: &str) -> Result<Vec<OrganisationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_organisation o
         WHERE o.state <> 'closed' AND o.name_folded LIKE $1 ESCAPE '!'
         ORDER BY CASE WHEN o.state = 'verified' THEN 0 ELSE 1 END ASC NULLS LAST,
            o.name_folded ASC NULLS LAST, o.id ASC NULLS LAST
         LIMIT $2"
    );
    let plain = folded.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    tx.query(&sql, (format!("%{plain}%"), LISTED_MAX), row)
}

/// Those that a persona looks after, with those it was asked to look after, by name.
pub fn of_steward(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<(OrganisationRow, bool)>> {
    let sql = format!(
        "SELECT {COLUMNS}, s.invited FROM identity_organisation_steward s
         JOIN identity_organisation o ON o.id = s.organisation
         WHERE s.persona = $1 AND o.state <> 'closed'
         ORDER BY o.name_folded ASC NULLS LAST, o.id ASC NULLS LAST LIMIT $2"
    );
    tx.query(&sql, (persona, LISTED_MAX), |found| Ok((row(found)?, found.get(20)?)))
}

/// Those that wait for an officer, the longest first.
pub fn waiting(tx: &mut Tx<'_>) -> Result<Vec<OrganisationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_organisation o
         WHERE o.asked_at IS NOT NULL AND o.state <> 'closed'
         ORDER BY o.asked_at ASC NULLS LAST, o.id ASC NULLS LAST LIMIT $1"
    );
    tx.query(&sql, (QUEUE_MAX,), row)
}

/// # Errors
/// `organisation_changed` where somebody was faster.
pub fn set_state(tx: &mut Tx<'_>, permit: &MayChange) -> Result<()> {
    let at = permit.until().is_some().then(|| tx.now());
    let changed = tx.exec(
        "UPDATE identity_organisation SET state = $3, method = $4, verified_at = $5,
            verified_until = $6, reminded = FALSE
         WHERE id = $1 AND state = $2",
        (
            permit.organisation(),
            permit.from().as_str(),
            permit.to().as_str(),
            permit.method().map(|method| method.as_str()),
            at,
            permit.until(),
        ),
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("organisation_changed")) }
}

pub fn set_reminded(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<()> {
    tx.exec("UPDATE identity_organisation SET reminded = TRUE WHERE id = $1", (id,)).map(drop)
}

/// A steward waits for an officer to look this entry up.
pub fn set_asked(tx: &mut Tx<'_>, permit: &MayManage, entry: &RegistryEntry) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "UPDATE identity_organisation SET registry = $2, registry_number = $3, asked_by = $4,
            asked_at = $5, refusal = NULL
         WHERE id = $1",
        (
            permit.organisation(),
            entry.registry.as_str(),
            entry.number.as_str(),
            permit.persona(),
            now,
        ),
    )
    .map(drop)
}

/// Nobody waits for an officer any more.
pub fn clear_asked(tx: &mut Tx<'_>, id: Id<Organisation>) -> Result<()> {
    let sql = "UPDATE identity_organisation SET asked_by = NULL, asked_at = NULL WHERE id = $1";
    tx.exec(sql, (id,)).map(drop)
}

/// The entry was not found: it is not shown as if it were.
pub fn refuse(tx: &mut Tx<'_>, permit: &MayDecide, why: &str) -> Result<()> {
    let sql = "UPDATE identity_organisation SET registry = NULL, registry_number = NULL,
            asked_by = NULL, asked_at = NULL, refusal = $2
         WHERE id = $1";
    tx.exec(sql, (permit.organisation(), why)).map(drop)
}
