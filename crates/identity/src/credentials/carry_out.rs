//! A decision counts: what two officers found, or one whom nobody could second, is done.

use std::sync::Arc;

use commonround_credential::Happening;
use commonround_db::Tx;
use commonround_kernel::{Account, Id, KeyRing, Persona, Result};

use super::change_claim::happen;
use super::confirm_claim::{Witness, confirm_claim};
use super::decide_claim::{Decision, KIND, foresee, found, note_act};
use super::model::{By, Change, ClaimRow, Reason, Rejection, Verdict};
use super::{documents, store};
use crate::config::Config;
use crate::strikes::{self, Cause};
use crate::titles;
use crate::two_person::{Accepted, Duty, Executor};

/// What of this room takes two people, for the instance's list.
#[must_use]
pub fn executors(keys: &Arc<KeyRing>, config: &Config) -> Vec<Executor> {
    let office = Office { keys: Arc::clone(keys), config: config.clone() };
    let run = move |tx: &mut Tx<'_>, accepted: &Accepted| carry_out(tx, &office, accepted);
    vec![Executor::new(
        KIND,
        Duty::Officer,
        "identity-cred-two-decision",
        |proposal| format!("/officer/claims/{}", proposal.object),
        run,
    )]
}

struct Office {
    keys: Arc<KeyRing>,
    config: Config,
}

/// # Errors
/// What the state machine refuses where the claim has changed meanwhile; as `decide_claim`.
fn carry_out(tx: &mut Tx, office: &Office, accepted: &Accepted) -> Result<()> {
    let claim = store::claims::get(tx, Id::from_i64(accepted.object))?;
    let decision = Decision::read(&accepted.payload, &accepted.reason)?;
    foresee(tx, &claim, &decision)?;
    let officer = persona_of(tx, accepted.proposer)?;
    documents::shred(tx, claim.id, Some(officer), decision.word())?;
    match &decision {
        Decision::Yes(verdict) => confirm(tx, &claim, verdict, officer)?,
        Decision::No(rejection) => reject(tx, office, &claim, rejection, accepted)?,
    }
    if let Some(second) = accepted.second {
        let second = persona_of(tx, second)?;
        note_act(tx, second, "claim_decision_seconded", &claim, Some(decision.word()))?;
    }
    let act = if decision.is_yes() { "claim_approved" } else { "claim_rejected" };
    note_act(tx, officer, act, &claim, Some(decision.word()))
}

fn persona_of(tx: &mut Tx, account: Id<Account>) -> Result<Id<Persona>> {
    Ok(crate::store::accounts::get(tx, account)?.primary_persona)
}

fn confirm(tx: &mut Tx, claim: &ClaimRow, verdict: &Verdict, officer: Id<Persona>) -> Result<()> {
    let (evidence, proof) = found(tx, claim, verdict)?;
    let note = verdict.note.as_deref();
    let witness = Witness { by: By::Officer, officer: Some(officer), note };
    confirm_claim(tx, claim, &evidence, proof, &witness)
}

/// Whoever claimed the licence of another person loses the title that nothing proves, says so beside
/// every word of theirs, and is one strike nearer to the door.
fn reject(
    tx: &mut Tx,
    office: &Office,
    claim: &ClaimRow,
    rejection: &Rejection,
    accepted: &Accepted,
) -> Result<()> {
    let word = Change { by: By::Officer, detail: Some(rejection.reason.as_str()) };
    happen(tx, claim, Happening::Rejected, &word)?;
    if rejection.reason != Reason::OtherPerson {
        return Ok(());
    }
    titles::strip_title(tx, &office.config, accepted)?;
    titles::mark_unconfirmed(tx, accepted)?;
    strikes::give(tx, &office.keys, claim.persona, Cause::FalseLicence(claim.id.get()))
}
