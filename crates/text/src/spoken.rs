//! The words of a text as the guards read them: how they were said and where they stand.

use std::ops::Range;

use crate::fold::Mapped;
use crate::letters::plain;
use crate::limits::{GUARD_BYTES_MAX, QUOTE_CHARS_MAX};
use crate::words::{is_hyphen, is_word_char};

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Blanks, a hyphen, an underscore, or nothing.
    None,
    /// A sign inside a sentence.
    Sign,
    /// A dot with a letter on either side: `m.d`.
    Dot,
    /// The end of a sentence, or nothing because the word is the first.
    Stop,
}

#[derive(Debug, Clone)]
pub struct Spoken {
    folded: String,
    pub words: Vec<SpokenWord>,
    /// For each sentence, whether it ends with a question mark.
    asked: Vec<bool>,
}

#[derive(Debug, Clone)]
pub struct SpokenWord {
    /// In the folded text, apostrophes gone.
    text: Range<usize>,
    /// Bytes of the original.
    pub span: Range<usize>,
    pub before: Break,
    pub sentence: usize,
    pub quoted: bool,
}

impl Spoken {
    /// `can’t` is the word `cant`, `40mg` the words `40` and `mg`. Reads the beginning of a text
    /// that is beyond `GUARD_BYTES_MAX`.
    pub fn new(raw: &str) -> Self {
        let mapped = Mapped::of(beginning(raw), plain);
        let mut reader = Reader::new(&mapped);
        reader.read();
        let Reader { words, asked, text, .. } = reader;
        Self { folded: text, words, asked }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The folded word, empty beyond the end.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.folded[word.text.clone()])
    }

    /// What stands before a word; a stop beyond the end.
    pub fn before(&self, at: usize) -> Break {
        self.words.get(at).map_or(Break::Stop, |word| word.before)
    }

    /// Bytes of the original that words stand in.
    pub fn span(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.span.start);
        let last = words.end.checked_sub(1).and_then(|at| self.words.get(at));
        start..last.map_or(start, |word| word.span.end.max(start))
    }

    /// The words of the sentence that a word stands in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let Some(word) = self.words.get(at) else { return at..at };
        let start = self.words.partition_point(|other| other.sentence < word.sentence);
        let end = self.words.partition_point(|other| other.sentence <= word.sentence);
        start..end
    }

    pub fn is_question(&self, at: usize) -> bool {
        let sentence = self.words.get(at).map(|word| word.sentence);
        sentence.and_then(|sentence| self.asked.get(sentence)).copied().unwrap_or(false)
    }

    pub fn is_quoted(&self, words: &Range<usize>) -> bool {
        self.words[words.clone()].iter().all(|word| word.quoted)
    }

    /// Words before one in its own clause, the nearest first: up to a sign or a sentence's end.
    pub fn clause_before(&self, at: usize) -> impl Iterator<Item = &str> {
        let mut at = at;
        std::iter::from_fn(move || {
            if at == 0 || self.before(at) != Break::None {
                return None;
            }
            at -= 1;
            Some(self.word(at))
        })
    }
}

fn beginning(raw: &str) -> &str {
    &raw[..raw.floor_char_boundary(GUARD_BYTES_MAX)]
}

struct Reader<'a> {
    mapped: &'a Mapped,
    chars: Vec<(usize, char)>,
    at: usize,
    before: Break,
    sentence: usize,
    /// Whether a word was read in this sentence.
    begun: bool,
    quote_ends: Option<usize>,
    line_quoted: bool,
    text: String,
    words: Vec<SpokenWord>,
    asked: Vec<bool>,
}

impl<'a> Reader<'a> {
    fn new(mapped: &'a Mapped) -> Self {
        Self {
            mapped,
            chars: mapped.folded.char_indices().collect(),
            at: 0,
            before: Break::Stop,
            sentence: 0,
            begun: false,
            quote_ends: None,
            line_quoted: mapped.folded.starts_with('>'),
            text: String::with_capacity(mapped.folded.len()),
            words: Vec::with_capacity(mapped.folded.len() / 5),
            asked: vec![false],
        }
    }

