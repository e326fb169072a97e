//! Digits of a text in their groups.

use std::ops::Range;

use super::MARK;
use crate::spoken::Spoken;

/// Signs by which a number goes on.
const JOINS: [char; 4] = ['-', '.', ',', '/'];

/// The numbers of a text. Those in web addresses name pages, not people, and are left out.
pub struct Numbers<'a> {
    pub raw: &'a str,
    pub spoken: &'a Spoken,
    pub groups: Vec<Group>,
}

/// Digits in a row.
#[derive(Debug, Clone)]
pub struct Group {
    pub digits: String,
    /// The word that they are.
    pub word: usize,
    pub span: Range<usize>,
}

/// Groups that make a number of a layout.
#[derive(Debug, Clone)]
pub struct Number {
    pub digits: String,
    pub span: Range<usize>,
    pub groups: Range<usize>,
    /// What stands between the groups; a blank where nothing does.
    pub sign: char,
}

impl<'a> Numbers<'a> {
    pub fn of(raw: &'a str, spoken: &'a Spoken) -> Self {
        let addresses = addresses(raw);
        let mut groups = Vec::new();
        for (at, word) in spoken.words.iter().enumerate() {
            let digits = spoken.word(at);
            let inside = addresses.iter().any(|other| other.contains(&word.span.start));
            if digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() && !inside {
                groups.push(Group { digits: digits.to_owned(), word: at, span: word.span.clone() });
            }
        }
        Self { raw, spoken, groups }
    }

    /// Every number whose groups have these lengths, with one sign between them. A number that goes
    /// on before or behind with a hyphen, dot, comma or slash is another one.
    pub fn laid_out<'b>(&'b self, layout: &'b [usize]) -> impl Iterator<Item = Number> + 'b {
        let starts = 0..(self.groups.len() + 1).saturating_sub(layout.len());
        starts.filter_map(move |start| self.number_at(start, layout))
    }

    fn number_at(&self, start: usize, layout: &[usize]) -> Option<Number> {
        let groups = start..start + layout.len();
        let parts = self.groups.get(groups.clone())?;
        let fits = parts.iter().zip(layout).all(|(group, len)| group.digits.len() == *len);
        if !fits {
            return None;
        }
        let mut signs = parts.windows(2).map(|two| self.sign_between(&two[0], &two[1]));
        let sign = match signs.next() {
            None => ' ',
            Some(first) => first?,
        };
        if !signs.all(|other| other == Some(sign)) || !self.stands_alone(&groups) {
            return None;
        }
        let span = parts.first()?.span.start..parts.last()?.span.end;
        let digits = parts.iter().map(|group| group.digits.as_str()).collect();
        Some(Number { digits, span, groups, sign })
    }

    pub fn lengths(&self, number: &Number) -> Vec<usize> {
        self.groups[number.groups.clone()].iter().map(|group| group.digits.len()).collect()
    }

    /// The one blank, hyphen, dot or slash between two groups.
    pub fn sign_between(&self, one: &Group, other: &Group) -> Option<char> {
        let mut between = self.raw.get(one.span.end..other.span.start)?.chars();
        let sign = between.next().filter(|_| between.next().is_none())?;
        match sign {
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(' '),
            '-' | '\u{2010}'..='\u{2013}' => Some('-'),
            '.' | '/' => Some(sign),
            _ => None,
        }
    }

    /// Nothing of the number stands before or behind it, or was taken out there.
    pub fn stands_alone(&self, groups: &Range<usize>) -> bool {
        let joins = |one: usize, other: usize| {
            let (Some(one), Some(other)) = (self.groups.get(one), self.groups.get(other)) else {
                return false;
            };
            let between = self.raw.get(one.span.end..other.span.start).unwrap_or_default();
            between.is_empty() || (between.len() == 1 && between.starts_with(JOINS))
        };
        let cut_before = self.groups.get(groups.start).is_some_and(|first| {
            let before = self.raw[..first.span.start].trim_end_matches(JOINS);
            before.len() < first.span.start && before.ends_with(MARK)
        });
        let cut_behind = self.groups.get(groups.end.saturating_sub(1)).is_some_and(|last| {
            let behind = &self.raw[last.span.end..];
            behind.starts_with(JOINS) && behind.trim_start_matches(JOINS).starts_with(MARK)
        });
        let joined_before = groups.start.checked_sub(1).is_some_and(|at| joins(at, groups.start));
        let joined_behind = joins(groups.end.saturating_sub(1), groups.end);
        let letter_before = groups.clone().next().is_some_and(|at| self.is_glued(at));
        !(joined_before || joined_behind || letter_before || cut_before || cut_behind)
    }

    /// Behind a letter, as in `NCT04368728`.
    fn is_glued(&self, group: usize) -> bool {
        let before = self.groups.get(group).and_then(|group| self.raw.get(..group.span.start));
        before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
    }

    /// The word right behind a number, glued or with a blank or a hyphen between: `897-AB`.
    pub fn word_behind(&self, number: &Number) -> Option<(&str, Range<usize>)> {
        let last = self.groups.get(number.groups.end.checked_sub(1)?)?;
        let word = self.spoken.words.get(last.word + 1)?;
        let between = self.raw.get(last.span.end..word.span.start)?;
        matches!(between, "" | " " | "-")
            .then(|| (self.raw.get(word.span.clone()).unwrap_or_default(), word.span.clone()))
    }
}

fn addresses(raw: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in raw.split_inclusive(char::is_whitespace) {
        let is_path = word.contains("://") || word.starts_with("www.") || word.contains("doi.org/");
        if is_path {
            found.push(at..at + word.len());
        }
        at += word.len();
    }
    found
}
