use std::time::Duration;

use commonround_db::{Tx, outbox};
use commonround_kernel::{Actor, Error, Id, Result};
use commonround_text as text;
use commonround_vocabulary::{ClaimAnswered, ClaimRecord, Status};

use super::model::{Claim, ClaimState, ClaimText};
use super::store;
use crate::limits::{CLAIM_CHARS_MAX, CLAIMS_A_DAY_MAX};
use crate::ports::Ports;

/// Somebody says that something may be false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenClaim {
    /// In their own words.
    Words(ClaimText),
    /// A status says so; where a claim is named, it is one more that says that.
    Status { status: Id<Status>, joins: Option<Id<ClaimRecord>> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    pub claim: Id<ClaimRecord>,
    /// The claim was there already.
    pub joined: bool,
}

/// Opens a claim, or joins the one with the same words. A withdrawn one opens again; who saw a
/// status that joins an answered one is owed the correction, too.
///
/// Refusals: not found where the status may not be seen, `too_many_claims`, `text`.
pub fn open_claim(
    tx: &mut Tx<'_>,
    ports: &Ports,
    actor: &Actor,
    cmd: &OpenClaim,
) -> Result<Opened> {
    match cmd {
        OpenClaim::Words(said) => open(tx, actor, said),
        OpenClaim::Status { status, joins } => {
            let seen = ports.statuses.status_text(tx, Some(actor.persona), *status)?;
            let words = seen.ok_or(Error::NotFound)?.text;
            let opened = match joins {
                Some(claim) => {
                    let known = store::get(tx, *claim)?;
                    join(tx, actor, &known)?
                }
                None => {
                    open(tx, actor, &ClaimText::parse(&text::excerpt(&words, CLAIM_CHARS_MAX))?)?
                }
            };
            store::attach(tx, opened.claim, *status, actor.persona)?;
            if store::get(tx, opened.claim)?.state == ClaimState::Answered {
                outbox::emit(tx, &ClaimAnswered { claim: opened.claim })?;
            }
            Ok(opened)
        }
    }
}

fn open(tx: &mut Tx<'_>, actor: &Actor, said: &ClaimText) -> Result<Opened> {
    if let Some(known) = store::by_key(tx, said.key())? {
        return join(tx, actor, &known);
    }
    let day_ago = tx.now() - Duration::from_secs(24 * 3_600);
    if store::opened_since(tx, actor.persona, day_ago)? >= CLAIMS_A_DAY_MAX {
        return Err(Error::Conflict("too_many_claims"));
    }
    Ok(Opened { claim: store::insert(tx, actor.persona, said)?, joined: false })
}

fn join(tx: &mut Tx<'_>, actor: &Actor, known: &Claim) -> Result<Opened> {
    if known.state == ClaimState::Withdrawn {
        store::set_state(tx, known.id, ClaimState::Open, actor.persona)?;
    }
    Ok(Opened { claim: known.id, joined: true })
}
