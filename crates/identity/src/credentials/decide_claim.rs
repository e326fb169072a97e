//! An officer's decision. It counts once a second officer agrees, or after 48 hours.

use std::sync::Arc;

use commonround_credential::{Bound, Decided, Happening, counts_from};
use commonround_db::audit::{self, Accessor, Named};
use commonround_db::{Db, DueJob, JobKind, Tx, jobs};
use commonround_kernel::ports::Promise;
use commonround_kernel::{Actor, Error, Id, Persona, Result, Scope, Timestamp};
use commonround_vocabulary::CredentialClaim;

use super::change_claim::happen;
use super::confirm_claim::{Witness, by_registration, confirm_claim, refuse_held};
use super::model::{By, Change, ClaimRow, Method, Registration, Rejection, Verdict};
use super::store::decisions::DecisionRow;
use super::{policy, store};
use crate::identity::Identity;

const KIND: &str = "identity.claim_decision";

/// What an officer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Yes(Verdict),
    No(Rejection),
}

impl Decision {
    const fn is_yes(&self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// The stored word: how it was proved, or why not.
    const fn word(&self) -> &'static str {
        match self {
            Self::Yes(verdict) => verdict.method.as_str(),
            Self::No(rejection) => rejection.reason.as_str(),
        }
    }

    fn note(&self) -> Option<&str> {
        match self {
            Self::Yes(verdict) => verdict.note.as_deref(),
            Self::No(rejection) => rejection.note.as_deref(),
        }
    }

    fn of(row: &DecisionRow) -> Result<Self> {
        let note = row.note.clone();
        Ok(if row.yes {
            Self::Yes(Verdict { method: row.word.parse()?, note })
        } else {
            Self::No(Rejection { reason: row.word.parse()?, note })
        })
    }
}

/// Decides. The claim stays as it is until the decision counts.
///
/// # Errors
/// `officer_only`, `claim_own`, `claim_decided`, `decision_waits`; for a yes what stands against it
/// already: `register_not_current`, `evidence_too_weak`, `number_held`, or the state of the claim.
pub async fn decide_claim(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    decision: Decision,
) -> Result<()> {
    let actor = actor.clone();
    identity.db().write(move |tx| decide(tx, &actor, claim, &decision)).await
}

fn decide(tx: &mut Tx, actor: &Actor, id: Id<CredentialClaim>, decision: &Decision) -> Result<()> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    policy::may_decide(actor, &claim)?;
    foresee(tx, &claim, decision)?;
    let now = tx.now();
    let counts = counts_from(now.millis() / 1_000, Decided::Alone);
    let counts_at = Timestamp::from_millis(counts.saturating_mul(1_000));
    let row = DecisionRow {
        claim: id,
        officer: actor.persona,
        yes: decision.is_yes(),
        word: decision.word().to_owned(),
        note: decision.note().map(str::to_owned),
        decided_at: now,
        counts_at,
    };
    store::decisions::insert(tx, &row)?;
    jobs::schedule(tx, KIND, id.get(), &(), counts_at)?;
    let act =
        if decision.is_yes() { "claim_approval_proposed" } else { "claim_rejection_proposed" };
    note_act(tx, Accessor::Persona(actor.persona), act, &claim, decision.note())
}

/// What could not be carried out is refused while the officer still has the page open.
fn foresee(tx: &mut Tx, claim: &ClaimRow, decision: &Decision) -> Result<()> {
    match decision {
        Decision::No(_) => policy::may_move(claim, Happening::Rejected).map(|_| ()),
        Decision::Yes(verdict) => {
            let (evidence, proof) = found(tx, claim, verdict)?;
            policy::may_confirm(claim, &evidence, proof)?;
            refuse_held(tx, claim).map(|_| ())
        }
    }
}

/// A second officer agrees: the decision counts now.
///
/// # Errors
/// `officer_only`, `claim_own`, `NotFound` where nothing waits; `second_officer` where it is one's
/// own decision.
pub async fn agree(identity: &Identity, actor: &Actor, id: Id<CredentialClaim>) -> Result<()> {
    let actor = actor.clone();
    let agree = move |tx: &mut Tx| {
        let (claim, row) = waiting(tx, &actor, id)?;
        if row.officer == actor.persona {
            return Err(Error::Denied("second_officer"));
        }
        let by = Accessor::Persona(actor.persona);
        note_act(tx, by, "claim_decision_seconded", &claim, None)?;
        jobs::cancel(tx, KIND, id.get())?;
        carry_out_decision(tx, &claim, &row)
    };
    identity.db().write(agree).await
}

