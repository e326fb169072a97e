use commonround_db::{Tx, outbox};
use commonround_identity::Standing;
use commonround_kernel::{Actor, Error, Id, Persona, Result};
use commonround_vocabulary::{AnswerCard, ClaimAnswered, ClaimRecord};

use super::model::{AnswerBody, Certainty, ChosenSource, StoredAnswer};
use super::{standing, store};
use crate::Evidence;
use crate::claims::{ClaimState, ClaimText, store as claims};
use crate::sources::record_cited_url;

/// An answer to publish: to a claim that is there, or to the one with these words.
#[derive(Debug, Clone)]
pub struct Publish {
    pub claim: Option<Id<ClaimRecord>>,
    pub said: ClaimText,
    pub body: AnswerBody,
}

/// Permit to publish under one's name.
#[derive(Debug, Clone, Copy)]
pub struct MayPublish(Id<Persona>);

impl MayPublish {
    pub(super) const fn author(self) -> Id<Persona> {
        self.0
    }
}

/// Permit to write the next version of an answer.
#[derive(Debug)]
pub struct MayEdit {
    answer: Id<AnswerCard>,
    version: u32,
}

impl MayEdit {
    pub(super) const fn answer(&self) -> Id<AnswerCard> {
        self.answer
    }

    pub(super) const fn version(&self) -> u32 {
        self.version
    }
}

/// # Errors
/// `not_verified` for anybody whose credential does not count now.
pub fn may_publish(actor: &Actor, standing: &Standing) -> Result<MayPublish> {
    if standing.is_verified() {
        Ok(MayPublish(actor.persona))
    } else {
        Err(Error::Denied("not_verified"))
    }
}

fn may_edit(actor: &Actor, answer: &StoredAnswer) -> Result<MayEdit> {
    if actor.persona == answer.author {
        Ok(MayEdit { answer: answer.id, version: answer.version })
    } else {
        Err(Error::Denied("not_author"))
    }
}

fn permit(tx: &mut Tx<'_>, evidence: &Evidence, actor: &Actor) -> Result<MayPublish> {
    let card = (evidence.ports.people)(tx, &[actor.persona])?.remove(&actor.persona);
    may_publish(actor, &card.ok_or(Error::NotFound)?.standing)
}

/// Publishes an answer and closes the claim with it.
///
/// Refusals: `not_verified`; by field `facts`: `not_found`, `no_standing` without any source that
/// is vouched for, `retracted`, `undated` for a fact without a review date against a danger,
/// `no_guideline` where no public authority is among the sources.
pub fn publish_answer(
    tx: &mut Tx<'_>,
    evidence: &Evidence,
    actor: &Actor,
    cmd: &Publish,
) -> Result<Id<AnswerCard>> {
    let permit = permit(tx, evidence, actor)?;
    let claim = claim_of(tx, actor, cmd)?;
    check_sources(tx, evidence, &claim.text, &cmd.body)?;
    let answer = store::insert(tx, permit, claim.id, &cmd.body)?;
    note_cited(tx, answer, &cmd.body)?;
    if claim.state != ClaimState::Answered {
        claims::set_state(tx, claim.id, ClaimState::Answered, actor.persona)?;
    }
    outbox::emit(tx, &ClaimAnswered { claim: claim.id })?;
    Ok(answer)
}

fn claim_of(tx: &mut Tx<'_>, actor: &Actor, cmd: &Publish) -> Result<crate::claims::Claim> {
    if let Some(id) = cmd.claim {
        return claims::get(tx, id);
    }
    match claims::by_key(tx, cmd.said.key())? {
        Some(known) => Ok(known),
        None => {
            let id = claims::insert(tx, actor.persona, &cmd.said)?;
            claims::get(tx, id)
        }
    }
}

/// Writes the next version; those before it stay.
///
/// Refusals: `not_author`, `answer_changed`, else as `publish_answer`.
pub fn edit_answer(
    tx: &mut Tx<'_>,
    evidence: &Evidence,
    actor: &Actor,
    id: Id<AnswerCard>,
    body: &AnswerBody,
) -> Result<()> {
    let answer = store::get(tx, id)?;
    let edit = may_edit(actor, &answer)?;
    permit(tx, evidence, actor)?;
    let claim = claims::get(tx, answer.claim)?;
    check_sources(tx, evidence, &claim.text, body)?;
    store::change(tx, &edit, body)?;
    note_cited(tx, id, body)
}

fn check_sources(
    tx: &mut Tx<'_>,
    evidence: &Evidence,
    claim: &str,
    body: &AnswerBody,
) -> Result<()> {
    let sources = standing::sources(tx, &evidence.citations, &body.sources)?;
    let refused = |why| Err(Error::invalid("facts", why));
    if sources.len() != body.sources.len() {
        return refused("not_found");
    }
    if sources.iter().any(|source| source.retracted) {
        return refused("retracted");
    }
    if sources.iter().all(|source| source.tier.is_none()) {
        return refused("no_standing");
    }
    let is_official = sources.iter().any(|source| source.tier.as_deref() == Some("a"));
    if body.certainty == Certainty::Guideline && !is_official {
        return refused("no_guideline");
    }
    if (evidence.ports.is_danger)(claim) && sources.iter().any(|source| source.undated) {
        return refused("undated");
    }
    Ok(())
}

/// A retraction of any of these works is told.
fn note_cited(tx: &mut Tx<'_>, answer: Id<AnswerCard>, body: &AnswerBody) -> Result<()> {
    for source in &body.sources {
        let ChosenSource::Address(url) = source else { continue };
        record_cited_url(tx, url, "answer", answer.get())?;
    }
    Ok(())
}
