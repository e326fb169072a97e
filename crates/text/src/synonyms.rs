use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::query::{Alternative, Group};
use crate::terms::{Unit, units};
use crate::tokens::token;
use crate::{TextLang, fold};

/// What people call one thing. Read once from `synonyms.tsv`, whose head explains the columns.
pub struct Synonyms {
    /// By the stems of the words in a row, joined by blanks, in either language.
    by_words: HashMap<String, Vec<Entry>>,
}

#[derive(Clone)]
struct Entry {
    /// `None`: in both languages.
    lang: Option<TextLang>,
    also: Arc<[Alternative]>,
}

pub static SYNONYMS: LazyLock<Synonyms> =
    LazyLock::new(|| Synonyms::parse(include_str!("synonyms.tsv")));

/// Words in the longest thing that has synonyms.
const WORDS_MAX: usize = 6;

impl Synonyms {
    /// The most words at the start of a query that have synonyms, and what else to look for.
    pub fn longest<'a, 'b: 'a>(
        &self,
        words: impl Iterator<Item = &'a Unit<'b>>,
        lang: Option<TextLang>,
    ) -> (usize, Vec<Alternative>) {
        let mut words: Vec<_> = words.take(WORDS_MAX).collect();
        while !words.is_empty() {
            let also = self.of(&words, lang);
            if !also.is_empty() {
                return (words.len(), also);
            }
            words.pop();
        }
        (0, Vec::new())
    }

    fn of(&self, words: &[&Unit<'_>], lang: Option<TextLang>) -> Vec<Alternative> {
        let mut found = Group::default();
        for stemmed in TextLang::ALL {
            let entries = self.by_words.get(&key(words.iter().copied(), stemmed));
            let spoken =
                |entry: &&Entry| entry.lang.is_none() || lang.is_none() || entry.lang == lang;
            for entry in entries.into_iter().flatten().filter(spoken) {
                entry.also.iter().for_each(|alternative| found.add(alternative.clone()));
            }
        }
        found.any
    }

    fn parse(file: &str) -> Self {
        let mut synonyms = Self { by_words: HashMap::new() };
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let lang = match columns.next() {
                Some("en") => Some(TextLang::En),
                Some("fr") => Some(TextLang::Fr),
                _ => None,
            };
            let typed = columns.next().unwrap_or_default();
            let meant = columns.next().unwrap_or(typed);
            synonyms.add(typed, &Entry { lang, also: alternatives(meant) });
        }
        synonyms
    }

    fn add(&mut self, typed: &str, entry: &Entry) {
        for phrase in typed.split('|').map(fold) {
            let words: Vec<_> = units(&phrase).collect();
            let mut keys: Vec<_> = TextLang::ALL.map(|lang| key(words.iter(), lang)).into();
            keys.dedup();
            for key in keys {
                self.by_words.entry(key).or_default().push(entry.clone());
            }
        }
    }
}

fn key<'a, 'b: 'a>(words: impl Iterator<Item = &'a Unit<'b>>, lang: TextLang) -> String {
    let stems: Vec<_> = words.map(|unit| token(unit, lang)).collect();
    stems.join(" ")
}

fn alternatives(phrases: &str) -> Arc<[Alternative]> {
    let mut group = Group::default();
    for lang in TextLang::ALL {
        for phrase in phrases.split('|').map(fold) {
            group.add(Alternative::row(units(&phrase).map(|unit| token(&unit, lang)).collect()));
        }
    }
    group.any.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use TextLang::{En, Fr};

    const FILE: &str = include_str!("synonyms.tsv");

    fn finds(typed: &str, lang: Option<TextLang>, expect: &str) -> bool {
        let folded = fold(typed);
        let typed: Vec<_> = units(&folded).collect();
        let expect = alternatives(expect);
        let (taken, also) = SYNONYMS.longest(typed.iter(), lang);
        taken == typed.len() && expect.iter().any(|alternative| also.contains(alternative))
    }

    #[test]
    fn lay_words_find_clinical_ones() {
        for (typed, expect) in [
            ("can't focus", "ADHD"),
            ("cant focus", "concentration"),
            ("can’t focus", "attention"),
            ("short of breath", "dyspnoea"),
            ("high blood pressure", "hypertension"),
            ("heart attacks", "myocardial infarction"),
            ("je n'arrive pas à me concentrer", "TDAH"),
            ("mal de tête", "headache"),
            ("infirmières", "nurse"),
            ("betablockers", "beta blocker"),
            ("α-synuclein", "alpha synuclein"),
            ("covid", "COVID-19"),
            ("interleukin 6", "IL-6"),
            ("asma", "asthma"),
        ] {
            assert!(finds(typed, None, expect), "{typed} finds {expect}");
        }
    }

    #[test]
    fn a_french_word_means_what_it_means_in_french() {
        assert!(finds("tension", Some(Fr), "blood pressure"));
        assert!(finds("tension", Some(Fr), "hypertension"));
        assert!(finds("tension", None, "tension artérielle"));
        assert!(!finds("tension", Some(En), "blood pressure"));
    }

    #[test]
    fn the_longest_words_win() {
        let folded = fold("heart failure symptoms");
        let typed: Vec<_> = units(&folded).collect();
        assert_eq!(SYNONYMS.longest(typed.iter(), Some(En)).0, 2);
    }

    #[test]
    fn groups_lead_both_ways_unless_told_otherwise() {
        assert!(finds("hypertension", None, "high blood pressure"));
        assert!(finds("newmonia", None, "pneumonia"));
        assert!(!finds("pneumonia", None, "newmonia"));
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        for line in FILE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            assert!((2..=3).contains(&columns.len()), "{line}");
            assert!(["*", "en", "fr"].contains(&columns[0]), "{line}");
            let phrases = columns[1..].iter().flat_map(|column| column.split('|'));
            for phrase in phrases {
                let words = units(&fold(phrase)).count();
                assert!((1..=WORDS_MAX).contains(&words), "{phrase:?} in {line}");
            }
        }
    }

    #[test]
    fn nothing_is_said_twice() {
        let mut said = std::collections::HashSet::new();
        for line in FILE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<_> = line.split('\t').collect();
            for phrase in columns[1].split('|') {
                assert!(said.insert((columns[0], fold(phrase))), "{phrase:?} in {line}");
            }
        }
    }

    #[test]
    fn no_group_outgrows_a_condition() {
        for entry in SYNONYMS.by_words.values().flatten() {
            let short = entry.also.len() < crate::limits::ALTERNATIVES_MAX;
            assert!(short && !entry.also.is_empty(), "{:?}", entry.also);
        }
    }
}