    fn read(&mut self) {
        while let Some((_, c)) = self.chars.get(self.at).copied() {
            if is_word_char(c) {
                self.read_word();
            } else {
                self.read_sign(c);
                self.at += 1;
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn place(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.mapped.folded.len(), |(place, _)| *place)
    }

    fn read_word(&mut self) {
        let (first, from) = (self.at, self.text.len());
        let digits = self.peek(first).is_some_and(|c| c.is_ascii_digit());
        while let Some(c) = self.peek(self.at) {
            let inner = c == '\'' && self.peek(self.at + 1).is_some_and(char::is_alphabetic);
            let ends = if digits { !c.is_ascii_digit() } else { !is_word_char(c) && !inner };
            if ends {
                break;
            }
            if c != '\'' {
                self.text.push(c);
            }
            self.at += 1;
        }
        let (start, end) = self.mapped.original(self.place(first), self.place(self.at));
        let quoted = self.line_quoted || self.quote_ends.is_some();
        self.words.push(SpokenWord {
            text: from..self.text.len(),
            span: start..end,
            before: self.before,
            sentence: self.sentence,
            quoted,
        });
        self.before = Break::None;
        self.begun = true;
    }

    fn read_sign(&mut self, c: char) {
        match c {
            '.' if self.between(|c| c.is_ascii_digit()) => {}
            '.' if self.between(char::is_alphabetic) => {
                self.end_sentence(false);
                self.before = Break::Dot;
            }
            '.' | '!' | '?' | '…' | ';' | '\n' => self.end_sentence(c == '?'),
            '"' | '“' | '”' | '«' | '»' => self.read_quote(c),
            _ if c.is_whitespace() || c == '\'' => {}
            _ if is_hyphen(c) && !self.between(char::is_whitespace) => {}
            _ => self.before = self.before.max(Break::Sign),
        }
        if c == '\n' {
            self.line_quoted = self.peek(self.at + 1) == Some('>');
        }
    }

    fn between(&self, is: impl Fn(char) -> bool) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.peek(at));
        before.is_some_and(&is) && self.peek(self.at + 1).is_some_and(is)
    }

    fn end_sentence(&mut self, asks: bool) {
        if asks && let Some(last) = self.asked.last_mut() && self.begun {
            *last = true;
        }
        // A question mark may come behind other signs: `really!?`
        if asks && !self.begun && self.asked.len() > 1 {
            let last = self.asked.len() - 2;
            self.asked[last] = true;
        }
        if self.begun {
            self.sentence += 1;
            self.asked.push(false);
            self.begun = false;
        }
        self.before = Break::Stop;
    }

    /// A quote that does not end soon, in its line, is a sign like others.
    fn read_quote(&mut self, c: char) {
        self.before = self.before.max(Break::Sign);
        if self.quote_ends == Some(self.at) {
            self.quote_ends = None;
        } else if self.quote_ends.is_none() {
            let closes = |other: char| match c {
                '"' => other == '"',
                '«' => other == '»',
                _ => matches!(other, '”' | '“'),
            };
            let rest = self.chars[self.at + 1..].iter().take(QUOTE_CHARS_MAX).enumerate();
            let mut line = rest.take_while(|(_, (_, other))| *other != '\n');
            let found = line.find(|(_, (_, other))| closes(*other));
            self.quote_ends = found.map(|(ahead, _)| self.at + 1 + ahead);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Vec<String> {
        let spoken = Spoken::new(raw);
        (0..spoken.len()).map(|at| spoken.word(at).to_owned()).collect()
    }

    #[test]
    fn words_are_as_people_say_them() {
        assert_eq!(read("I can’t, 40mg of it"), ["i", "cant", "40", "mg", "of", "it"]);
        assert_eq!(read("Je n'en peux plus"), ["je", "nen", "peux", "plus"]);
        assert_eq!(read("𝗥𝗡 sage-femme R.N."), ["rn", "sage", "femme", "r", "n"]);
    }

    #[test]
    fn signs_part_clauses_and_sentences() {
        let spoken = Spoken::new("Stop it, now! Is 7.5 fine? m.d. – yes");
        let breaks: Vec<_> = spoken.words.iter().map(|word| word.before).collect();
        use Break::{Dot, None, Sign, Stop};
        assert_eq!(breaks, [Stop, None, Sign, Stop, None, None, None, Stop, Dot, Stop]);
        assert!(!spoken.is_question(0) && spoken.is_question(3) && !spoken.is_question(8));
        assert_eq!(spoken.sentence(4), 3..7);
        assert!(spoken.clause_before(1).eq(["stop"]));
    }

    #[test]
    fn quotes_are_known_and_a_lone_one_is_not() {
        let quoted = |raw: &str| {
            let spoken = Spoken::new(raw);
            (0..spoken.len()).filter(|at| spoken.words[*at].quoted).count()
        };
        assert_eq!(quoted("she said \"go on\" twice"), 2);
        assert_eq!(quoted("« va »"), 1);
        assert_eq!(quoted("> all of it\nnot this"), 3);
        assert_eq!(quoted("5\" of snow"), 0);
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text(raw in any::<String>()) {
            let spoken = Spoken::new(&raw);
            for at in 0..spoken.len() {
                let span = spoken.span(&(at..at + 1));
                prop_assert!(raw.get(span.clone()).is_some_and(|word| !word.is_empty()));
                prop_assert!(spoken.sentence(at).contains(&at));
            }
        }
    }
}
