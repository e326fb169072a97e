//! Who may do what with a claim. Pure functions that hand out permits; the store writes nothing
//! without one.

use commonround_credential::{
    Checked, Evidence, Footing, Happening, State, next_check, next_state,
};
use commonround_kernel::{Actor, Error, Id, Persona, Result, Scope, Timestamp};
use commonround_vocabulary::CredentialClaim;
use jiff::civil::Date;

use super::limits::CLAIMS_MAX;
use super::model::{ClaimRow, Method, NewClaim};

/// The persona may claim this.
#[derive(Debug)]
pub struct MayClaim {
    persona: Id<Persona>,
}

impl MayClaim {
    #[must_use]
    pub const fn persona(&self) -> Id<Persona> {
        self.persona
    }
}

/// The owner may change how a claim is shown and proved.
#[derive(Debug)]
pub struct MaySetClaim {
    claim: Id<CredentialClaim>,
}

impl MaySetClaim {
    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.claim
    }
}

/// A claim may go from one state to another.
#[derive(Debug)]
pub struct MayMove {
    claim: Id<CredentialClaim>,
    from: State,
    to: State,
}

impl MayMove {
    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.claim
    }

    #[must_use]
    pub const fn from(&self) -> State {
        self.from
    }

    #[must_use]
    pub const fn to(&self) -> State {
        self.to
    }

    /// Two claims on one number, and whatever is in doubt, are looked at by a person.
    #[must_use]
    pub const fn to_officer(&self) -> bool {
        matches!(self.to, State::Conflict | State::Recheck)
    }
}

/// What was proved, about to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub method: Method,
    pub footing: Footing,
    pub next_check_at: Timestamp,
    pub expires: Option<Date>,
    pub class: String,
    pub conditions_url: Option<String>,
}

impl Proof {
    /// When it has to be looked at again.
    #[must_use]
    pub fn next_check(method: Method, now: Timestamp) -> Timestamp {
        let checked = match method {
            Method::RegisterMatch | Method::SignedCredential => Checked::ByFeed,
            _ => Checked::ByPerson,
        };
        let secs = now.millis() / 1_000;
        Timestamp::from_millis(next_check(checked, secs, secs).saturating_mul(1_000))
    }
}

/// A claim was proved well enough for a badge.
#[derive(Debug)]
pub struct MayConfirm {
    moves: MayMove,
    proof: Proof,
}

impl MayConfirm {
    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.moves.claim
    }

    #[must_use]
    pub const fn moves(&self) -> &MayMove {
        &self.moves
    }

    #[must_use]
    pub const fn proof(&self) -> &Proof {
        &self.proof
    }
}

/// A confirmed person, by session or token, with a number that they have not claimed yet.
///
/// # Errors
/// `scope_missing`, `email_unconfirmed`, `claim_exists`, `too_many_credentials`.
pub fn may_claim(actor: &Actor, mine: &[ClaimRow], new: &NewClaim) -> Result<MayClaim> {
    actor.require(Scope::Write)?;
    actor.require_confirmed()?;
    let same = |claim: &&ClaimRow| {
        claim.register == new.register.code && claim.number == new.number.as_str()
    };
    if mine.iter().filter(|claim| claim.is_open()).any(|claim| same(&claim)) {
        return Err(Error::Conflict("claim_exists"));
    }
    if mine.len() >= CLAIMS_MAX {
        return Err(Error::Conflict("too_many_credentials"));
    }
    Ok(MayClaim { persona: actor.persona })
}

/// One's own claims only; others' do not exist for us.
///
/// # Errors
/// `NotFound`.
pub fn may_set_claim(actor: &Actor, claim: &ClaimRow) -> Result<MaySetClaim> {
    if claim.persona == actor.persona && claim.state != State::Withdrawn {
        Ok(MaySetClaim { claim: claim.id })
    } else {
        Err(Error::NotFound)
    }
}

/// The owner may still prove it.
///
/// # Errors
/// `NotFound`; `claim_conflict`, `claim_rejected`, `claim_suspended`, `claim_revoked`,
/// `claim_current`.
pub fn may_prove(actor: &Actor, claim: &ClaimRow) -> Result<MaySetClaim> {
    let permit = may_set_claim(actor, claim)?;
    match claim.state {
        State::Pending | State::Recheck | State::Expired => Ok(permit),
        State::Conflict => Err(Error::Conflict("claim_conflict")),
        State::Rejected => Err(Error::Conflict("claim_rejected")),
        State::Suspended => Err(Error::Conflict("claim_suspended")),
        State::Revoked => Err(Error::Conflict("claim_revoked")),
        _ => Err(Error::Conflict("claim_current")),
    }
}

/// What the state machine allows.
///
/// # Errors
/// Its codes, as `Conflict`.
pub fn may_move(claim: &ClaimRow, happening: Happening) -> Result<MayMove> {
    let to = next_state(claim.state, happening).map_err(Error::Conflict)?;
    Ok(MayMove { claim: claim.id, from: claim.state, to })
}

/// Evidence that reaches the step of a badge, and a register that lets the person practise.
///
/// # Errors
/// `evidence_too_weak`; what the state machine refuses.
pub fn may_confirm(claim: &ClaimRow, evidence: &Evidence, proof: Proof) -> Result<MayConfirm> {
    let level = evidence.level();
    if !level.earns_badge() || proof.method.level() > level {
        return Err(Error::Conflict("evidence_too_weak"));
    }
    let moves = may_move(claim, Happening::Confirmed(proof.footing))?;
    Ok(MayConfirm { moves, proof })
}

/// Claims are decided by officers, and never their own.
///
/// # Errors
/// `officer_only`, `claim_own`; `claim_decided` where nobody waits for a decision any more.
pub fn may_decide(actor: &Actor, claim: &ClaimRow) -> Result<Id<CredentialClaim>> {
    if !actor.officer {
        return Err(Error::Denied("officer_only"));
    }
    if claim.persona == actor.persona {
        return Err(Error::Denied("claim_own"));
    }
    match claim.state {
        State::Withdrawn | State::Rejected => Err(Error::Conflict("claim_decided")),
        _ => Ok(claim.id),
    }
}
