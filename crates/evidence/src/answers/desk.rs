//! The desk on which an answer is written: what fits the claim, and the draft as it stands.

use std::collections::HashMap;

use commonround_db::Tx;
use commonround_kernel::{Error, Id, Invalid, Result};
use commonround_text::{TextLang, detect_language};
use commonround_vocabulary::AnswerCard;
use commonround_web::{Answer, Caller, Input, Lang, State, StatusCode};

use super::input::{AnswerInput, DeskQuery};
use super::pages::{self, Desk, DeskInfo, Known};
use super::store;
use crate::Evidence;
use crate::claims::web::id;
use crate::claims::{candidates, store as claims, suggested_facts};
use crate::limits::{OPEN_CLAIMS_SHOWN_MAX, QUOTED_CHARS_MAX, QUOTED_SENTENCES_MAX};
use crate::model::FactCard;
use crate::readable::quotable;

const fn reader_lang(lang: Lang) -> TextLang {
    match lang {
        Lang::En => TextLang::En,
        Lang::Fr => TextLang::Fr,
    }
}

pub async fn load_desk(
    evidence: &Evidence,
    caller: &Caller,
    query: DeskQuery,
    input: AnswerInput,
    edits: Option<Id<AnswerCard>>,
) -> Result<Desk> {
    let (actor, lang) = (caller.require()?.clone(), reader_lang(caller.lang()));
    let people = evidence.ports.people;
    let read = move |tx: &mut Tx<'_>| {
        let wanted = if query.q.trim().is_empty() { &query.text } else { &query.q };
        let lang = detect_language(wanted).or(Some(lang));
        let found = suggested_facts(tx, wanted, lang)?;
        let facts = with_chosen(tx, found, &input.facts)?;
        let known = known(tx, &query.text, lang)?;
        let is_new = query.text.trim().is_empty() && query.link.trim().is_empty();
        let open = if is_new { claims::open(tx, OPEN_CLAIMS_SHOWN_MAX)? } else { Vec::new() };
        let me = people(tx, &[actor.persona])?.remove(&actor.persona).ok_or(Error::NotFound)?;
        let sentences = sentences(tx, &facts)?;
        Ok(Desk { query, input, facts, sentences, known, open, me, edits })
    };
    evidence.db.read(read).await
}

/// What can be quoted of each fact.
fn sentences(tx: &mut Tx<'_>, facts: &[FactCard]) -> Result<HashMap<i64, Vec<String>>> {
    let ids: Vec<i64> = facts.iter().map(|card| card.id.get()).collect();
    let quoted = |(id, answer): (i64, String)| {
        let all = quotable(&answer, QUOTED_CHARS_MAX).into_iter().map(str::to_owned);
        (id, all.take(QUOTED_SENTENCES_MAX).collect())
    };
    Ok(crate::store::facts::beginnings(tx, &ids)?.into_iter().map(quoted).collect())
}

/// Claims that may be the same, with the answer of each where it has one.
fn known(tx: &mut Tx<'_>, said: &str, lang: Option<TextLang>) -> Result<Vec<Known>> {
    let mut all = Vec::new();
    for candidate in candidates(tx, said, lang)? {
        let answer = store::of_claim(tx, candidate.claim.id)?.pop();
        all.push(Known { claim: candidate.claim, answer });
    }
    Ok(all)
}

/// Chosen facts stay on the desk when the words find others.
fn with_chosen(
    tx: &mut Tx<'_>,
    mut found: Vec<FactCard>,
    chosen: &[String],
) -> Result<Vec<FactCard>> {
    let ids: Vec<i64> = chosen.iter().filter_map(|raw| raw.parse().ok()).collect();
    let missing: Vec<i64> =
        ids.into_iter().filter(|id| !found.iter().any(|card| card.id.get() == *id)).collect();
    let mut all = crate::store::facts::cards(tx, &missing)?;
    all.append(&mut found);
    Ok(all)
}

/// Looks for facts, takes a quote in, shows the card: whatever button was pressed without a script.
pub async fn show_draft(
    State(evidence): State<Evidence>,
    caller: Caller,
    Input(input): Input<AnswerInput>,
) -> Answer {
    let input = input.sorted().quoted();
    let edits = id::<AnswerCard>("answer", &input.answer)?;
    let desk = load_desk(&evidence, &caller, input.query(), input, edits).await?;
    Ok(caller.show(|| DeskInfo::of(&desk), |ui| pages::desk(ui, &desk, &Invalid::default())))
}

/// The desk again with what is wrong; any other refusal goes its way.
pub async fn again(
    evidence: &Evidence,
    caller: &Caller,
    error: Error,
    input: AnswerInput,
    edits: Option<Id<AnswerCard>>,
) -> Answer {
    let Error::Invalid(invalid) = error else { return Err(error.into()) };
    let desk = load_desk(evidence, caller, input.query(), input, edits).await?;
    caller.refused_form(StatusCode::UNPROCESSABLE_ENTITY, &invalid, |ui| {
        pages::desk(ui, &desk, &invalid)
    })
}
