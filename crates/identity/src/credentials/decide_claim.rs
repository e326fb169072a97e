//! An officer's decision: an act of two people. It is done when a second officer agrees, or after 48
//! hours where there is no second.

use commonround_credential::{Bound, Evidence, Happening};
use commonround_db::Tx;
use commonround_db::audit::{self, Accessor, Named};
use commonround_kernel::{Actor, Error, Id, Persona, Result, Scope};
use commonround_vocabulary::CredentialClaim;
use serde::{Deserialize, Serialize};

use super::confirm_claim::{by_registration, refuse_held};
use super::model::{ClaimRow, Method, Registration, Rejection, Verdict};
use super::{policy, store};
use crate::identity::Identity;
use crate::two_person::{self, New, Proposal, Reason, TwoPerson};

/// The kind of these proposals; stored, never changed. Its object is the claim.
pub const KIND: &str = "identity_claim";

/// What an officer found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Yes(Verdict),
    No(Rejection),
}

/// A decision while it waits. What the officer wrote down is the reason of the proposal.
#[derive(Serialize, Deserialize)]
struct Payload {
    yes: bool,
    word: String,
}

impl Decision {
    #[must_use]
    pub const fn is_yes(&self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// The stored word: how it was proved, or why not.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Yes(verdict) => verdict.method.as_str(),
            Self::No(rejection) => rejection.reason.as_str(),
        }
    }

    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Yes(verdict) => verdict.note.as_deref(),
            Self::No(rejection) => rejection.note.as_deref(),
        }
    }

    fn payload(&self) -> Result<String> {
        let payload = Payload { yes: self.is_yes(), word: self.word().to_owned() };
        serde_json::to_string(&payload).map_err(Error::fault)
    }

    /// Reads what `payload` wrote; a reason that only repeats the word is no note.
    ///
    /// # Errors
    /// `Fault` where it is none.
    pub fn read(payload: &str, reason: &str) -> Result<Self> {
        let Payload { yes, word } = serde_json::from_str(payload).map_err(Error::fault)?;
        let note = Some(reason).filter(|note| *note != word).map(str::to_owned);
        Ok(if yes {
            Self::Yes(Verdict { method: word.parse()?, note })
        } else {
            Self::No(Rejection { reason: word.parse()?, note })
        })
    }
}

/// Decides. The claim stays as it is until the decision counts.
///
/// # Errors
/// `officer_only`, `claim_own`, `own_case`, `claim_decided`, `already_proposed`; for a yes what
/// stands against it already: `register_not_current`, `evidence_too_weak`, `number_held`, or the
/// state of the claim.
pub async fn decide_claim(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    decision: Decision,
) -> Result<()> {
    let (acts, actor) = (identity.acts().clone(), actor.clone());
    identity.db().write(move |tx| decide(tx, &acts, &actor, claim, &decision)).await
}

fn decide(
    tx: &mut Tx,
    acts: &TwoPerson,
    actor: &Actor,
    id: Id<CredentialClaim>,
    decision: &Decision,
) -> Result<()> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    policy::may_decide(actor, &claim)?;
    foresee(tx, &claim, decision)?;
    let new = New {
        kind: KIND,
        object: id.get(),
        subject: Some(claim.persona),
        reason: decision.note().unwrap_or(decision.word()),
        payload: decision.payload()?,
    };
    two_person::propose(tx, acts, actor, &new)?;
    let act =
        if decision.is_yes() { "claim_approval_proposed" } else { "claim_rejection_proposed" };
    note_act(tx, actor.persona, act, &claim, Some(decision.word()))
}

/// What could not be carried out is refused while the officer still has the page open.
pub fn foresee(tx: &mut Tx, claim: &ClaimRow, decision: &Decision) -> Result<()> {
    match decision {
        Decision::No(_) => policy::may_move(claim, Happening::Rejected).map(|_| ()),
        Decision::Yes(verdict) => {
            let (evidence, proof) = found(tx, claim, verdict)?;
            policy::may_confirm(claim, &evidence, proof)?;
            refuse_held(tx, claim).map(|_| ())
        }
    }
}

/// A second officer agrees: the decision counts now. Without words of their own they agree with
/// those of the first.
///
/// # Errors
/// `officer_only`, `claim_own`, `NotFound` where nothing waits; as `two_person::second`; what stands
/// against the decision by now.
pub async fn agree(
    identity: &Identity,
    actor: &Actor,
    id: Id<CredentialClaim>,
    words: Option<Reason>,
) -> Result<()> {
    let (acts, actor) = (identity.acts().clone(), actor.clone());
    let agree = move |tx: &mut Tx| {
        let waiting = waiting(tx, &actor, id)?;
        let own = words.clone();
        let words = own.map_or_else(|| Reason::parse(&waiting.reason), Ok)?;
        let verdict = two_person::Verdict::Agree;
        two_person::second(tx, &acts, &actor, waiting.id, verdict, &words)
    };
    identity.db().write(agree).await
}

/// A second officer disagrees: the decision is off the desk.
///
/// # Errors
/// As `agree`.
pub async fn decline(
    identity: &Identity,
    actor: &Actor,
    id: Id<CredentialClaim>,
    words: Reason,
) -> Result<()> {
    let (acts, actor) = (identity.acts().clone(), actor.clone());
    let decline = move |tx: &mut Tx| {
        let waiting = waiting(tx, &actor, id)?;
        let verdict = two_person::Verdict::Decline;
        two_person::second(tx, &acts, &actor, waiting.id, verdict, &words)
    };
    identity.db().write(decline).await
}

/// Takes one's own decision off the desk before it counts.
///
/// # Errors
/// `officer_only`, `claim_own`, `NotFound` where nothing waits; `not_proposer`.
pub async fn undo(identity: &Identity, actor: &Actor, id: Id<CredentialClaim>) -> Result<()> {
    let actor = actor.clone();
    let undo = move |tx: &mut Tx| {
        let waiting = waiting(tx, &actor, id)?;
        two_person::withdraw(tx, &actor, waiting.id)
    };
    identity.db().write(undo).await
}

fn waiting(tx: &mut Tx, actor: &Actor, id: Id<CredentialClaim>) -> Result<Proposal> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    policy::may_decide(actor, &claim)?;
    two_person::store::find_open(tx, KIND, id.get())?.ok_or(Error::NotFound)
}

/// The officer opened the register: where no file of it was imported, the officer's word stands for
/// its row.
///
/// # Errors
/// `register_not_current`.
pub fn found(
    tx: &mut Tx,
    claim: &ClaimRow,
    verdict: &Verdict,
) -> Result<(Evidence, policy::Proof)> {
    let row = store::registers::find(tx, &claim.register, &claim.number)?;
    let now = tx.now();
    let bound = match verdict.method {
        Method::EmployerAttestation => Bound::Employer,
        _ => Bound::Video,
    };
    let row = row.unwrap_or_else(|| Registration::seen_by_officer(claim, now));
    by_registration(&row, claim, bound, verdict.method, now)
}

/// One line of the audit log about a claim.
pub fn note_act(
    tx: &mut Tx,
    officer: Id<Persona>,
    action: &'static str,
    claim: &ClaimRow,
    reason: Option<&str>,
) -> Result<()> {
    let entry = audit::Entry {
        object: Some(Named::new("credential_claim", claim.id)),
        subject: Some(Named::persona(claim.persona)),
        reason,
        ..audit::Entry::new(Accessor::Persona(officer), action)
    };
    audit::record(tx, &entry).map(|_| ())
}
