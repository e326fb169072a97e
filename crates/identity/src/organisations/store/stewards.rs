use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};
use commonround_vocabulary::Organisation;

use crate::organisations::limits::STEWARDS_MAX;
use crate::organisations::model::StewardRow;
use crate::organisations::policy::{MayInvite, MayJoin, MayLeave};

/// The founder comes with the organisation; everybody else is asked first.
pub(super) fn add(
    tx: &mut Tx<'_>,
    organisation: Id<Organisation>,
    persona: Id<Persona>,
    invited: bool,
) -> Result<()> {
    let now = tx.now();
    tx.exec(
        "INSERT INTO identity_organisation_steward (organisation, persona, invited, since)
         VALUES ($1, $2, $3, $4) ON CONFLICT (organisation, persona) DO NOTHING",
        (organisation, persona, invited, now),
    )
    .map(drop)
}

pub fn invite(tx: &mut Tx<'_>, permit: &MayInvite) -> Result<()> {
    add(tx, permit.organisation(), permit.persona(), true)
}

pub fn join(tx: &mut Tx<'_>, permit: &MayJoin) -> Result<()> {
    let now = tx.now();
    let sql = "UPDATE identity_organisation_steward SET invited = FALSE, since = $3
         WHERE organisation = $1 AND persona = $2";
    tx.exec(sql, (permit.organisation(), permit.persona(), now)).map(drop)
}

pub fn leave(tx: &mut Tx<'_>, permit: &MayLeave) -> Result<()> {
    let sql = "DELETE FROM identity_organisation_steward WHERE organisation = $1 AND persona = $2";
    tx.exec(sql, (permit.organisation(), permit.persona())).map(drop)
}

/// Stewards and those who were asked, the longest first.
pub fn of(tx: &mut Tx<'_>, organisation: Id<Organisation>) -> Result<Vec<StewardRow>> {
    let sql = "SELECT persona, invited, since FROM identity_organisation_steward
         WHERE organisation = $1 ORDER BY since ASC NULLS LAST, persona ASC NULLS LAST LIMIT $2";
    tx.query(sql, (organisation, STEWARDS_MAX), |row| {
        Ok(StewardRow { persona: row.get(0)?, is_invited: row.get(1)?, since: row.get(2)? })
    })
}

/// How many open organisations a persona looks after.
pub fn count_of(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM identity_organisation_steward s
         JOIN identity_organisation o ON o.id = s.organisation
         WHERE s.persona = $1 AND s.invited = FALSE AND o.state <> 'closed'";
    tx.one(sql, (persona,), |row| row.get(0))
}

/// Somebody left this place: the organisations they looked after.
pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<Id<Organisation>>> {
    let sql = "SELECT organisation FROM identity_organisation_steward
         WHERE persona = $1 AND invited = FALSE ORDER BY organisation ASC NULLS LAST LIMIT $2";
    let held =
        tx.query(sql, (persona, crate::organisations::limits::LISTED_MAX), |row| row.get(0))?;
    tx.exec("DELETE FROM identity_organisation_steward WHERE persona = $1", (persona,))?;
    let sql = "UPDATE identity_organisation SET asked_by = NULL, asked_at = NULL
         WHERE asked_by = $1";
    tx.exec(sql, (persona,))?;
    Ok(held)
}
