//! Advice that may hurt the reader who follows it.
//!
//! A lexicon of imperatives (`danger/phrases.tsv`). A warning ("never stop …"), a question, what
//! somebody was told and what somebody did are no advice. It misses advice put in other words; what
//! it finds is worth a moderator's look, and is no verdict.

use std::ops::Range;
use std::sync::LazyLock;

use crate::limits::FINDINGS_MAX;
use crate::phrases::{Hit, Lexicon, longest, overlap};
use crate::spoken::{Break, Spoken};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Stopping, or not taking, what was prescribed.
    StopMedicine,
    /// How much to take.
    DoseAdvice,
    /// Swallowing or injecting what is no medicine.
    Ingestion,
    /// Not calling for help in an emergency.
    DelayingEmergency,
    /// What a baby must not get.
    InfantHarm,
    /// A way to die.
    SelfHarmMethod,
    /// Telling somebody to die.
    SelfHarmEncouragement,
}

impl Class {
    pub const ALL: [Self; 7] = [
        Self::StopMedicine,
        Self::DoseAdvice,
        Self::Ingestion,
        Self::DelayingEmergency,
        Self::InfantHarm,
        Self::SelfHarmMethod,
        Self::SelfHarmEncouragement,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::StopMedicine => "stop_medicine",
            Self::DoseAdvice => "dose_advice",
            Self::Ingestion => "ingestion",
            Self::DelayingEmergency => "delaying_emergency",
            Self::InfantHarm => "infant_harm",
            Self::SelfHarmMethod => "self_harm_method",
            Self::SelfHarmEncouragement => "self_harm_encouragement",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub class: Class,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// As it was written.
    pub phrase: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Advice(Class),
    Denial,
    Asked,
    Told,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "denial" => Self::Denial,
            "asked" => Self::Asked,
            "told" => Self::Told,
            _ => Self::Advice(Class::ALL.into_iter().find(|class| class.code() == name)?),
        })
    }
}

static LEXICON: LazyLock<Lexicon<Kind>> =
    LazyLock::new(|| Lexicon::parse(include_str!("danger/phrases.tsv"), Kind::named));

/// Words between a denial and the advice that it turns round.
const DENIAL_WORDS_MAX: usize = 4;

/// Advice of a dangerous class, by where it stands, no two on the same words.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let spoken = Spoken::new(text);
    let hits = LEXICON.find(&spoken);
    let advice = hits.iter().filter(|hit| is_advice(&spoken, &hits, hit));
    let advice = advice.filter_map(|hit| match hit.kind {
        Kind::Advice(class) => Some(Hit { kind: class, words: hit.words.clone() }),
        _ => None,
    });
    let found = longest(advice.collect()).into_iter().take(FINDINGS_MAX);
    let quote = |hit: Hit<Class>| {
        let span = spoken.span(&hit.words);
        Found { class: hit.kind, phrase: text[span.clone()].to_owned(), span }
    };
    found.map(quote).collect()
}

fn is_advice(text: &Spoken, hits: &[Hit<Kind>], hit: &Hit<Kind>) -> bool {
    let sentence = text.sentence(hit.words.start);
    let before = sentence.start..hit.words.start;
    let stands = |kind: Kind, words: &Range<usize>| {
        hits.iter().any(|other| other.kind == kind && overlap(&other.words, words))
    };
    let near = text.clause_before(hit.words.start).take(DENIAL_WORDS_MAX).count();
    let clause = hit.words.start - near..hit.words.start;
    let denied = stands(Kind::Denial, &clause);
    let reported = stands(Kind::Told, &before) || (text.is_quoted(&hit.words) && before.is_empty());
    !(denied || reported || is_question(text, &hit.words) || stands(Kind::Asked, &before))
}

/// In a sentence with a question mark at its end. `Chest pain? Sleep it off` asks and answers.
fn is_question(text: &Spoken, words: &Range<usize>) -> bool {
    text.is_question(words.end.saturating_sub(1)) && text.before(words.end) != Break::None
        || text.is_question(words.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_quoted_where_it_stands() {
        let found = find("Hello. Stop your SSRI today, DM me");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].class, found[0].phrase.as_str()), (Class::StopMedicine, "Stop your SSRI"));
        assert_eq!(found[0].span, 7..21);
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        let file = include_str!("danger/phrases.tsv");
        let known = |name: &str| name.starts_with('=') || Kind::named(name).is_some();
        assert!(crate::phrases::lines(file).all(|(name, _)| known(name)));
        assert!(LEXICON.is_sound());
    }
}
