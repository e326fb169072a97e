//! The words around a title.

use std::ops::Range;
use std::sync::LazyLock;

use crate::phrases::{Hit, Lexicon};
use crate::spoken::{Break, Spoken};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Own,
    Plural,
    Doubt,
    Told,
    Before,
    Behind,
    Anywhere,
    Fiction,
    Trade,
    Mood,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "own" => Self::Own,
            "plural" => Self::Plural,
            "doubt" => Self::Doubt,
            "told" => Self::Told,
            "before" => Self::Before,
            "behind" => Self::Behind,
            "anywhere" => Self::Anywhere,
            "fiction" => Self::Fiction,
            "trade" => Self::Trade,
            "mood" => Self::Mood,
            _ => return None,
        })
    }
}

static LEXICON: LazyLock<Lexicon<Kind>> =
    LazyLock::new(|| Lexicon::parse(include_str!("context.tsv"), Kind::named));

pub struct Context {
    hits: Vec<Hit<Kind>>,
}

impl Context {
    pub fn of(text: &Spoken) -> Self {
        Self { hits: LEXICON.find(text) }
    }

    /// Where words of a kind end.
    pub fn ends(&self, kind: Kind, at: usize) -> Option<usize> {
        let mut of = self.hits.iter().filter(|hit| hit.kind == kind);
        of.find(|hit| hit.words.end == at).map(|hit| hit.words.start)
    }

    pub fn starts(&self, kind: Kind, at: usize) -> bool {
        self.hits.iter().any(|hit| hit.kind == kind && hit.words.start == at)
    }

    /// `nurse recruiter`, `nurse shark`: another word altogether.
    pub fn goes_on(&self, text: &Spoken, end: usize) -> bool {
        text.before(end) == Break::None && self.starts(Kind::Behind, end)
    }

    /// `Doctor Who`, `bike doctor`.
    pub fn is_no_doctor(&self, text: &Spoken, title: &Range<usize>) -> bool {
        const DOCTORS: [&str; 5] = ["dr", "dre", "doctor", "docteur", "docteure"];
        title.len() == 1
            && DOCTORS.contains(&text.word(title.start))
            && (self.starts(Kind::Fiction, title.end)
                || self.ends(Kind::Trade, title.start).is_some())
    }

    pub fn within(&self, kind: Kind, words: &Range<usize>) -> bool {
        self.hits.iter().any(|hit| {
            hit.kind == kind && hit.words.start >= words.start && hit.words.end <= words.end
        })
    }
}

/// The words around one, up to a sign on either side; `joins` parts as a sign does.
pub fn segment(text: &Spoken, at: usize, joins: &[&str]) -> Range<usize> {
    let parted = |word: usize| text.before(word) != Break::None || joins.contains(&text.word(word));
    let start = (0..=at).rev().find(|word| *word == 0 || parted(*word)).unwrap_or(0);
    let end = (at + 1..text.len()).find(|word| parted(*word)).unwrap_or(text.len());
    let start = if start < at && joins.contains(&text.word(start)) { start + 1 } else { start };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let file = include_str!("context.tsv");
        assert!(crate::phrases::lines(file).all(|(name, _)| Kind::named(name).is_some()));
        assert!(LEXICON.is_sound());
    }
}
