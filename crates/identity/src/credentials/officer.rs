//! An officer's desk: what waits, and one claim with everything that speaks for and against it.

use commonround_credential::State;
use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Result, Timestamp};
use commonround_vocabulary::CredentialClaim;

use super::appeal_claim::{deciders, may_rule};
use super::decide_claim::{Decision, KIND, note_act};
use super::limits::QUEUE_MAX;
use super::model::{AppealRow, ClaimRow, DocumentRow, Registration};
use super::my_claims::{History, history};
use super::store::conflicts::ConflictRow;
use super::store::registers::Imported;
use super::{policy, store};
use crate::cards::{NameCard, cards};
use crate::identity::Identity;
use crate::strikes;
use crate::two_person::{self, ProposalState};

/// One line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub claim: ClaimRow,
    pub who: Option<NameCard>,
    /// `CR-1`, where two people claim one number.
    pub case: Option<i64>,
    /// Another officer has decided, and waits for a second.
    pub decided: bool,
}

/// The oldest first, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    pub waiting: Vec<Waiting>,
    pub count: u64,
}

/// # Errors
/// `officer_only`.
pub async fn list_claims(identity: &Identity, actor: &Actor) -> Result<Queue> {
    require_officer(actor)?;
    let read = move |tx: &mut Tx| {
        let claims = store::queue::waiting(tx, None, QUEUE_MAX)?;
        let personas: Vec<_> = claims.iter().map(|claim| claim.persona).collect();
        let mut people = cards(tx, &personas)?;
        let mut waiting = Vec::with_capacity(claims.len());
        for claim in claims {
            let case = store::conflicts::of_claim(tx, claim.id)?.map(|case| case.number);
            let decided = two_person::waits(tx, KIND, claim.id.get())?;
            let who = people.remove(&claim.persona);
            waiting.push(Waiting { claim, who, case, decided });
        }
        Ok(Queue { waiting, count: store::queue::count(tx)? })
    };
    identity.db().snapshot(read).await
}

/// A decision that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingDecision {
    pub decision: Decision,
    pub is_mine: bool,
    /// The reader may agree or decline.
    pub may_second: bool,
    /// When it counts by itself, where nobody could second it.
    pub counts_at: Option<Timestamp>,
}

/// A decision about the claim that came to an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    pub decision: Decision,
    pub state: ProposalState,
    pub at: Timestamp,
}

/// A claim on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub claim: ClaimRow,
    pub who: Option<NameCard>,
    /// Strikes that count against the person now.
    pub strikes: u64,
    /// The row of the register's file, where one was imported.
    pub row: Option<Registration>,
    pub imported: Option<Imported>,
    pub case: Option<ConflictRow>,
    /// Who else claims the number, for the officer only.
    pub rivals: Vec<(ClaimRow, Option<NameCard>)>,
    pub documents: Vec<DocumentRow>,
    pub decision: Option<WaitingDecision>,
    pub earlier: Vec<Earlier>,
    pub appeal: Option<AppealRow>,
    /// The reader may answer the appeal.
    pub may_rule: bool,
    pub history: History,
}

/// Opens a claim; that an officer looked is written down.
///
/// # Errors
/// `officer_only`, `claim_own`, `claim_decided`, `NotFound`.
pub async fn open_credential(
    identity: &Identity,
    actor: &Actor,
    id: Id<CredentialClaim>,
) -> Result<Desk> {
    let (desk_of, actor) = (identity.clone(), actor.clone());
    let open = move |tx: &mut Tx| {
        let claim = store::claims::get(tx, id)?;
        let appeal = store::appeals::open_of(tx, id)?;
        policy::may_open(&actor, &claim, appeal.is_some())?;
        note_act(tx, actor.persona, "claim_opened", &claim, None)?;
        desk(tx, &desk_of, &actor, claim, appeal)
    };
    identity.db().write(open).await
}

fn desk(
    tx: &mut Tx,
    identity: &Identity,
    actor: &Actor,
    claim: ClaimRow,
    appeal: Option<AppealRow>,
) -> Result<Desk> {
    let rivals = store::claims::rivals(tx, &claim)?;
    let personas: Vec<_> =
        rivals.iter().map(|rival| rival.persona).chain([claim.persona]).collect();
    let people = cards(tx, &personas)?;
    let rivals = rivals.into_iter().map(|rival| {
        let who = people.get(&rival.persona).cloned();
        (rival, who)
    });
    let may_rule = match &appeal {
        Some(appeal) => may_rule(tx, identity.acts(), actor, &claim, appeal).is_ok(),
        None => false,
    };
    let (decision, earlier) = decisions(tx, identity, actor, claim.id)?;
    Ok(Desk {
        who: people.get(&claim.persona).cloned(),
        strikes: strikes::count(tx, identity.keys(), claim.persona)?,
        row: store::registers::find(tx, &claim.register, &claim.number)?,
        imported: store::registers::imported(tx, &claim.register)?,
        case: store::conflicts::of_claim(tx, claim.id)?,
        rivals: rivals.collect(),
        documents: store::documents::list(tx, claim.id)?,
        decision,
        earlier,
        may_rule,
        appeal,
        history: history(tx, claim.id)?,
        claim,
    })
}

/// What waits, and what came of those before it.
fn decisions(
    tx: &mut Tx,
    identity: &Identity,
    actor: &Actor,
    claim: Id<CredentialClaim>,
) -> Result<(Option<WaitingDecision>, Vec<Earlier>)> {
    let (mut waiting, mut earlier) = (None, Vec::new());
    for proposal in two_person::store::of_object(tx, KIND, claim.get())? {
        let decision = Decision::read(&proposal.payload, &proposal.reason)?;
        if proposal.state == ProposalState::Open {
            waiting = Some(WaitingDecision {
                decision,
                is_mine: proposal.proposer == actor.account,
                may_second: two_person::may_answer(tx, identity.acts(), actor, &proposal)?,
                counts_at: proposal.effective_at,
            });
        } else {
            let at = proposal.decided_at.unwrap_or(proposal.created_at);
            earlier.push(Earlier { decision, state: proposal.state, at });
        }
    }
    Ok((waiting, earlier))
}

/// The claim after this one in the queue, and the first one where there is none.
///
/// # Errors
/// `officer_only`.
pub async fn next_claim(
    identity: &Identity,
    actor: &Actor,
    after: Id<CredentialClaim>,
) -> Result<Option<Id<CredentialClaim>>> {
    require_officer(actor)?;
    let actor = actor.clone();
    let read = move |tx: &mut Tx| {
        let mut next = store::queue::waiting(tx, Some(after), QUEUE_MAX)?;
        next.extend(store::queue::waiting(tx, None, QUEUE_MAX)?);
        next.retain(|claim| claim.persona != actor.persona && claim.id != after);
        for claim in next {
            if is_for(tx, &actor, &claim)? {
                return Ok(Some(claim.id));
            }
        }
        Ok(None)
    };
    identity.db().snapshot(read).await
}

/// Not what this officer has decided already, nor an appeal against it.
fn is_for(tx: &mut Tx, actor: &Actor, claim: &ClaimRow) -> Result<bool> {
    if claim.state == State::Rejected {
        return Ok(!deciders(tx, claim.id)?.contains(&actor.account));
    }
    let waiting = two_person::store::find_open(tx, KIND, claim.id.get())?;
    Ok(waiting.is_none_or(|waiting| waiting.proposer != actor.account))
}

fn require_officer(actor: &Actor) -> Result<()> {
    if actor.officer { Ok(()) } else { Err(Error::Denied("officer_only")) }
}
