//! Words of somebody who may be in danger, so that help can be offered to the writer in private.
//!
//! A small lexicon (`crisis/phrases.tsv`) and guards that can be explained: every find is a phrase
//! that stands in the text. There is no score, and this is no detection of anybody's state: it
//! misses people who write otherwise, and it must never be said to watch over anyone.

mod guards;

use std::ops::Range;
use std::sync::LazyLock;

use crate::limits::FINDINGS_MAX;
use crate::phrases::{Hit, Lexicon, overlap};
use crate::spoken::Spoken;
use guards::Guards;

/// What kind of words were found, from the gentlest answer to the most urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The writer fears for somebody else.
    Worried,
    /// A wish not to be, without intent (tier B).
    Passive,
    /// Asking for a way to die (tier C): help first, and no method in any answer.
    Method,
    /// Intent, means or a time of one's own (tier A).
    Intent,
}

impl Tier {
    pub const ALL: [Self; 4] = [Self::Worried, Self::Passive, Self::Method, Self::Intent];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Worried => "worried",
            Self::Passive => "passive",
            Self::Method => "method",
            Self::Intent => "intent",
        }
    }
}

/// A phrase that a page can quote: "because you wrote …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub tier: Tier,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// As it was written.
    pub phrase: String,
}

/// What a line of the lexicon is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Shown(Tier),
    Despair,
    Means,
    Idiom,
    Topic,
    Past,
    Now,
    Better,
    Story,
    Said,
    Denial,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "despair" => Self::Despair,
            "means" => Self::Means,
            "idiom" => Self::Idiom,
            "topic" => Self::Topic,
            "past" => Self::Past,
            "now" => Self::Now,
            "better" => Self::Better,
            "story" => Self::Story,
            "said" => Self::Said,
            "denial" => Self::Denial,
            _ => Self::Shown(Tier::ALL.into_iter().find(|tier| tier.code() == name)?),
        })
    }
}

static LEXICON: LazyLock<Lexicon<Kind>> =
    LazyLock::new(|| Lexicon::parse(include_str!("crisis/phrases.tsv"), Kind::named));

/// The phrases of a text that call for an answer, by where they stand. Denied, past, recovered,
/// idiomatic and quoted ones are left out.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let spoken = Spoken::new(text);
    let hits = LEXICON.find(&spoken);
    let guards = Guards::new(&spoken, &hits);
    let shown = hits.iter().filter_map(|hit| Some((guards.shows(hit)?, &hit.words)));
    let found = distinct(shown.chain(guards.means_in_despair()).collect());
    let quote = |(tier, words): (Tier, Range<usize>)| {
        let span = spoken.span(&words);
        Found { tier, phrase: text[span.clone()].to_owned(), span }
    };
    found.into_iter().take(FINDINGS_MAX).map(quote).collect()
}

/// The tier that the answer goes by.
#[must_use]
pub fn highest(found: &[Found]) -> Option<Tier> {
    found.iter().map(|found| found.tier).max()
}

/// Of phrases that share words the longest, of equally long ones the most urgent.
fn distinct(mut found: Vec<(Tier, &Range<usize>)>) -> Vec<(Tier, Range<usize>)> {
    found.sort_by_key(|(tier, words)| std::cmp::Reverse((words.len(), *tier)));
    let mut kept: Vec<(Tier, Range<usize>)> = Vec::new();
    for (tier, words) in found {
        if kept.iter().all(|(_, other)| !overlap(other, words)) {
            kept.push((tier, words.clone()));
        }
    }
    kept.sort_by_key(|(_, words)| words.start);
    kept
}

