//! Who may do what with a claim. Pure functions that hand out permits; the store writes nothing
//! without one.

use commonround_credential::{
    Checked, Evidence, Footing, Happening, State, next_check, next_state,
};
use commonround_kernel::{Account, Actor, Error, Id, Persona, Result, Scope, Timestamp};
use commonround_vocabulary::CredentialClaim;
use jiff::civil::Date;

use super::limits::{APPEAL_LIFE, CLAIMS_MAX};
use super::model::{AppealRow, ClaimRow, Method, NewClaim};

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

/// An officer may look at a claim: one that waits for a decision, or for another look.
///
/// # Errors
/// `officer_only`, `claim_own`, `claim_decided`.
pub fn may_open(actor: &Actor, claim: &ClaimRow, is_appealed: bool) -> Result<()> {
    match may_decide(actor, claim) {
        Err(Error::Conflict(_)) if is_appealed && claim.state == State::Rejected => Ok(()),
        other => other.map(drop),
    }
}

/// The owner may add a paper.
#[derive(Debug)]
pub struct MayAddDocument {
    claim: Id<CredentialClaim>,
}

impl MayAddDocument {
    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.claim
    }
}

/// While the claim is open to a decision, or to another look.
///
/// # Errors
/// `NotFound`, `claim_current`, `claim_rejected`, `too_many_documents`.
pub fn may_add_document(
    actor: &Actor,
    claim: &ClaimRow,
    is_appealed: bool,
    has_room: bool,
) -> Result<MayAddDocument> {
    may_set_claim(actor, claim)?;
    match claim.state {
        State::Verified | State::Conditions => Err(Error::Conflict("claim_current")),
        State::Rejected if !is_appealed => Err(Error::Conflict("claim_rejected")),
        _ if !has_room => Err(Error::Conflict("too_many_documents")),
        _ => Ok(MayAddDocument { claim: claim.id }),
    }
}

/// The owner may ask for another look.
#[derive(Debug)]
pub struct MayAppeal {
    claim: Id<CredentialClaim>,
    until: Timestamp,
}

impl MayAppeal {
    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.claim
    }

    #[must_use]
    pub const fn until(&self) -> Timestamp {
        self.until
    }
}

/// Once for each no, within its time.
///
/// # Errors
/// `NotFound` for anybody else; `claim_not_rejected`, `claim_appealed`, `appeal_too_late`.
pub fn may_appeal(
    actor: &Actor,
    claim: &ClaimRow,
    rejected_at: Option<Timestamp>,
    last: Option<&AppealRow>,
    now: Timestamp,
) -> Result<MayAppeal> {
    may_set_claim(actor, claim)?;
    let rejected_at = rejected_at.filter(|_| claim.state == State::Rejected);
    let rejected_at = rejected_at.ok_or(Error::Conflict("claim_not_rejected"))?;
    if last.is_some_and(|appeal| appeal.made_at >= rejected_at) {
        return Err(Error::Conflict("claim_appealed"));
    }
    let until = rejected_at + APPEAL_LIFE;
    if now >= until {
        return Err(Error::Conflict("appeal_too_late"));
    }
    Ok(MayAppeal { claim: claim.id, until })
}

/// An officer who had no part in the decision may answer an appeal.
#[derive(Debug)]
pub struct MayRule {
    appeal: Id<AppealRow>,
    claim: Id<CredentialClaim>,
    persona: Id<Persona>,
    officer: Id<Persona>,
}

impl MayRule {
    #[must_use]
    pub const fn appeal(&self) -> Id<AppealRow> {
        self.appeal
    }

    #[must_use]
    pub const fn claim(&self) -> Id<CredentialClaim> {
        self.claim
    }

    /// Whose claim it is.
    #[must_use]
    pub const fn persona(&self) -> Id<Persona> {
        self.persona
    }

    #[must_use]
    pub const fn officer(&self) -> Id<Persona> {
        self.officer
    }
}

/// `own` is everything that the officer calls themself.
///
/// # Errors
/// `officer_only`, `claim_own`, `own_case`, `appeal_own_decision`.
pub fn may_rule(
    actor: &Actor,
    own: &[Id<Persona>],
    claim: &ClaimRow,
    appeal: &AppealRow,
    deciders: &[Id<Account>],
) -> Result<MayRule> {
    may_open(actor, claim, true)?;
    if own.contains(&claim.persona) {
        return Err(Error::Denied("own_case"));
    }
    if deciders.contains(&actor.account) {
        return Err(Error::Denied("appeal_own_decision"));
    }
    let (appeal, claim, persona) = (appeal.id, claim.id, claim.persona);
    Ok(MayRule { appeal, claim, persona, officer: actor.persona })
}
