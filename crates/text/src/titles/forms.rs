//! The forms of a pack's titles, found in a text wherever they stand.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::pack::Title;
use crate::letters::plain;
use crate::phrases::{Hit, Lexicon, longest};
use crate::spoken::{Break, Spoken};

/// How a form must be written to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Word,
    /// With the French `qu'` before it, in one word.
    Elided,
    /// Letters behind a name.
    Mark,
    /// Letters before or behind a name.
    Lead,
}

/// A title's place in its pack, and the form that was found.
pub type Found = Hit<(usize, Form)>;

pub struct Forms {
    lexicon: Lexicon<(usize, Form)>,
    /// Letters with dots between: `m.d`.
    dotted: Vec<(Vec<char>, usize, Form)>,
    emoji: Vec<(String, usize)>,
}

impl Forms {
    pub fn new(titles: &[Title]) -> Self {
        let mut forms = Self { lexicon: Lexicon::new(), dotted: Vec::new(), emoji: Vec::new() };
        for (at, title) in titles.iter().enumerate() {
            title.en.iter().chain(&title.fr).for_each(|form| forms.add_word(at, form));
            title.fr.iter().for_each(|form| forms.add_elided(at, form));
            for mark in &title.marks {
                let lead = title.leads.contains(mark);
                forms.add_mark(at, mark, if lead { Form::Lead } else { Form::Mark });
            }
            forms.emoji.extend(title.emoji.iter().map(|sign| (sign.clone(), at)));
        }
        // The woman's, man's and person's sign hold the medical one: the longest is looked for first.
        forms.emoji.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
        forms
    }

    fn add_word(&mut self, at: usize, form: &str) {
        self.lexicon.add((at, Form::Word), form);
    }

    fn add_elided(&mut self, at: usize, form: &str) {
        let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
        let elided = first.split('|').map(|one| format!("qu{one}"));
        self.lexicon
            .add((at, Form::Elided), &format!("{} {rest}", elided.collect::<Vec<_>>().join("|")));
    }

    fn add_mark(&mut self, at: usize, mark: &str, form: Form) {
        self.lexicon.add((at, form), &mark.replace('-', " "));
        self.lexicon.add((at, form), &parted(mark));
        self.dotted.push((mark.to_lowercase().chars().collect(), at, form));
    }

    /// The titles of a text in words, the longest where they share some.
    pub fn find(&self, text: &Spoken) -> Vec<Found> {
        let mut found = self.lexicon.find(text);
        let starts = 0..text.len();
        found.extend(starts.filter_map(|start| self.dotted_at(text, start)));
        longest(found)
    }

    /// `R.N.`, `Ph.D.`: parts with a dot and no blank between.
    fn dotted_at(&self, text: &Spoken, start: usize) -> Option<Found> {
        let parts = (start + 1..text.len()).take_while(|at| text.before(*at) == Break::Dot);
        let end = parts.last()? + 1;
        let letters = || (start..end).flat_map(|at| text.word(at).chars());
        let (_, at, form) =
            self.dotted.iter().find(|(mark, ..)| letters().eq(mark.iter().copied()))?;
        Some(Hit { kind: (*at, *form), words: start..end })
    }

    /// The signs of a name: place in the pack and bytes.
    pub fn emoji_in(&self, name: &str) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for (sign, title) in &self.emoji {
            for (at, sign) in name.match_indices(sign.as_str()) {
                let span = at..at + sign.len();
                if found.iter().all(|(_, other)| span.start >= other.end || other.start >= span.end)
                {
                    found.push((*title, span));
                }
            }
        }
        found
    }
}

/// `PhD` as a name is read in which `DanaRN` is two words.
pub fn parted(mark: &str) -> String {
    let mut out = String::with_capacity(mark.len() + 2);
    for c in mark.chars() {
        if c.is_uppercase() && out.ends_with(char::is_lowercase) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Whether letters are capitals, however they are drawn.
pub fn is_capital(written: &str) -> bool {
    let mut letters = written.chars().map(plain).nfkc().filter(|c| c.is_alphabetic());
    letters.all(|c| !c.is_lowercase())
}

/// `Pharm.D.`, `PharmD`, `PhD`: a capital in it is enough where the mark is written in both.
pub fn is_written_as_mark(written: &str) -> bool {
    let letters: Vec<_> =
        written.chars().map(plain).nfkc().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| !c.is_lowercase()).count();
    is_capital(written) || (letters.len() > 2 && capitals > 0)
}
