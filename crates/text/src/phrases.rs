//! Phrases of a lexicon, looked up in the words of a text.
//!
//! A lexicon is a file of lines: a kind, a language, phrases parted by `;`. Lines are folded as
//! texts are. In a phrase a blank parts words, and
//! - `a|b` is one word or the other, `word*` a beginning of a word,
//! - `word?` may be missing,
//! - `..` is up to three words of any kind,
//! - `#` is a number,
//! - `<name>` is a word of the set that a line `=name` gives,
//! - `^` at the start asks for the start of a clause.
//!
//! A phrase never reaches over the end of a sentence.

use std::collections::HashMap;
use std::ops::Range;

use crate::fold;
use crate::spoken::{Break, Spoken};

/// Where a phrase of a kind stands in a text, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<K> {
    pub kind: K,
    pub words: Range<usize>,
}

pub struct Lexicon<K> {
    phrases: Vec<(K, Phrase)>,
    /// By the first word of a phrase.
    by_word: HashMap<String, Vec<usize>>,
    /// By the first bytes of a phrase that starts with a beginning of a word.
    by_stem: HashMap<String, Vec<usize>>,
    by_number: Vec<usize>,
}

/// Words that a gap stands for at most.
const GAP_WORDS_MAX: usize = 3;
/// A beginning of a word has at least as many bytes.
const STEM_BYTES: usize = 4;

#[derive(Debug, Clone)]
struct Phrase {
    starts_clause: bool,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    one_of: Vec<One>,
    optional: bool,
}

#[derive(Debug, Clone)]
enum One {
    Word(String),
    Stem(String),
    Number,
    Gap,
}

impl<K: Copy + Ord> Lexicon<K> {
    pub fn new() -> Self {
        Self {
            phrases: Vec::new(),
            by_word: HashMap::new(),
            by_stem: HashMap::new(),
            by_number: Vec::new(),
        }
    }

    /// Reads a file; `kind` gives a meaning to the first column.
    pub fn parse(file: &str, kind: impl Fn(&str) -> Option<K>) -> Self {
        let sets = sets(file);
        let mut lexicon = Self::new();
        for (name, phrases) in lines(file) {
            let Some(kind) = kind(name) else { continue };
            for phrase in phrases.split(';').filter(|phrase| !phrase.trim().is_empty()) {
                lexicon.add_with(kind, phrase, &sets);
            }
        }
        lexicon
    }

    pub fn add(&mut self, kind: K, phrase: &str) {
        self.add_with(kind, phrase, &HashMap::new());
    }

    fn add_with(&mut self, kind: K, phrase: &str, sets: &Sets) {
        let phrase = Phrase::parse(phrase, sets);
        let at = self.phrases.len();
        let needed = phrase.parts.iter().position(|part| !part.optional);
        let firsts = phrase.parts.iter().take(needed.map_or(0, |first| first + 1));
        for one in firsts.flat_map(|part| &part.one_of) {
            match one {
                One::Word(word) => self.by_word.entry(word.clone()).or_default().push(at),
                One::Stem(stem) => {
                    let key = stem.get(..STEM_BYTES).unwrap_or(stem).to_owned();
                    self.by_stem.entry(key).or_default().push(at);
                }
                One::Number => self.by_number.push(at),
                One::Gap => {}
            }
        }
        self.phrases.push((kind, phrase));
    }

    /// Whether each phrase asks for at least one word.
    #[cfg(test)]
    pub fn is_sound(&self) -> bool {
        let open = |phrase: &Phrase| phrase.parts.iter().all(|part| part.optional);
        let unknown = |phrase: &Phrase| phrase.parts.iter().any(|part| part.one_of.is_empty());
        self.phrases.iter().all(|(_, phrase)| !open(phrase) && !unknown(phrase))
    }

    /// Every phrase of the text at its longest, by where it starts.
    pub fn find(&self, text: &Spoken) -> Vec<Hit<K>> {
        let mut hits = Vec::new();
        for start in 0..text.len() {
            let word = text.word(start);
            let by_word = self.by_word.get(word).into_iter().flatten();
            let stem = word.get(..STEM_BYTES).and_then(|stem| self.by_stem.get(stem));
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            let numbers = if is_number { self.by_number.as_slice() } else { &[] };
            for at in by_word.chain(stem.into_iter().flatten()).chain(numbers) {
                let (kind, phrase) = &self.phrases[*at];
                if let Some(end) = phrase.matches(text, start) {
                    hits.push(Hit { kind: *kind, words: start..end });
                }
            }
        }
        hits.sort_by_key(|hit| (hit.words.start, std::cmp::Reverse(hit.words.end), hit.kind));
        hits.dedup();
        hits
    }
}

/// Of hits that share words the longest, then the first.
pub fn longest<K: Copy>(mut hits: Vec<Hit<K>>) -> Vec<Hit<K>> {
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.words.len()), hit.words.start));
    let mut kept: Vec<Hit<K>> = Vec::new();
    for hit in hits {
        if kept.iter().all(|other| !overlap(&other.words, &hit.words)) {
            kept.push(hit);
        }
    }
    kept.sort_by_key(|hit| hit.words.start);
    kept
}

pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

