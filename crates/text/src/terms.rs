use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::words::{Link, Word, Words, scan};

/// A word, or a medical term however its parts were typed: `COVID-19`, `covid 19` and `covid19`
/// are one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit<'a> {
    pub text: Cow<'a, str>,
    pub range: Range<usize>,
    pub link: Link,
    /// Never stemmed, never a prefix.
    pub term: bool,
}

/// The units of a folded text.
pub fn units(folded: &str) -> Units<'_> {
    let mut words = scan(folded);
    let ahead = words.next();
    Units { words, ahead: ahead.into_iter().collect() }
}

pub struct Units<'a> {
    words: Words<'a>,
    /// Words read but not given out: the first decides how many are read.
    ahead: Vec<Word<'a>>,
}

/// Parts of the longest way to type a term: `h 1 n 1`.
const PARTS_MAX: usize = 4;

impl<'a> Iterator for Units<'a> {
    type Item = Unit<'a>;

    fn next(&mut self) -> Option<Unit<'a>> {
        self.fill(1);
        let first = self.ahead.first()?;
        let ways = TERMS.starting_with(&first.text);
        if !ways.is_empty() {
            self.fill(PARTS_MAX);
        }
        let term = ways.iter().find(|way| way.matches(&self.ahead));
        let taken = term.map_or(1, |way| way.parts.len());
        let mut words = self.ahead.drain(..taken);
        let first = words.next()?;
        let end = words.next_back().map_or(first.range.end, |word| word.range.end);
        let range = first.range.start..end;
        Some(match term {
            Some(way) => Unit { text: way.term.into(), range, link: first.link, term: true },
            None => Unit { text: first.text, range, link: first.link, term: false },
        })
    }
}

impl Units<'_> {
    fn fill(&mut self, wanted: usize) {
        while self.ahead.len() < wanted {
            let Some(word) = self.words.next() else { break };
            self.ahead.push(word);
        }
    }
}

/// One way to type a term.
struct Way {
    parts: Vec<&'static str>,
    term: &'static str,
}

impl Way {
    fn matches(&self, words: &[Word<'_>]) -> bool {
        words.len() >= self.parts.len()
            && self
                .parts
                .iter()
                .zip(words)
                .enumerate()
                .all(|(i, (part, word))| word.text == *part && (i == 0 || word.link != Link::Apart))
    }
}

struct Terms {
    /// By first part, the longest way first.
    ways: HashMap<&'static str, Vec<Way>>,
    /// By first byte, a bit for each length of a first part: most words are sent away here.
    lengths: [u64; 256],
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::parse(include_str!("terms.tsv")));

impl Terms {
    /// A line holds a term and the ways to type it, parted by blanks; a hyphen stands between the
    /// parts of a way. The term itself is the first way, without hyphens.
    fn parse(file: &'static str) -> Self {
        let mut terms = Self { ways: HashMap::new(), lengths: [0; 256] };
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let Some(term) = words.next() else { continue };
            std::iter::once(term).chain(words).for_each(|way| terms.add(term, way));
        }
        for ways in terms.ways.values_mut() {
            ways.sort_by_key(|way| std::cmp::Reverse(way.parts.len()));
        }
        terms
    }

    fn add(&mut self, term: &'static str, way: &'static str) {
        let parts: Vec<_> = way.split('-').collect();
        let first = parts[0];
        let byte = first.bytes().next().unwrap_or(0);
        self.lengths[usize::from(byte)] |= length_bit(first);
        self.ways.entry(first).or_default().push(Way { parts, term });
    }

    fn starting_with(&self, word: &str) -> &[Way] {
        let byte = word.bytes().next().unwrap_or(0);
        if self.lengths[usize::from(byte)] & length_bit(word) == 0 {
            return &[];
        }
        self.ways.get(word).map_or(&[], Vec::as_slice)
    }
}

fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    fn check(term: &str, ways: &[&str]) {
        for way in ways {
            let text = format!("on {way} today");
            let folded = fold(&text);
            let found: Vec<_> = units(&folded).map(|unit| unit.text.into_owned()).collect();
            assert_eq!(found, ["on", term, "today"], "{way:?}");
        }
    }

    #[test]
    fn a_term_is_one_thing_however_typed() {
        check("covid19", &["COVID-19", "covid 19", "covid19", "Covid‑19", "COVID–19", "covid_19"]);
        check("t4", &["T4", "t-4", "T 4"]);
        check("5ht", &["5-HT", "5HT", "5 ht"]);
        check("b12", &["B12", "b-12", "B 12"]);
        check("hba1c", &["HbA1c", "HBA1C", "Hb A1c", "hb-a1c", "Hb-A-1c"]);
        check("sglt2", &["SGLT2", "SGLT-2", "sglt 2"]);
        check("h1n1", &["H1N1", "h1-n1", "H 1 N 1"]);
        check("il6", &["IL-6", "IL6", "il 6"]);
        check("5fu", &["5-FU", "5FU", "5 fu"]);
        check(
            "alphasynuclein",
            &["α-synuclein", "alpha-synuclein", "Alpha Synuclein", "asynuclein"],
        );
        check("sarscov2", &["SARS-CoV-2", "SARS CoV 2", "sarscov2", "SARS-CoV2"]);
        check("tnfalpha", &["TNF-α", "TNFα", "TNF alpha"]);
        check("co2", &["CO2", "CO₂", "CO-2"]);
    }

    #[test]
    fn signs_between_part_a_term() {
        let folded = fold("covid. 19 people; t, 4");
        assert!(units(&folded).all(|unit| !unit.term));
    }

    #[test]
    fn ranges_span_the_whole_term() {
        let folded = fold("had sars cov 2 twice");
        let term = units(&folded).find(|unit| unit.term).unwrap();
        assert_eq!(&folded[term.range], "sars cov 2");
    }

    #[test]
    fn every_way_in_the_file_is_folded_and_short() {
        for line in include_str!("terms.tsv").lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(fold(line), line);
            for way in line.split_whitespace() {
                assert!(way.split('-').count() <= PARTS_MAX, "{way}");
                assert!(way.split('-').all(|part| scan(part).count() == 1), "{way}");
            }
        }
    }
}