/// Words of a search or a tag, which are too short for sentences: `suicide`, `want to die`, `lethal
/// dose`. `Method` means that nothing but help is shown.
#[must_use]
pub fn in_query(query: &str) -> Option<Found> {
    static QUERIES: LazyLock<Lexicon<Tier>> = LazyLock::new(|| {
        let tier = |name: &str| Tier::ALL.into_iter().find(|tier| tier.code() == name);
        Lexicon::parse(include_str!("crisis/queries.tsv"), tier)
    });
    let words = crate::tag_words(query);
    // A tag's words are found where the tag is shown as one word.
    let typed = if words.len() == query.len() { query } else { &words };
    let spoken = Spoken::new(typed);
    let by_query = QUERIES.find(&spoken).into_iter().map(|hit| (hit.kind, hit.words));
    let covered = LEXICON.find(&spoken);
    let guards = Guards::new(&spoken, &covered);
    let by_text = covered.iter().filter_map(|hit| Some((guards.shows(hit)?, hit.words.clone())));
    // Whoever asks for a method gets no results, whatever else was said.
    let rank = |(tier, words): &(Tier, Range<usize>)| (*tier == Tier::Method, words.len(), *tier);
    let uncovered = by_query.filter(|(tier, words)| {
        !guards.is_idiom(&Hit { kind: Kind::Shown(*tier), words: words.clone() })
    });
    let (tier, words) = uncovered.chain(by_text).max_by_key(rank)?;
    let span = spoken.span(&words);
    let phrase = typed[span.clone()].to_owned();
    let span = if typed == query { span } else { 0..query.len() };
    Some(Found { tier, span, phrase })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expect: &[(Tier, &str)]) {
        let found = find(text);
        let found: Vec<_> = found.iter().map(|one| (one.tier, one.phrase.as_str())).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn means_and_despair_are_intent_together_and_nothing_alone() {
        check(
            "I can't do this any more, I have the pills here",
            &[(Tier::Intent, "have the pills here")],
        );
        check("I can't do this any more. I have the pills here.", &[(Tier::Intent, "have the pills here")]);
        check("I have the pills here", &[]);
        check("I can't do this any more", &[]);
    }

    #[test]
    fn the_most_urgent_tier_leads() {
        let found = find("Everyone would be better off without me. I want to die.");
        assert_eq!(highest(&found), Some(Tier::Intent));
        assert_eq!(found.len(), 2);
        assert_eq!(highest(&[]), None);
    }

    #[test]
    fn another_persons_words_are_a_worry() {
        check("My friend wrote “I want to die” today", &[(Tier::Worried, "I want to die")]);
        check("In the song she sings “I want to die”", &[]);
    }

    #[test]
    fn the_nearest_word_about_time_tells() {
        check("I used to want to die", &[]);
        check("Years ago I got help and tonight I want to die", &[(Tier::Intent, "I want to die")]);
    }

    #[test]
    fn searches_are_answered_by_their_words() {
        for (query, expect) in [
            ("suicide", Some(Tier::Intent)),
            ("#WantToDie", Some(Tier::Intent)),
            ("lethal dose", Some(Tier::Method)),
            ("how to kill myself", Some(Tier::Method)),
            ("comment mourir", Some(Tier::Method)),
            ("envie de mourir", Some(Tier::Intent)),
            ("suicidal friend", Some(Tier::Worried)),
            ("suicide prevention", None),
            ("suicide squad", None),
            ("asthma", None),
            ("", None),
        ] {
            assert_eq!(in_query(query).map(|found| found.tier), expect, "{query:?}");
        }
    }

    #[test]
    fn every_line_of_the_files_is_read() {
        for file in [include_str!("crisis/phrases.tsv"), include_str!("crisis/queries.tsv")] {
            let known = |name: &str| name.starts_with('=') || Kind::named(name).is_some();
            assert!(crate::phrases::lines(file).all(|(name, _)| known(name)));
            assert!(Lexicon::parse(file, Kind::named).is_sound());
        }
    }

    proptest! {
        #[test]
        fn what_is_found_stands_in_the_text(text in "(I|want to die|not|\"|song|kill myself|\\.|today|é|🙂| ){0,20}|\\PC{0,80}") {
            for one in find(&text) {
                prop_assert_eq!(text.get(one.span), Some(one.phrase.as_str()));
            }
            if let Some(one) = in_query(&text) {
                prop_assert!(text.get(one.span).is_some());
            }
        }
    }
}
