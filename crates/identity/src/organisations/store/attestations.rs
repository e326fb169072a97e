use commonround_db::{Row, Tx, in_list, padded};
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::{Attestation, Organisation};

use crate::organisations::limits::{ATTESTATION_LIFE, ATTESTATIONS_LISTED_MAX};
use crate::organisations::model::{
    AttestationRow, AttestationState, Attested, AttestedBy, Kind, Method, NewAttestation, Statement,
};
use crate::organisations::policy::{MayOffer, MaySettle};

const COLUMNS: &str = "id, organisation, persona, statement, position, state, offered_at,
    answered_at, expires_at, ended_at";

fn row(row: &Row<'_>) -> Result<AttestationRow> {
    let state = row.get::<String>(5)?;
    let unknown = || Error::fault(format!("unknown state of an attestation {state:?}"));
    Ok(AttestationRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        persona: row.get(2)?,
        statement: statement(&row.get::<String>(3)?)?,
        position: row.get(4)?,
        state: AttestationState::known(&state).ok_or_else(unknown)?,
        offered_at: row.get(6)?,
        answered_at: row.get(7)?,
        expires_at: row.get(8)?,
        ended_at: row.get(9)?,
    })
}

fn statement(code: &str) -> Result<Statement> {
    Statement::known(code).ok_or_else(|| Error::fault(format!("unknown statement {code:?}")))
}

pub fn insert(tx: &mut Tx<'_>, permit: &MayOffer, new: &NewAttestation) -> Result<Id<Attestation>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO identity_attestation (id, organisation, persona, statement, position, state,
            offered_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        (
            id,
            permit.organisation(),
            permit.persona(),
            new.statement.as_str(),
            new.position.as_deref(),
            AttestationState::Offered.as_str(),
            now,
            now + ATTESTATION_LIFE,
        ),
    )?;
    Ok(id)
}

/// # Errors
/// `NotFound`.
pub fn get(tx: &mut Tx<'_>, id: Id<Attestation>) -> Result<AttestationRow> {
    let sql = format!("SELECT {COLUMNS} FROM identity_attestation WHERE id = $1");
    tx.maybe(&sql, (id,), row)?.ok_or(Error::NotFound)
}

/// # Errors
/// `attestation_answered` where somebody was faster.
pub fn settle(tx: &mut Tx<'_>, permit: &MaySettle) -> Result<()> {
    let now = tx.now();
    let (answered, ended) = match permit.to() {
        AttestationState::Withdrawn => (None, Some(now)),
        AttestationState::Declined => (Some(now), Some(now)),
        AttestationState::Accepted | AttestationState::Offered => (Some(now), None),
    };
    let changed = tx.exec(
        "UPDATE identity_attestation SET state = $3, answered_at = COALESCE($4, answered_at),
            ended_at = $5
         WHERE id = $1 AND state = $2",
        (permit.attestation(), permit.from().as_str(), permit.to().as_str(), answered, ended),
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("attestation_answered")) }
}

/// About a persona, the newest first.
pub fn of_persona(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<Vec<AttestationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_attestation WHERE persona = $1
         ORDER BY id DESC NULLS LAST LIMIT $2"
    );
    tx.query(&sql, (persona, ATTESTATIONS_LISTED_MAX), row)
}

/// By an organisation, the newest first.
pub fn of_organisation(
    tx: &mut Tx<'_>,
    organisation: Id<Organisation>,
) -> Result<Vec<AttestationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_attestation WHERE organisation = $1
         ORDER BY id DESC NULLS LAST LIMIT $2"
    );
    tx.query(&sql, (organisation, ATTESTATIONS_LISTED_MAX), row)
}

/// How many an organisation has offered since.
pub fn count_offered(
    tx: &mut Tx<'_>,
    organisation: Id<Organisation>,
    since: Timestamp,
) -> Result<usize> {
    let sql = "SELECT COUNT(*) FROM identity_attestation WHERE organisation = $1 AND id >= $2";
    tx.one(sql, (organisation, since.id_floor()), |row| row.get(0))
}

/// What verified organisations say now about these personas, the oldest word first.
pub fn standing(
    tx: &mut Tx<'_>,
    personas: &[Id<Persona>],
    now: Timestamp,
    mut each: impl FnMut(Id<Persona>, Attested),
) -> Result<()> {
    if personas.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT a.persona, a.statement, a.position, a.answered_at, a.expires_at, o.handle, o.name,
            o.kind, o.domain, o.method, o.verified_at, o.verified_until
         FROM identity_attestation a
         JOIN identity_organisation o ON o.id = a.organisation AND o.state = 'verified'
         WHERE a.persona IN {} AND a.state = 'accepted' ORDER BY a.id ASC NULLS LAST",
        in_list(1, personas.len())
    );
    tx.each(&sql, padded(personas.iter().copied()), |row| {
        let (until, checked_until): (Timestamp, Timestamp) = (row.get(4)?, row.get(11)?);
        if now < until && now < checked_until {
            each(row.get(0)?, attested(row)?);
        }
        Ok(true)
    })
}

fn attested(row: &Row<'_>) -> Result<Attested> {
    let method = row.get::<String>(9)?.parse::<Method>()?;
    Ok(Attested {
        statement: statement(&row.get::<String>(1)?)?.as_str(),
        position: row.get(2)?,
        since: row.get(3)?,
        until: row.get(4)?,
        by: AttestedBy {
            handle: row.get(5)?,
            name: row.get(6)?,
            kind: row.get::<String>(7)?.parse::<Kind>()?.as_str(),
            domain: row.get(8)?,
            verified_by: method.as_str(),
            verified_at: row.get(10)?,
        },
    })
}

/// What was said about somebody who left.
pub fn forget(tx: &mut Tx<'_>, persona: Id<Persona>) -> Result<()> {
    tx.exec("DELETE FROM identity_attestation WHERE persona = $1", (persona,)).map(drop)
}

/// What ended long ago.
pub fn sweep(tx: &mut Tx<'_>, before: Timestamp, limit: usize) -> Result<()> {
    let sql = "DELETE FROM identity_attestation WHERE id IN (
            SELECT id FROM identity_attestation WHERE ended_at < $1
            ORDER BY ended_at ASC NULLS LAST LIMIT $2)";
    tx.exec(sql, (before, limit)).map(drop)
}
