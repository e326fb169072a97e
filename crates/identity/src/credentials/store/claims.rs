use commonround_credential::{Level, State};
use commonround_db::{Row, Tx};
use commonround_kernel::{Error, Id, Persona, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

use crate::credentials::limits::RIVALS_MAX;
use crate::credentials::model::{ClaimRow, NewClaim, Reason, read_day};
use crate::credentials::policy::{MayClaim, MayConfirm, MayMove, MayRule, MaySetClaim};

pub const COLUMNS: &str = "id, persona, register, jurisdiction, profession, class, number, name,
    show_number, state, level, method, checked_at, proved_at, next_check_at, expires, reminded_of,
    conditions_url, waits_for_officer, created_at";

pub fn row(row: &Row<'_>) -> Result<ClaimRow> {
    Ok(ClaimRow {
        id: row.get(0)?,
        persona: row.get(1)?,
        register: row.get(2)?,
        jurisdiction: row.get(3)?,
        profession: row.get(4)?,
        class: row.get(5)?,
        number: row.get(6)?,
        name: row.get(7)?,
        show_number: row.get(8)?,
        state: read_state(&row.get::<String>(9)?)?,
        level: read_level(&row.get::<String>(10)?)?,
        method: row.get::<Option<String>>(11)?.map(|code| code.parse()).transpose()?,
        checked_at: row.get(12)?,
        proved_at: row.get(13)?,
        next_check_at: row.get(14)?,
        expires: read_day(row.get(15)?)?,
        reminded_of: read_day(row.get(16)?)?,
        conditions_url: row.get(17)?,
        waits_for_officer: row.get(18)?,
        created_at: row.get(19)?,
    })
}

pub fn read_state(code: &str) -> Result<State> {
    State::from_code(code).ok_or_else(|| Error::fault(format!("unknown state {code:?}")))
}

pub fn read_level(code: &str) -> Result<Level> {
    Level::from_code(code).ok_or_else(|| Error::fault(format!("unknown level {code:?}")))
}

pub fn insert(tx: &mut Tx, permit: &MayClaim, new: &NewClaim) -> Result<Id<CredentialClaim>> {
    let (id, now) = (tx.env().new_id(), tx.now());
    tx.exec(
        "INSERT INTO identity_claim (id, persona, register, jurisdiction, profession, class, number,
            name, show_number, state, level, waits_for_officer, created_at)
         VALUES ($1, $2, $3, $4, $5, '', $6, $7, FALSE, $8, $9, FALSE, $10)",
        (
            id,
            permit.persona(),
            new.register.code,
            new.register.jurisdiction,
            new.profession,
            new.number.as_str(),
            new.name.as_str(),
            State::Pending.code(),
            Level::SelfDeclared.code(),
            now,
        ),
    )?;
    Ok(id)
}

pub fn find(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<Option<ClaimRow>> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM identity_claim WHERE id = $1"), (id,), row)
}

pub fn get(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<ClaimRow> {
    find(tx, id)?.ok_or(Error::NotFound)
}

/// Those that were not withdrawn, the newest first.
pub fn of_persona(tx: &mut Tx, persona: Id<Persona>, limit: usize) -> Result<Vec<ClaimRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_claim WHERE persona = $1 AND state <> $2
         ORDER BY id DESC NULLS LAST LIMIT $3"
    );
    tx.query(&sql, (persona, State::Withdrawn.code(), limit), row)
}

/// Claims of others on the same number that are not over, the oldest first.
pub fn rivals(tx: &mut Tx, claim: &ClaimRow) -> Result<Vec<ClaimRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM identity_claim
         WHERE register = $1 AND number = $2 AND id <> $3 AND state <> $4 AND state <> $5
         ORDER BY id ASC NULLS LAST LIMIT $6"
    );
    let over = (State::Withdrawn.code(), State::Rejected.code());
    let params =
        (claim.register.as_str(), claim.number.as_str(), claim.id, over.0, over.1, RIVALS_MAX);
    tx.query(&sql, params, row)
}

/// # Errors
/// `claim_changed` where somebody was faster.
pub fn set_state(tx: &mut Tx, permit: &MayMove) -> Result<()> {
    let sql = "UPDATE identity_claim SET state = $3, waits_for_officer = $4
               WHERE id = $1 AND state = $2";
    let params = (permit.claim(), permit.from().code(), permit.to().code(), permit.to_officer());
    if tx.exec(sql, params)? == 1 { Ok(()) } else { Err(Error::Stale("claim_changed")) }
}

