//! What somebody asks the library, read once and outside any transaction.

use std::collections::{BTreeMap, BTreeSet};

use commonround_db::search::{Any, Query, Term};
use commonround_text::{self as text, Group, TextLang};

use crate::limits::{QUERY_WORDS_MAX, TOPIC_WORDS_MAX};
use crate::model::Kind;

/// A query as the library understands it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Every condition of the query, as `text` reads it.
    groups: Vec<Group>,
    /// The same without words that only ask for a kind (`symptoms of`), where others remain.
    subject: Vec<Group>,
    /// Stems of the words as they were typed.
    words: BTreeSet<String>,
    /// Runs of stems that may be the whole name of a topic, and how much each counts.
    runs: BTreeMap<String, usize>,
    /// All stems as typed, in each language.
    typed: Vec<String>,
    /// What kind of answer the words ask for.
    kind: Option<Kind>,
}

impl Asked {
    /// Reads a query as the reader's language stems and widens it. Nothing typed is an error.
    #[must_use]
    pub fn parse(raw: &str, lang: Option<TextLang>) -> Self {
        let groups = text::query(raw, lang);
        let folded = text::fold(raw);
        let typed = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let asking: Vec<(&str, Kind)> = typed
            .take(QUERY_WORDS_MAX)
            .filter_map(|word| Some((word, Kind::asked_by(word)?)))
            .collect();
        let subject = without(&groups, &asking);
        let mut asked = Self {
            groups,
            subject,
            words: BTreeSet::new(),
            runs: BTreeMap::new(),
            typed: Vec::new(),
            kind: asking.first().map(|(_, kind)| *kind),
        };
        TextLang::ALL.into_iter().for_each(|lang| asked.add_runs(raw, lang));
        asked.add_synonyms();
        asked
    }

    fn add_runs(&mut self, raw: &str, lang: TextLang) {
        let mut words = text::tokens(raw, Some(lang));
        words.truncate(QUERY_WORDS_MAX);
        for start in 0..words.len() {
            let longest = (words.len() - start).min(TOPIC_WORDS_MAX);
            for length in 1..=longest {
                self.runs.insert(words[start..start + length].join(" "), length);
            }
        }
        self.typed.push(words.join(" "));
        self.words.extend(words);
    }

    /// A synonym names its topic as well as the word that was typed, and no better.
    fn add_synonyms(&mut self) {
        for alternative in self.subject.iter().flat_map(|group| &group.any) {
            if !alternative.prefix {
                self.runs.entry(alternative.tokens.join(" ")).or_insert(1);
            }
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    pub(crate) const fn kind(&self) -> Option<Kind> {
        self.kind
    }

    pub(crate) fn runs(&self) -> Vec<String> {
        self.runs.keys().cloned().collect()
    }

    /// How well a topic with these stems answers: the words it shares, and whether it says nothing
    /// else. `None` where it shares none as typed.
    pub(crate) fn fit(&self, stems: &str) -> Option<Fit> {
        if let Some(words) = self.runs.get(stems) {
            return Some(Fit { is_whole: true, words: *words, is_run: true });
        }
        let of_topic: BTreeSet<&str> = stems.split(' ').collect();
        let shared = of_topic.iter().filter(|word| self.words.contains(**word)).count();
        let is_whole = shared == of_topic.len();
        (shared > 0).then_some(Fit { is_whole, words: shared, is_run: false })
    }

    /// Whether a topic with these stems is all that was asked for, as typed or by a synonym of the
    /// whole.
    pub(crate) fn is_all(&self, stems: &str) -> bool {
        let names = |group: &Group| {
            group.any.iter().any(|way| !way.prefix && way.tokens.join(" ") == stems)
        };
        let by_synonym = !self.subject.is_empty() && self.subject.iter().all(names);
        by_synonym || self.typed.iter().any(|typed| typed == stems)
    }

    /// All conditions at once.
    pub(crate) fn all(&self) -> Option<Query> {
        shelf_query(&self.groups)
    }

    /// What the query is about, all conditions at once.
    pub(crate) fn about(&self) -> Option<Query> {
        shelf_query(&self.subject)
    }

    /// What the query is about, any condition.
    pub(crate) fn around(&self) -> Option<Query> {
        let any: Vec<Term> = terms(self.subject.iter());
        (!any.is_empty()).then(|| Query { all: vec![Any { any }] })
    }

    /// Whether `around` finds more than `about`.
    pub(crate) fn is_several(&self) -> bool {
        self.subject.len() > 1
    }
}

/// See `Asked::fit`. Greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// The query holds every word of the topic.
    pub is_whole: bool,
    pub words: usize,
    /// The words stood in a row.
    pub is_run: bool,
}

fn without(groups: &[Group], asking: &[(&str, Kind)]) -> Vec<Group> {
    let stems: BTreeSet<String> = asking
        .iter()
        .flat_map(|(word, _)| TextLang::ALL.map(|lang| text::tokens(word, Some(lang)).concat()))
        .collect();
    let asks = |group: &&Group| {
        let first = group.any.first();
        first.is_some_and(|typed| typed.tokens.len() == 1 && stems.contains(&typed.tokens[0]))
    };
    let rest: Vec<Group> = groups.iter().filter(|group| !asks(group)).cloned().collect();
    if rest.is_empty() { groups.to_vec() } else { rest }
}

fn shelf_query(groups: &[Group]) -> Option<Query> {
    let all: Vec<Any> = groups
        .iter()
        .map(|group| Any { any: terms(std::iter::once(group)) })
        .filter(|group| !group.any.is_empty())
        .collect();
    (!all.is_empty()).then_some(Query { all })
}

fn terms<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<Term> {
    let alternatives = groups.flat_map(|group| &group.any);
    alternatives
        .filter_map(|alternative| match alternative.tokens.as_slice() {
            [] => None,
            [one] => {
                let (token, prefix) = (one.clone(), alternative.prefix);
                Some(Term { token, prefix, phrase: Vec::new() })
            }
            row => Some(Term { token: String::new(), prefix: false, phrase: row.to_vec() }),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_split_into_what_and_about_what() {
        let asked = Asked::parse("What are the symptoms of Heart Attack ?", Some(TextLang::En));
        assert_eq!(asked.kind(), Some(Kind::Symptoms));
        assert_eq!(asked.subject.len(), 2);
        let whole = asked.fit("heart attack").unwrap();
        assert!(whole > asked.fit("heart").unwrap());
        assert!(whole > asked.fit("attack heart").unwrap());
        assert!(asked.fit("heart") > asked.fit("heart attack surviv"));
        assert_eq!(asked.fit("asthma"), None);
    }

    #[test]
    fn a_word_that_only_asks_still_counts_alone() {
        let asked = Asked::parse("symptoms", Some(TextLang::En));
        assert_eq!(asked.subject.len(), 1);
        assert!(asked.fit("symptom").is_some_and(|fit| fit.is_whole));
    }

    #[test]
    fn nothing_asked_is_no_query() {
        for raw in ["", " ?! ", "\"\""] {
            let asked = Asked::parse(raw, None);
            assert!(asked.is_empty() && asked.all().is_none() && asked.around().is_none(), "{raw:?}");
        }
    }
}
