//! A claim is proved: by whatever path, this is what follows.

use commonround_credential::{Bound, Evidence, Footing, Happening};
use commonround_db::Tx;
use commonround_kernel::{Error, Id, Persona, Result};
use commonround_vocabulary::NoticeKind;

use super::change_claim::{happen, move_claim, tell};
use super::model::{By, Change, ClaimRow, Method, Registration};
use super::policy::{Proof, may_confirm};
use super::store;
use crate::credentials::timers;

/// Who vouches for the tie between a number and a person, and what they wrote down.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'a> {
    pub by: By,
    pub officer: Option<Id<Persona>>,
    pub note: Option<&'a str>,
}

/// Makes the claim current. Others who claim the same number and proved nothing come before an
/// officer.
///
/// # Errors
/// `evidence_too_weak`, `number_held`; what the state machine refuses.
pub fn confirm_claim(
    tx: &mut Tx,
    claim: &ClaimRow,
    evidence: &Evidence,
    proof: Proof,
    witness: &Witness<'_>,
) -> Result<()> {
    let (method, until) = (proof.method, proof.expires.map(|day| day.to_string()));
    let permit = may_confirm(claim, evidence, proof)?;
    let rivals = refuse_held(tx, claim)?;
    store::claims::set_proof(tx, &permit)?;
    store::evidence::add(tx, claim.id, method, witness.officer, until, witness.note)?;
    move_claim(tx, claim, permit.moves(), &Change::by(witness.by))?;
    for rival in &rivals {
        clash(tx, rival, claim)?;
    }
    timers::set(tx, claim.id)
}

/// One number has one owner: the others who claim it, none of whom has proved it.
///
/// # Errors
/// `number_held` where one of them has. That has to be decided first.
pub fn refuse_held(tx: &mut Tx, claim: &ClaimRow) -> Result<Vec<ClaimRow>> {
    let rivals = store::claims::rivals(tx, claim)?;
    if rivals.iter().any(ClaimRow::holds_number) {
        Err(Error::Conflict("number_held"))
    } else {
        Ok(rivals)
    }
}

/// Somebody claims a number that another person has proved. Whose it is stays unsaid.
pub fn clash(tx: &mut Tx, claim: &ClaimRow, holder: &ClaimRow) -> Result<()> {
    happen(tx, claim, Happening::ClaimedTwice, &Change::by(By::Register))?;
    store::conflicts::open(tx, claim.id, holder.id)?;
    tell(tx, holder.persona, NoticeKind::RegistrationUsed, holder.id)
}

/// What a row of the register proves about a person whom something ties to it.
///
/// # Errors
/// `register_not_current` where nobody practises on the row.
pub fn by_registration(
    row: &Registration,
    claim: &ClaimRow,
    bound: Bound,
    method: Method,
    now: commonround_kernel::Timestamp,
) -> Result<(Evidence, Proof)> {
    if !row.is_active() {
        return Err(Error::Conflict("register_not_current"));
    }
    let matched = row.match_name(&claim.name);
    let evidence =
        Evidence { register: Some((matched, bound)), declared: true, ..Evidence::default() };
    let footing = if row.conditions { Footing::Conditions } else { Footing::Full };
    let proof = Proof {
        method,
        footing,
        next_check_at: Proof::next_check(method, now),
        expires: row.expires,
        class: row.class.clone(),
        conditions_url: row.conditions_url.clone(),
    };
    Ok((evidence, proof))
}