/// What was proved, and until when it holds.
pub fn set_proof(tx: &mut Tx, permit: &MayConfirm) -> Result<()> {
    let (proof, now) = (permit.proof(), tx.now());
    let days = proof.expires.map(|day| day.to_string());
    tx.exec(
        "UPDATE identity_claim SET level = $2, method = $3, checked_at = $4, proved_at = $4,
            next_check_at = $5, expires = $6, class = $7, conditions_url = $8, issuer = NULL
         WHERE id = $1",
        (
            permit.claim(),
            proof.method.level().code(),
            proof.method.as_str(),
            now,
            proof.next_check_at,
            days,
            proof.class.as_str(),
            proof.conditions_url.as_deref(),
        ),
    )?;
    Ok(())
}

/// A mailbox of an institution says a little; it takes nothing from what was proved before.
pub fn set_controls(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    let sql = "UPDATE identity_claim SET level = $2 WHERE id = $1 AND level = $3";
    tx.exec(sql, (claim, Level::Controls.code(), Level::SelfDeclared.code()))?;
    Ok(())
}

/// It was looked at again, and nothing had changed.
pub fn set_checked(tx: &mut Tx, claim: Id<CredentialClaim>, next: Timestamp) -> Result<()> {
    let now = tx.now();
    let sql = "UPDATE identity_claim SET checked_at = $2, next_check_at = $3 WHERE id = $1";
    tx.exec(sql, (claim, now, next))?;
    Ok(())
}

/// It is looked at again then.
pub fn set_next_check(tx: &mut Tx, claim: Id<CredentialClaim>, next: Timestamp) -> Result<()> {
    tx.exec("UPDATE identity_claim SET next_check_at = $2 WHERE id = $1", (claim, next))?;
    Ok(())
}

/// What a register says beside the right to practise.
pub fn set_registration(
    tx: &mut Tx,
    claim: Id<CredentialClaim>,
    expires: Option<String>,
    class: &str,
    conditions_url: Option<&str>,
) -> Result<()> {
    let sql = "UPDATE identity_claim SET expires = $2, class = $3, conditions_url = $4
               WHERE id = $1";
    tx.exec(sql, (claim, expires, class, conditions_url))?;
    Ok(())
}

pub fn set_reminded(tx: &mut Tx, claim: Id<CredentialClaim>, of: String) -> Result<()> {
    tx.exec("UPDATE identity_claim SET reminded_of = $2 WHERE id = $1", (claim, of))?;
    Ok(())
}

pub fn set_show_number(tx: &mut Tx, permit: &MaySetClaim, shown: bool) -> Result<()> {
    let sql = "UPDATE identity_claim SET show_number = $2 WHERE id = $1";
    tx.exec(sql, (permit.claim(), shown))?;
    Ok(())
}

/// The owner asks for an officer.
pub fn set_waiting(tx: &mut Tx, claim: Id<CredentialClaim>) -> Result<()> {
    tx.exec("UPDATE identity_claim SET waits_for_officer = TRUE WHERE id = $1", (claim,))?;
    Ok(())
}

/// Another look was taken, and nothing is left to decide.
pub fn set_settled(tx: &mut Tx, permit: &MayRule) -> Result<()> {
    let sql = "UPDATE identity_claim SET waits_for_officer = FALSE WHERE id = $1";
    tx.exec(sql, (permit.claim(),)).map(drop)
}

/// Whether another claim of the same persona was rejected as that of another person.
pub fn is_false_elsewhere(tx: &mut Tx, claim: &ClaimRow) -> Result<bool> {
    let sql = "SELECT c.id FROM identity_claim c
         WHERE c.persona = $1 AND c.id <> $2 AND c.state = $3 AND EXISTS (
             SELECT 1 FROM identity_claim_change h WHERE h.claim = c.id AND h.detail = $4)
         LIMIT 1";
    let params = (claim.persona, claim.id, State::Rejected.code(), Reason::OtherPerson.as_str());
    Ok(tx.maybe(sql, params, |row| row.get::<Id<CredentialClaim>>(0))?.is_some())
}

/// Everything a persona ever claimed, with what was proved of it.
pub fn forget_persona(tx: &mut Tx, persona: Id<Persona>) -> Result<()> {
    let mine = "(SELECT id FROM identity_claim WHERE persona = $1)";
    for table in [
        "identity_claim_change",
        "identity_claim_evidence",
        "identity_claim_code",
        "identity_claim_status",
        "identity_claim_document",
        "identity_claim_appeal",
    ] {
        tx.exec(&format!("DELETE FROM {table} WHERE claim IN {mine}"), (persona,))?;
    }
    tx.exec("DELETE FROM identity_claim WHERE persona = $1", (persona,))?;
    Ok(())
}