impl Phrase {
    fn parse(phrase: &str, sets: &Sets) -> Self {
        let folded = fold(phrase).replace('\'', "");
        let mut words = folded.split_whitespace().peekable();
        let starts_clause = words.next_if_eq(&"^").is_some();
        Self { starts_clause, parts: words.map(|word| Part::parse(word, sets)).collect() }
    }

    /// The word after the longest reading of the phrase from here.
    fn matches(&self, text: &Spoken, start: usize) -> Option<usize> {
        if self.starts_clause && !is_clause_start(text, start) {
            return None;
        }
        reach(&self.parts, text, start, start).filter(|end| *end > start)
    }
}

/// A sign before, or a word that joins clauses.
fn is_clause_start(text: &Spoken, at: usize) -> bool {
    const JOINS: [&str; 10] =
        ["and", "so", "but", "then", "just", "please", "et", "puis", "mais", "alors"];
    let joined = at > 0 && JOINS.contains(&text.word(at - 1));
    text.before(at) != Break::None || (joined && is_clause_start_or_verb(text, at - 1))
}

/// `I stopped and …` goes on about oneself: a joining word counts behind a sign or at a start.
fn is_clause_start_or_verb(text: &Spoken, join: usize) -> bool {
    let word = text.word(join);
    matches!(word, "so" | "just" | "please" | "then" | "puis" | "alors")
        || text.before(join) != Break::None
}

fn reach(parts: &[Part], text: &Spoken, at: usize, start: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    let inside = at < text.len() && (at == start || text.before(at) < Break::Dot);
    let mut best = None;
    if inside && part.fits(text.word(at)) {
        best = reach(rest, text, at + 1, start);
    }
    if part.one_of.iter().any(|one| matches!(one, One::Gap)) {
        for gap in 1..=GAP_WORDS_MAX {
            let crossed = (at..at + gap).any(|word| text.before(word) >= Break::Dot);
            if crossed || at + gap > text.len() {
                break;
            }
            best = best.max(reach(rest, text, at + gap, start));
        }
    }
    if part.optional { best.max(reach(rest, text, at, start)) } else { best }
}

impl Part {
    fn parse(word: &str, sets: &Sets) -> Self {
        if word == ".." {
            return Self { one_of: vec![One::Gap], optional: true };
        }
        let (word, optional) = match word.strip_suffix('?') {
            Some(word) => (word, true),
            None => (word, false),
        };
        Self { one_of: word.split('|').flat_map(|one| ones(one, sets)).collect(), optional }
    }

    fn fits(&self, word: &str) -> bool {
        self.one_of.iter().any(|one| match one {
            One::Word(wanted) => wanted == word,
            One::Stem(stem) => word.starts_with(stem.as_str()),
            One::Number => word.starts_with(|c: char| c.is_ascii_digit()),
            One::Gap => false,
        })
    }
}

fn ones(one: &str, sets: &Sets) -> Vec<One> {
    if let Some(name) = one.strip_prefix('<').and_then(|one| one.strip_suffix('>')) {
        let words = sets.get(name).into_iter().flatten();
        return words.flat_map(|word| ones(word, sets)).collect();
    }
    vec![match one {
        "#" => One::Number,
        _ => match one.strip_suffix('*') {
            Some(stem) => One::Stem(stem.to_owned()),
            None => One::Word(one.to_owned()),
        },
    }]
}

type Sets = HashMap<String, Vec<String>>;

fn sets(file: &str) -> Sets {
    let mut sets = Sets::new();
    for (name, words) in lines(file) {
        if let Some(name) = name.strip_prefix('=') {
            let words = words.split('|').map(|word| fold(word.trim()).replace('\'', ""));
            sets.entry(name.to_owned()).or_default().extend(words);
        }
    }
    sets
}

/// Kind and phrases of each line that says something.
pub fn lines(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let said = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    said.filter_map(|line| {
        let (kind, rest) = line.split_once('\t')?;
        let (_, phrases) = rest.split_once('\t')?;
        Some((kind, phrases))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, text: &str, expect: Option<&str>) {
        let mut lexicon = Lexicon::new();
        let file = format!("=pill\ten\tpill|tablet\nx\ten\t{phrase}");
        for (_, phrases) in lines(&file).filter(|(kind, _)| *kind == "x") {
            lexicon.add_with((), phrases, &sets(&file));
        }
        let spoken = Spoken::new(text);
        let hit = lexicon.find(&spoken).into_iter().next();
        let found = hit.map(|hit| &text[spoken.span(&hit.words)]);
        assert_eq!(found, expect, "{phrase:?} in {text:?}");
    }

    #[test]
    fn phrases_are_found_as_written() {
        check("i can't", "So I can’t go", Some("I can’t"));
        check("a|the <pill>", "took the tablet", Some("the tablet"));
        check("take # mg", "take 40mg", Some("take 40mg"));
        check("stop .. now", "stop it right now", Some("stop it right now"));
        check("stop .. now", "stop a b c d now", None);
        check("suicid* note?", "suicidal note here", Some("suicidal note"));
        check("suicid* note?", "suicidal here", Some("suicidal"));
        check("my? own life", "own life", Some("own life"));
    }

    #[test]
    fn a_phrase_stays_in_its_sentence() {
        check("stop now", "Stop, now", Some("Stop, now"));
        check("stop now", "Stop. Now", None);
        check("^ stop", "Please stop", Some("stop"));
        check("^ stop", "I said stop", None);
        check("^ stop", "No: stop", Some("stop"));
    }
}
