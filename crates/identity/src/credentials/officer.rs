//! An officer's desk: what waits, and one claim with everything that speaks for and against it.

use commonround_db::Tx;
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_vocabulary::CredentialClaim;

use super::decide_claim::note_opened;
use super::limits::QUEUE_MAX;
use super::model::{ClaimRow, Registration};
use super::my_claims::{History, history};
use super::store::conflicts::ConflictRow;
use super::store::decisions::DecisionRow;
use super::store::registers::Imported;
use super::{policy, store};
use crate::cards::{NameCard, cards};
use crate::identity::Identity;

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
            let decided = store::decisions::find(tx, claim.id)?.is_some();
            let who = people.remove(&claim.persona);
            waiting.push(Waiting { claim, who, case, decided });
        }
        Ok(Queue { waiting, count: store::queue::count(tx)? })
    };
    identity.db().snapshot(read).await
}

/// A claim on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub claim: ClaimRow,
    pub who: Option<NameCard>,
    /// The row of the register's file, where one was imported.
    pub row: Option<Registration>,
    pub imported: Option<Imported>,
    pub case: Option<ConflictRow>,
    /// Who else claims the number, for the officer only.
    pub rivals: Vec<(ClaimRow, Option<NameCard>)>,
    pub decision: Option<DecisionRow>,
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
    let actor = actor.clone();
    let open = move |tx: &mut Tx| {
        let claim = store::claims::get(tx, id)?;
        policy::may_decide(&actor, &claim)?;
        note_opened(tx, actor.persona, &claim)?;
        desk(tx, claim)
    };
    identity.db().write(open).await
}

fn desk(tx: &mut Tx, claim: ClaimRow) -> Result<Desk> {
    let rivals = store::claims::rivals(tx, &claim)?;
    let personas: Vec<_> =
        rivals.iter().map(|rival| rival.persona).chain([claim.persona]).collect();
    let people = cards(tx, &personas)?;
    let rivals = rivals.into_iter().map(|rival| {
        let who = people.get(&rival.persona).cloned();
        (rival, who)
    });
    Ok(Desk {
        who: people.get(&claim.persona).cloned(),
        row: store::registers::find(tx, &claim.register, &claim.number)?,
        imported: store::registers::imported(tx, &claim.register)?,
        case: store::conflicts::of_claim(tx, claim.id)?,
        rivals: rivals.collect(),
        decision: store::decisions::find(tx, claim.id)?,
        history: history(tx, claim.id)?,
        claim,
    })
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
    let me = actor.persona;
    let read = move |tx: &mut Tx| {
        let mut next = store::queue::waiting(tx, Some(after), QUEUE_MAX)?;
        next.extend(store::queue::waiting(tx, None, QUEUE_MAX)?);
        for claim in next.into_iter().filter(|claim| claim.persona != me && claim.id != after) {
            if store::decisions::find(tx, claim.id)?.is_none_or(|row| row.officer != me) {
                return Ok(Some(claim.id));
            }
        }
        Ok(None)
    };
    identity.db().snapshot(read).await
}

fn require_officer(actor: &Actor) -> Result<()> {
    if actor.officer { Ok(()) } else { Err(Error::Denied("officer_only")) }
}
