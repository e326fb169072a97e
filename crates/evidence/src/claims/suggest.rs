use std::collections::BTreeSet;

use commonround_db::Tx;
use commonround_db::search::{Any, Query, Term, rank};
use commonround_kernel::Result;
use commonround_text::{self as text, TextLang};

use super::model::Claim;
use super::store::{self, CLAIM_SHELF};
use crate::asked::Asked;
use crate::language::text_lang;
use crate::limits::{
    CANDIDATE_WORDS_MIN, CANDIDATES_MAX, QUERY_WORDS_MAX, SUGGESTED_FACTS_FEW, SUGGESTED_FACTS_MAX,
};
use crate::model::FactCard;
use crate::search;
use crate::store::{FACT_SHELF, facts};

/// A claim that may be the same, for a person to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub claim: Claim,
    /// The words that both have, as this claim writes them: why it is suggested.
    pub shared: Vec<String>,
}

/// Claims that share words with a text, best first. Nothing is joined by itself.
pub fn candidates(tx: &mut Tx<'_>, said: &str, lang: Option<TextLang>) -> Result<Vec<Candidate>> {
    let words = telling(said, lang);
    let any: Vec<Term> = words.iter().take(QUERY_WORDS_MAX).map(|w| Term::word(w)).collect();
    if any.is_empty() {
        return Ok(Vec::new());
    }
    let hits = rank(tx, CLAIM_SHELF, &Query { all: vec![Any { any }] }, CANDIDATES_MAX)?;
    let ids: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
    let mut found = store::by_ids(tx, &ids)?;
    found.sort_by_key(|claim| ids.iter().position(|id| *id == claim.id.get()));
    let candidate = |claim: Claim| Candidate { shared: shared(&claim, &words), claim };
    let all = found.into_iter().map(candidate);
    Ok(all.filter(|c| c.shared.len() >= CANDIDATE_WORDS_MIN).collect())
}

/// Stems of the words that tell something, and of their synonyms.
fn telling(said: &str, lang: Option<TextLang>) -> BTreeSet<String> {
    let groups = text::query(said, lang);
    let ways = groups.into_iter().flat_map(|group| group.any);
    ways.flat_map(|way| way.tokens).collect()
}

/// Words of a claim whose stems are among these, each stem once.
fn shared(claim: &Claim, stems: &BTreeSet<String>) -> Vec<String> {
    let lang = claim.language.as_deref().and_then(text_lang);
    let mut seen = BTreeSet::new();
    let is_new = |word: &&str| {
        let stem = text::tokens(word, lang).into_iter().next();
        stem.is_some_and(|stem| stems.contains(&stem) && seen.insert(stem))
    };
    let words = claim.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.filter(is_new).map(str::to_lowercase).collect()
}

/// Facts that may answer a claim, best first: those on its topics, and where they are few, those
/// that share words with it.
pub fn suggested_facts(
    tx: &mut Tx<'_>,
    said: &str,
    lang: Option<TextLang>,
) -> Result<Vec<FactCard>> {
    let mut found = search::facts(tx, &Asked::parse(said, lang), SUGGESTED_FACTS_MAX)?;
    if found.len() < SUGGESTED_FACTS_FEW {
        let near = facts_sharing_words(tx, said, lang)?;
        let is_new = |card: &FactCard| found.iter().all(|known| known.id != card.id);
        let fresh: Vec<FactCard> = near.into_iter().filter(is_new).collect();
        found.extend(fresh);
    }
    Ok(found)
}

fn facts_sharing_words(
    tx: &mut Tx<'_>,
    said: &str,
    lang: Option<TextLang>,
) -> Result<Vec<FactCard>> {
    let words = telling(said, lang);
    let any: Vec<Term> = words.iter().take(QUERY_WORDS_MAX).map(|w| Term::word(w)).collect();
    if any.len() < CANDIDATE_WORDS_MIN {
        return Ok(Vec::new());
    }
    let hits = rank(tx, FACT_SHELF, &Query { all: vec![Any { any }] }, SUGGESTED_FACTS_FEW)?;
    let ids: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
    facts::cards(tx, &ids)
}
