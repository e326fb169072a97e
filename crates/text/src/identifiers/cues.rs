//! Words that say what a number or a name is.

use std::ops::Range;
use std::sync::LazyLock;

use super::MARK;
use crate::phrases::{Hit, Lexicon};
use crate::spoken::Spoken;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Ohip,
    Health,
    Phn,
    Ramq,
    Nhs,
    Sin,
    Ssn,
    Mbi,
    Mrn,
    Card,
    Phone,
    Postal,
    Birth,
    Patient,
    OwnPatient,
    Age,
    Date,
    FullDate,
    Condition,
    Relation,
    Honorific,
    Street,
    Rue,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ohip" => Self::Ohip,
            "health" => Self::Health,
            "phn" => Self::Phn,
            "ramq" => Self::Ramq,
            "nhs" => Self::Nhs,
            "sin" => Self::Sin,
            "ssn" => Self::Ssn,
            "mbi" => Self::Mbi,
            "mrn" => Self::Mrn,
            "card" => Self::Card,
            "phone" => Self::Phone,
            "postal" => Self::Postal,
            "birth" => Self::Birth,
            "patient" => Self::Patient,
            "own_patient" => Self::OwnPatient,
            "age" => Self::Age,
            "date" => Self::Date,
            "full_date" => Self::FullDate,
            "condition" => Self::Condition,
            "relation" => Self::Relation,
            "honorific" => Self::Honorific,
            "street" => Self::Street,
            "rue" => Self::Rue,
            _ => return None,
        })
    }
}

static LEXICON: LazyLock<Lexicon<Kind>> =
    LazyLock::new(|| Lexicon::parse(include_str!("cues.tsv"), Kind::named));

/// How far from a number a word still tells what it is.
const REACH_BYTES: usize = 40;

pub struct Cues<'a> {
    raw: &'a str,
    spoken: &'a Spoken,
    hits: Vec<Hit<Kind>>,
}

impl<'a> Cues<'a> {
    pub fn of(raw: &'a str, spoken: &'a Spoken) -> Self {
        Self { raw, spoken, hits: LEXICON.find(spoken) }
    }

    pub fn any(&self, kind: Kind) -> bool {
        self.all(kind).next().is_some()
    }

    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Hit<Kind>> {
        self.hits.iter().filter(move |hit| hit.kind == kind)
    }

    pub fn span(&self, hit: &Hit<Kind>) -> Range<usize> {
        self.spoken.span(&hit.words)
    }

    /// The bytes of the nearest word of a kind on either side.
    pub fn near(&self, kind: Kind, span: &Range<usize>) -> Option<Range<usize>> {
        let spans = self.all(kind).map(|hit| self.span(hit));
        let near = spans.filter_map(|cue| Some((self.distance(&cue, span)?, cue)));
        near.min_by_key(|(distance, _)| *distance).map(|(_, cue)| cue)
    }

    /// The same, before a number only.
    pub fn before(&self, kind: Kind, span: &Range<usize>) -> Option<Range<usize>> {
        self.near(kind, span).filter(|cue| cue.end <= span.start)
    }

    /// Bytes between, within reach; what was taken out ends the reach of a word.
    fn distance(&self, cue: &Range<usize>, span: &Range<usize>) -> Option<usize> {
        let between = if cue.end <= span.start {
            cue.end..span.start
        } else if span.end <= cue.start {
            span.end..cue.start
        } else {
            return None;
        };
        let near = between.len() <= REACH_BYTES && !self.raw[between.clone()].contains(MARK);
        near.then_some(between.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let file = include_str!("cues.tsv");
        let known = |name: &str| name.starts_with('=') || Kind::named(name).is_some();
        assert!(crate::phrases::lines(file).all(|(name, _)| known(name)));
        assert!(LEXICON.is_sound());
    }
}