/// Takes a decision off the desk before it counts: the officer's own, or another's, after a look.
///
/// # Errors
/// `officer_only`, `claim_own`, `NotFound` where nothing waits.
pub async fn undo(identity: &Identity, actor: &Actor, id: Id<CredentialClaim>) -> Result<()> {
    let actor = actor.clone();
    let undo = move |tx: &mut Tx| {
        let (claim, _) = waiting(tx, &actor, id)?;
        store::decisions::remove(tx, id)?;
        jobs::cancel(tx, KIND, id.get())?;
        note_act(tx, Accessor::Persona(actor.persona), "claim_decision_undone", &claim, None)
    };
    identity.db().write(undo).await
}

fn waiting(tx: &mut Tx, actor: &Actor, id: Id<CredentialClaim>) -> Result<(ClaimRow, DecisionRow)> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    let row = store::decisions::find(tx, id)?.ok_or(Error::NotFound)?;
    policy::may_decide(actor, &claim)?;
    Ok((claim, row))
}

/// Carries a decision out, in the unit in which it begins to count.
///
/// # Errors
/// What the state machine refuses, where the claim has changed meanwhile.
fn carry_out_decision(tx: &mut Tx, claim: &ClaimRow, row: &DecisionRow) -> Result<()> {
    store::decisions::remove(tx, claim.id)?;
    let decision = Decision::of(row)?;
    let word = Change { by: By::Officer, detail: Some(decision.word()) };
    match &decision {
        Decision::No(_) => {
            happen(tx, claim, Happening::Rejected, &word)?;
        }
        Decision::Yes(verdict) => {
            let (evidence, proof) = found(tx, claim, verdict)?;
            let note = verdict.note.as_deref();
            let witness = Witness { by: By::Officer, officer: Some(row.officer), note };
            confirm_claim(tx, claim, &evidence, proof, &witness)?;
        }
    }
    let act = if row.yes { "claim_approved" } else { "claim_rejected" };
    note_act(tx, Accessor::Persona(row.officer), act, claim, decision.note())
}

/// The officer opened the register: where no file of it was imported, the officer's word stands for
/// its row.
fn found(
    tx: &mut Tx,
    claim: &ClaimRow,
    verdict: &Verdict,
) -> Result<(commonround_credential::Evidence, policy::Proof)> {
    let row = store::registers::find(tx, &claim.register, &claim.number)?;
    let now = tx.now();
    let bound = match verdict.method {
        Method::EmployerAttestation => Bound::Employer,
        _ => Bound::Video,
    };
    let row = row.unwrap_or_else(|| Registration::seen_by_officer(claim, now));
    by_registration(&row, claim, bound, verdict.method, now)
}

fn note_act(
    tx: &mut Tx,
    actor: Accessor,
    action: &'static str,
    claim: &ClaimRow,
    reason: Option<&str>,
) -> Result<()> {
    let entry = audit::Entry {
        object: Some(Named::new("credential_claim", claim.id)),
        subject: Some(Named::persona(claim.persona)),
        reason,
        ..audit::Entry::new(actor, action)
    };
    audit::record(tx, &entry).map(|_| ())
}

/// An officer opened a claim: that is an act as well.
pub fn note_opened(tx: &mut Tx, officer: Id<Persona>, claim: &ClaimRow) -> Result<()> {
    note_act(tx, Accessor::Persona(officer), "claim_opened", claim, None)
}

/// Carries out what one officer decided and nobody undid in 48 hours.
pub fn job() -> Arc<dyn JobKind> {
    Arc::new(Alone)
}

struct Alone;

impl JobKind for Alone {
    fn name(&self) -> &'static str {
        KIND
    }

    fn run<'a>(&'a self, db: &'a Db, job: &'a DueJob) -> Promise<'a, Result<()>> {
        let id = Id::from_i64(job.key);
        Box::pin(db.write(move |tx| {
            let Some(row) = store::decisions::find(tx, id)? else { return Ok(()) };
            let claim = store::claims::get(tx, id)?;
            if row.counts_at > tx.now() {
                return Ok(());
            }
            match foresee(tx, &claim, &Decision::of(&row)?) {
                Ok(()) => carry_out_decision(tx, &claim, &row),
                // The claim has gone another way meanwhile: it is decided anew, if at all.
                Err(Error::Conflict(_)) => store::decisions::remove(tx, id).map(|_| ()),
                Err(other) => Err(other),
            }
        }))
    }
}
