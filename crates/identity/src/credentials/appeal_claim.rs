//! Somebody asks for another look at a claim that was not confirmed; an officer who had no part in
//! the decision answers.

use commonround_credential::Happening;
use commonround_db::Tx;
use commonround_kernel::{Account, Actor, Error, Id, Result, Scope};
use commonround_vocabulary::{CredentialClaim, NoticeKind};

use super::call_officers::call_officers;
use super::change_claim::{happen, tell};
use super::decide_claim::{KIND, note_act};
use super::model::{AppealRow, By, Change, ClaimRow, Ruling, Words};
use super::policy::MayRule;
use super::{documents, policy, store};
use crate::identity::Identity;
use crate::strikes::{self, Cause};
use crate::titles;
use crate::two_person::{self, ProposalState, TwoPerson};

/// Asks for another look.
///
/// # Errors
/// `NotFound` for anybody else; `claim_not_rejected`, `claim_appealed`, `appeal_too_late`.
pub async fn appeal_claim(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    words: Words,
) -> Result<()> {
    let actor = actor.clone();
    identity.db().write(move |tx| appeal(tx, &actor, claim, &words)).await
}

fn appeal(tx: &mut Tx, actor: &Actor, id: Id<CredentialClaim>, words: &Words) -> Result<()> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    let rejected_at = store::evidence::rejected_at(tx, id)?;
    let last = store::appeals::last_of(tx, id)?;
    let permit = policy::may_appeal(actor, &claim, rejected_at, last.as_ref(), tx.now())?;
    store::appeals::insert(tx, &permit, words)?;
    store::claims::set_waiting(tx, id)?;
    let change = Change { by: By::Owner, detail: Some("appealed") };
    store::evidence::note_change(tx, id, claim.state.code(), &change)?;
    call_officers(tx, id, claim.persona)
}

/// Until when the owner may ask for another look; `None` where they may not.
pub fn appealable_until(
    tx: &mut Tx,
    actor: &Actor,
    claim: &ClaimRow,
    last: Option<&AppealRow>,
) -> Result<Option<commonround_kernel::Timestamp>> {
    let rejected_at = store::evidence::rejected_at(tx, claim.id)?;
    let permit = policy::may_appeal(actor, claim, rejected_at, last, tx.now());
    Ok(permit.ok().map(|permit| permit.until()))
}

/// Answers an appeal. Granting opens the claim again, and takes back what followed from the no.
///
/// # Errors
/// `officer_only`, `claim_own`, `own_case`; `appeal_own_decision` for the officers of the decision; `NotFound`
/// where no appeal waits.
pub async fn rule_on_claim_appeal(
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
    ruling: Ruling,
    answer: Words,
) -> Result<()> {
    let (acts, actor) = (identity.acts().clone(), actor.clone());
    identity.db().write(move |tx| rule(tx, &acts, &actor, claim, ruling, &answer)).await
}

fn rule(
    tx: &mut Tx,
    acts: &TwoPerson,
    actor: &Actor,
    id: Id<CredentialClaim>,
    ruling: Ruling,
    answer: &Words,
) -> Result<()> {
    actor.require(Scope::Write)?;
    let claim = store::claims::get(tx, id)?;
    let appeal = store::appeals::open_of(tx, id)?.ok_or(Error::NotFound)?;
    let permit = may_rule(tx, acts, actor, &claim, &appeal)?;
    store::appeals::decide(tx, &permit, ruling.state(), answer)?;
    match ruling {
        Ruling::Uphold => uphold(tx, &claim, &permit)?,
        Ruling::Grant => grant(tx, &claim, &permit)?,
    }
    note_act(tx, actor.persona, ruling.act(), &claim, None)
}

/// Whether this officer answers the appeal.
///
/// # Errors
/// `officer_only`, `claim_own`, `own_case`, `appeal_own_decision`.
pub fn may_rule(
    tx: &mut Tx,
    acts: &TwoPerson,
    actor: &Actor,
    claim: &ClaimRow,
    appeal: &AppealRow,
) -> Result<MayRule> {
    let own = two_person::personas_of(tx, acts, actor.account)?;
    policy::may_rule(actor, &own, claim, appeal, &deciders(tx, claim.id)?)
}

/// Both officers of the decision that stands.
pub fn deciders(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<Vec<Id<Account>>> {
    let all = two_person::store::of_object(tx, KIND, id.get())?;
    let done = [ProposalState::Agreed, ProposalState::TookEffect];
    let last = all.into_iter().find(|one| done.contains(&one.state));
    Ok(last.into_iter().flat_map(|one| [Some(one.proposer), one.second]).flatten().collect())
}

fn uphold(tx: &mut Tx, claim: &ClaimRow, permit: &MayRule) -> Result<()> {
    documents::shred(tx, claim.id, Some(permit.officer()), "appeal_upheld")?;
    store::claims::set_settled(tx, permit)?;
    let change = Change { by: By::Officer, detail: Some("appeal_upheld") };
    store::evidence::note_change(tx, claim.id, claim.state.code(), &change)?;
    tell(tx, claim.persona, NoticeKind::AppealDecided, claim.id)
}

fn grant(tx: &mut Tx, claim: &ClaimRow, permit: &MayRule) -> Result<()> {
    let change = Change { by: By::Officer, detail: Some("appeal_granted") };
    happen(tx, claim, Happening::AppealGranted, &change)?;
    store::claims::set_waiting(tx, claim.id)?;
    strikes::take_back(tx, Cause::FalseLicence(claim.id.get()))?;
    if !store::claims::is_false_elsewhere(tx, claim)? {
        titles::unmark_unconfirmed(tx, permit)?;
    }
    claimed_twice_again(tx, claim.id)
}

/// The number may still be somebody else's: then the case goes on where it was.
fn claimed_twice_again(tx: &mut Tx, id: Id<CredentialClaim>) -> Result<()> {
    let claim = store::claims::get(tx, id)?;
    if !store::claims::rivals(tx, &claim)?.iter().any(ClaimRow::holds_number) {
        return Ok(());
    }
    happen(tx, &claim, Happening::ClaimedTwice, &Change::by(By::Register))?;
    store::conflicts::reopen(tx, id)
}
