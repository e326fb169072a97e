//! Why a phrase of the lexicon does not mean what it says.

use std::ops::Range;

use super::{Kind, Tier};
use crate::phrases::{Hit, overlap};
use crate::spoken::Spoken;

/// Words between a denial and what it denies.
const DENIAL_WORDS_MAX: usize = 4;
/// Words between the name of a song and its kind: `the track Suicidal Thoughts`.
const STORY_WORDS_MAX: usize = 2;

/// The guards that stand in one text.
pub struct Guards<'a> {
    text: &'a Spoken,
    hits: &'a [Hit<Kind>],
}

impl<'a> Guards<'a> {
    pub fn new(text: &'a Spoken, hits: &'a [Hit<Kind>]) -> Self {
        Self { text, hits }
    }

    /// The tier that a phrase is shown with, if it is.
    pub fn shows(&self, hit: &Hit<Kind>) -> Option<Tier> {
        let Kind::Shown(tier) = hit.kind else { return None };
        if self.is_idiom(hit) || self.is_denied(hit) || self.is_past(hit) {
            return None;
        }
        if !self.text.is_quoted(&hit.words) {
            return (!self.is_titled(hit)).then_some(tier);
        }
        if self.any_near(Kind::Story, hit) {
            return None;
        }
        // Another person's words: the writer may fear for that person.
        Some(if self.any_near(Kind::Said, hit) { Tier::Worried } else { tier })
    }

    /// Means at hand (`I have the pills here`) say nothing alone and much beside despair.
    pub fn means_in_despair(&self) -> impl Iterator<Item = (Tier, &'a Range<usize>)> {
        let despair = |hit: &&Hit<Kind>| {
            let mood = hit.kind == Kind::Despair || self.shows(hit) >= Some(Tier::Passive);
            mood && !self.is_past(hit)
        };
        let desperate = self.hits.iter().any(|hit| despair(&hit));
        let means = self.hits.iter().filter(|hit| hit.kind == Kind::Means);
        let meant = means.filter(|hit| !self.is_denied(hit) && !self.is_past(hit));
        meant.filter(move |_| desperate).map(|hit| (Tier::Intent, &hit.words))
    }

    /// Part of a phrase that says something else; one inside the hit does not change it.
    pub fn is_idiom(&self, hit: &Hit<Kind>) -> bool {
        let inside = |other: &Range<usize>| {
            other.start >= hit.words.start
                && other.end <= hit.words.end
                && other.len() < hit.words.len()
        };
        let mut covers = self.of(Kind::Idiom).chain(self.of(Kind::Topic));
        covers.any(|other| overlap(&other.words, &hit.words) && !inside(&other.words))
    }

    fn is_denied(&self, hit: &Hit<Kind>) -> bool {
        let first = hit.words.start.saturating_sub(DENIAL_WORDS_MAX);
        let near = self.text.clause_before(hit.words.start).take(DENIAL_WORDS_MAX).count();
        let clause = first.max(hit.words.start - near)..hit.words.start;
        self.of(Kind::Denial).any(|denial| overlap(&denial.words, &clause))
    }

    /// The nearest word about time in the sentence tells, and a word about recovery.
    fn is_past(&self, hit: &Hit<Kind>) -> bool {
        let sentence = self.text.sentence(hit.words.start);
        let nearest = |kind| {
            let there = self.of(kind).filter(|time| overlap(&time.words, &sentence));
            there.map(|time| distance(&time.words, &hit.words)).min()
        };
        let Some(past) = nearest(Kind::Past) else { return false };
        nearest(Kind::Now).is_none_or(|now| past < now) || nearest(Kind::Better).is_some()
    }

    /// Behind the word for a song or a book.
    fn is_titled(&self, hit: &Hit<Kind>) -> bool {
        self.of(Kind::Story).any(|story| {
            let between = hit.words.start.checked_sub(story.words.end);
            between.is_some_and(|words| words < STORY_WORDS_MAX)
        })
    }

    /// In the sentence of the hit or beside it.
    fn any_near(&self, kind: Kind, hit: &Hit<Kind>) -> bool {
        let own = self.text.words.get(hit.words.start).map_or(0, |word| word.sentence);
        self.of(kind).any(|other| {
            let there = self.text.words.get(other.words.start).map_or(0, |word| word.sentence);
            there.abs_diff(own) <= 1 && !self.text.is_quoted(&other.words)
        })
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &'a Hit<Kind>> {
        self.hits.iter().filter(move |hit| hit.kind == kind)
    }
}

/// Words between two stretches; none where they touch or share words.
fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.start.saturating_sub(other.end).max(other.start.saturating_sub(one.end))
}
