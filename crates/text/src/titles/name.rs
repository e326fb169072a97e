//! Titles in a display name.

use std::ops::Range;

use super::context::{Context, Kind};
use super::forms::{Form, Found, is_written_as_mark};
use super::pack::Pack;
use super::{Claimed, Place};
use crate::spoken::{Break, Spoken};

/// Titles that are family names as well.
const SURNAMES: [&str; 2] = ["nurse", "doctor"];
/// Words before `nurse` at the end of a name that are no given name.
const FIELDS: [&str; 32] = [
    "icu", "er", "ed", "travel", "trauma", "school", "night", "charge", "scrub", "flight", "psych",
    "pediatric", "paediatric", "oncology", "cardiac", "community", "public", "health", "home",
    "hospice", "nicu", "picu", "or", "rural", "crisis", "mental", "your", "registered", "critical",
    "head", "the", "real",
];

pub fn in_name(pack: &Pack, name: &str, beneath: &[Claimed]) -> Vec<Claimed> {
    let parted = Parted::new(name);
    let spoken = Spoken::new(&parted.text);
    let context = Context::of(&spoken);
    let reading = Reading { name: &parted, spoken: &spoken, context: &context };
    let found = pack.forms.find(&spoken);
    let mut claimed: Vec<_> = found
        .iter()
        .filter(|hit| reading.is_claimed(hit))
        .map(|hit| (hit.kind.0, parted.original(&spoken.span(&hit.words)), hit))
        .filter(|(title, _, hit)| {
            let profession = &pack.file.titles[*title].profession;
            let said_again = beneath.iter().any(|claim| claim.profession == *profession);
            said_again || !reading.is_family_name(hit)
        })
        .map(|(title, span, _)| claim(pack, title, name, span))
        .collect();
    let signs = pack.forms.emoji_in(name).into_iter();
    claimed.extend(signs.map(|(title, span)| claim(pack, title, name, span)));
    claimed.sort_by_key(|claim| claim.span.start);
    claimed
}

fn claim(pack: &Pack, title: usize, name: &str, span: Range<usize>) -> Claimed {
    Claimed {
        profession: pack.file.titles[title].profession.clone(),
        title: name[span.clone()].to_owned(),
        span,
        place: Place::Name,
    }
}

/// A name with a blank where `DrMax` and `DanaRN` have none, and for the dot of `Dr. Max`.
struct Parted {
    text: String,
    /// Bytes of the original before which a blank was put, ascending.
    blanks: Vec<usize>,
}

impl Parted {
    fn new(name: &str) -> Self {
        let (mut text, mut blanks) = (String::with_capacity(name.len() + 4), Vec::new());
        let mut small_before = false;
        let mut chars = name.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if small_before && c.is_uppercase() {
                blanks.push(at);
                text.push(' ');
            }
            small_before = c.is_lowercase();
            let ends = chars.peek().is_none_or(|(_, next)| !next.is_alphabetic());
            text.push(if c == '.' && ends { ' ' } else { c });
        }
        Self { text, blanks }
    }

    fn original(&self, span: &Range<usize>) -> Range<usize> {
        let back = |at: usize, closed: bool| {
            let before = self.blanks.iter().enumerate().take_while(|(nth, blank)| {
                let stands = **blank + nth;
                if closed { stands < at } else { stands < at.saturating_sub(1) || stands + 1 == at }
            });
            at - before.count()
        };
        back(span.start, false)..back(span.end, true)
    }
}

struct Reading<'a> {
    name: &'a Parted,
    spoken: &'a Spoken,
    context: &'a Context,
}

impl Reading<'_> {
    fn is_claimed(&self, hit: &Found) -> bool {
        let own = self.segment(hit);
        let (before, behind) = (own.start..hit.words.start, hit.words.end..own.end);
        let other = self.context.within(Kind::Anywhere, &before)
            || self.context.within(Kind::Anywhere, &behind)
            || self.context.goes_on(self.spoken, hit.words.end)
            || self.is_of_another(&before);
        !other && self.is_written(hit) && !self.context.is_no_doctor(self.spoken, &hit.words) && !self.is_street(hit)
    }

    /// Up to a comma or a bar.
    fn segment(&self, hit: &Found) -> Range<usize> {
        let signs = |at: usize| self.spoken.before(at) == Break::Sign;
        let start = (0..=hit.words.start).rev().find(|at| *at == 0 || signs(*at)).unwrap_or(0);
        let end = (hit.words.end..self.spoken.len()).find(|at| signs(*at));
        start..end.unwrap_or(self.spoken.len())
    }

    /// `Wife of a doctor`, `my nurse`.
    fn is_of_another(&self, before: &Range<usize>) -> bool {
        const OF: [&str; 14] = [
            "of", "my", "our", "for", "de", "du", "dun", "dune", "des", "mon", "ma", "no", "non",
            "the best",
        ];
        before.clone().any(|at| OF.contains(&self.spoken.word(at)))
    }

    fn is_written(&self, hit: &Found) -> bool {
        let (_, form) = hit.kind;
        let written = &self.name.text[self.spoken.span(&hit.words)];
        let first = hit.words.start == 0;
        let behind_sign = self.spoken.before(hit.words.start) == Break::Sign;
        match form {
            Form::Word => true,
            Form::Elided => false,
            Form::Mark if first && hit.words.end < self.spoken.len() => {
                self.spoken.before(hit.words.end) == Break::Sign && is_written_as_mark(written)
            }
            Form::Mark | Form::Lead => {
                is_written_as_mark(written) || behind_sign || self.is_small_mark(hit)
            }
        }
    }

    /// `joel lpn`, all in small letters at the end of a name; but `sleepy rn` is right now.
    fn is_small_mark(&self, hit: &Found) -> bool {
        let last = hit.words.end == self.spoken.len();
        let mood = self.context.ends(Kind::Mood, hit.words.start).is_some();
        last && hit.words.start > 0 && !mood
    }

    /// `12 Maple Dr`.
    fn is_street(&self, hit: &Found) -> bool {
        let number = |at: usize| self.spoken.word(at).starts_with(|c: char| c.is_ascii_digit());
        hit.words.end == self.spoken.len()
            && self.spoken.word(hit.words.start) == "dr"
            && (0..hit.words.start).any(number)
    }

    fn is_family_name(&self, hit: &Found) -> bool {
        let own = self.segment(hit);
        own.len() == 2
            && own.start == 0
            && hit.words == (1..2)
            && SURNAMES.contains(&self.spoken.word(1))
            && !FIELDS.contains(&self.spoken.word(0))
    }
}

/// A name from which words were taken: no empty brackets, no signs at its ends or two in a row,
/// single blanks.
pub fn tidy(name: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        let signs = word.chars().all(is_parting);
        let behind_sign = kept.last().is_none_or(|last| last.ends_with(is_parting));
        let brackets = word.contains(['(', ')', '[', ']']);
        if !signs || !(behind_sign || brackets) {
            kept.push(word);
        }
    }
    let joined = kept.join(" ");
    let bare = joined.trim_matches(|c: char| is_parting(c) || c.is_whitespace());
    let (opened, closed) = (bare.matches('(').count(), bare.matches(')').count());
    let whole = if opened == closed { bare.to_owned() } else { bare.replace(['(', ')'], "") };
    whole.trim().to_owned()
}

fn is_parting(c: char) -> bool {
    matches!(
        c,
        ',' | '|' | '(' | ')' | '[' | ']' | '·' | '•' | '-' | '–' | '—' | '/' | '_' | '.' | ':'
            | '~' | '\u{fe0f}' | '\u{200d}'
    )
}
