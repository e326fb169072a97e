//! What somebody asks the library, read once and outside any transaction.

use std::collections::{BTreeMap, BTreeSet};

use commonround_db::search::{Any, Query, Term};
use commonround_text::{self as text, Group, TextLang};

use crate::limits::{QUERY_WORDS_MAX, SET_WORDS_MAX, TOPIC_WORDS_MAX};
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
    /// Bags of stems that may be the whole name of a topic.
    names: BTreeMap<String, Name>,
    /// All words as typed, as a bag in each language.
    typed: Vec<String>,
    /// What kind of answer the words ask for.
    kind: Option<Kind>,
}

/// What stands behind a bag of stems.
#[derive(Debug, Clone, Copy)]
struct Name {
    words: usize,
    is_typed: bool,
}

/// The stems of a name in order of the alphabet, each once: how topics are found by all their words
/// in any order.
#[must_use]
pub fn bag<S: AsRef<str>>(stems: &[S]) -> String {
    let mut stems: Vec<&str> = stems.iter().map(AsRef::as_ref).collect();
    stems.sort_unstable();
    stems.dedup();
    stems.join(" ")
}

impl Asked {
    /// Reads a query as the reader's language stems and widens it. Nothing typed is an error.
    #[must_use]
    pub fn parse(raw: &str, lang: Option<TextLang>) -> Self {
        let groups = text::query(raw, lang);
        let asking = asking(raw);
        let mut asked = Self {
            subject: without(&groups, &asking),
            groups,
            words: BTreeSet::new(),
            names: BTreeMap::new(),
            typed: Vec::new(),
            kind: asking.first().map(|(_, kind)| *kind),
        };
        for lang in TextLang::ALL {
            let mut words = text::tokens(raw, Some(lang));
            words.truncate(QUERY_WORDS_MAX);
            asked.add_rows(&words);
            asked.add_sets(&words);
            asked.typed.push(bag(&words));
            asked.words.extend(words);
        }
        asked.add_synonyms();
        asked
    }

    /// Words in a row, however many: names of topics are copied more often than they are typed.
    fn add_rows(&mut self, words: &[String]) {
        for start in 0..words.len() {
            let longest = (words.len() - start).min(TOPIC_WORDS_MAX);
            for end in start + 1..=start + longest {
                self.add_typed(&words[start..end]);
            }
        }
    }

    /// Two or three words from anywhere: `pain in the chest` is chest pain.
    fn add_sets(&mut self, words: &[String]) {
        let telling = self.groups.iter().flat_map(|group| &group.any).flat_map(|way| &way.tokens);
        let telling: BTreeSet<String> = telling.cloned().collect();
        let words: Vec<&String> = words.iter().filter(|word| telling.contains(*word)).collect();
        let words = &words[..words.len().min(SET_WORDS_MAX)];
        for (i, first) in words.iter().enumerate() {
            for (j, second) in words.iter().enumerate().skip(i + 1) {
                self.add_typed(&[first, second]);
                for third in &words[j + 1..] {
                    self.add_typed(&[first, second, third]);
                }
            }
        }
    }

    fn add_typed<S: AsRef<str>>(&mut self, stems: &[S]) {
        let name = Name { words: stems.len(), is_typed: true };
        self.names.insert(bag(stems), name);
    }

    /// A synonym names its topic nearly as well as the word that was typed.
    fn add_synonyms(&mut self) {
        for way in self.subject.iter().flat_map(|group| &group.any).filter(|way| !way.prefix) {
            let name = Name { words: 1, is_typed: false };
            self.names.entry(bag(&way.tokens)).or_insert(name);
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    pub(crate) const fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Bags that may be the whole name of a topic.
    pub(crate) fn names(&self) -> Vec<String> {
        self.names.keys().cloned().collect()
    }

    /// How well a topic with this bag of stems answers.
    pub(crate) fn fit(&self, bag: &str) -> Fit {
        if let Some(Name { words, is_typed }) = self.names.get(bag).copied() {
            return Fit { is_whole: true, words, is_typed, others: 0 };
        }
        let stems = bag.split(' ').count();
        let words = bag.split(' ').filter(|stem| self.words.contains(*stem)).count();
        Fit { is_whole: words == stems, words, is_typed: true, others: -difference(stems, words) }
    }

    /// Whether a topic with this bag is all that was asked for, as typed or by a synonym of the
    /// whole.
    pub(crate) fn is_all(&self, topic: &str) -> bool {
        let names =
            |group: &Group| group.any.iter().any(|way| !way.prefix && bag(&way.tokens) == topic);
        let by_synonym = !self.subject.is_empty() && self.subject.iter().all(names);
        by_synonym || self.typed.iter().any(|typed| typed == topic)
    }

    /// All conditions at once.
    pub(crate) fn all(&self) -> Option<Query> {
        shelf_query(&self.groups)
    }

    /// What the query is about, all conditions at once.
    pub(crate) fn about(&self) -> Option<Query> {
        shelf_query(&self.subject)
    }
}

/// See `Asked::fit`. Greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// The query holds every word of the topic.
    pub is_whole: bool,
    /// Words that both have.
    pub words: usize,
    /// No synonym stands between.
    pub is_typed: bool,
    /// Words that only the topic has, below zero.
    pub others: i64,
}

fn difference(stems: usize, words: usize) -> i64 {
    i64::try_from(stems - words).unwrap_or(i64::MAX)
}

/// Words that ask for a kind of answer.
fn asking(raw: &str) -> Vec<(String, Kind)> {
    let folded = text::fold(raw);
    let typed = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let kinds = typed.take(QUERY_WORDS_MAX).map(|word| (word.to_owned(), Kind::asked_by(word)));
    kinds.filter_map(|(word, kind)| Some((word, kind?))).collect()
}

fn without(groups: &[Group], asking: &[(String, Kind)]) -> Vec<Group> {
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
        .map(|group| Any { any: terms(group) })
        .filter(|group| !group.any.is_empty())
        .collect();
    (!all.is_empty()).then_some(Query { all })
}

fn terms(group: &Group) -> Vec<Term> {
    group
        .any
        .iter()
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
        let better = [
            ("attack heart", true),
            ("heart", true),
            ("artifici heart of steel attack", false),
            ("heart surviv", false),
            ("asthma", false),
        ];
        let fits: Vec<Fit> = better.iter().map(|(topic, _)| asked.fit(topic)).collect();
        assert!(fits.windows(2).all(|pair| pair[0] > pair[1]), "{fits:?}");
        assert!(fits.iter().zip(better).all(|(fit, (_, whole))| fit.is_whole == whole));
    }

    #[test]
    fn words_name_a_topic_in_any_order() {
        let asked = Asked::parse("I have this pain in my chest", Some(TextLang::En));
        assert_eq!(asked.fit("chest pain").words, 2);
        assert!(asked.fit("chest pain") > asked.fit("pain"));
    }

    #[test]
    fn a_long_query_asks_for_boundedly_many_names() {
        let asked = Asked::parse(&"one two three four five six seven ".repeat(100), None);
        assert!(asked.names().len() < 700, "{}", asked.names().len());
        let words: String = (0..500).map(|n| format!("word{n}a ")).collect();
        assert!(Asked::parse(&words, None).names().len() < 700);
    }

    #[test]
    fn a_word_that_only_asks_still_counts_alone() {
        let asked = Asked::parse("symptoms", Some(TextLang::En));
        assert_eq!(asked.subject.len(), 1);
        assert!(asked.fit("symptom").is_whole);
    }

    #[test]
    fn nothing_asked_is_no_query() {
        for raw in ["", " ?! ", "\"\""] {
            let asked = Asked::parse(raw, None);
            assert!(
                asked.is_empty() && asked.all().is_none() && asked.about().is_none(),
                "{raw:?}"
            );
        }
    }
}
