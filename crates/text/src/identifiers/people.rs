//! Details by which a person may be known: the day of birth, a patient's circumstances, a name.

use std::ops::Range;

use super::cues::{Cues, Kind as Cue};
use super::numbers::Numbers;
use super::{Author, Kind, Seen, Tier};
use crate::phrases::Hit;
use crate::spoken::{Break, Spoken};

/// Years that somebody may be born in.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;
const AGE_MAX: u32 = 115;

/// A full date behind the words for a birth.
pub fn birth_dates(numbers: &Numbers<'_>, cues: &Cues<'_>) -> Vec<Seen> {
    let layouts = [[4, 2, 2], [2, 2, 4], [1, 2, 4], [2, 1, 4], [1, 1, 4]];
    let in_digits = layouts.iter().flat_map(|layout| numbers.laid_out(layout));
    let in_digits = in_digits.filter(|number| {
        let year = |at: usize| number.digits.get(at..at + 4).and_then(|year| year.parse().ok());
        let (first, last) = (year(0), year(number.digits.len() - 4));
        let year_first = numbers.lengths(number)[0] == 4;
        (if year_first { first } else { last }).is_some_and(|year: u32| YEARS.contains(&year))
    });
    let in_words = cues.all(Cue::FullDate).filter(|hit| {
        let last = numbers.spoken.word(hit.words.end - 1);
        last.parse().is_ok_and(|year: u32| YEARS.contains(&year))
    });
    let spans = in_digits.map(|number| number.span).chain(in_words.map(|hit| cues.span(hit)));
    let patient = cues.any(Cue::Patient);
    spans
        .filter_map(|span| {
            let cue = cues.before(Cue::Birth, &span)?;
            let tier = if patient { Tier::Block } else { Tier::Warn };
            Some(Seen { tier, ..Seen::new(Kind::BirthDate, span, Some(cue)) })
        })
        .collect()
}

/// Age, place or day, and illness of somebody's own patient. Three of them may tell who it is; a
/// professional hears of two. What is worth taking out is found: the age, the place, the day.
pub fn details(raw: &str, spoken: &Spoken, cues: &Cues<'_>, author: Author) -> Vec<Seen> {
    let Some(patient) = cues.all(Cue::OwnPatient).next() else { return Vec::new() };
    let ages: Vec<_> = cues.all(Cue::Age).filter(|hit| is_age(spoken, hit)).collect();
    let mut wheres: Vec<_> = cues.all(Cue::Date).map(|hit| hit.words.clone()).collect();
    wheres.extend(places(raw, spoken));
    let ill = cues.any(Cue::Condition) || (0..spoken.len()).any(|at| is_illness(spoken.word(at)));
    let told = usize::from(!ages.is_empty()) + usize::from(!wheres.is_empty()) + usize::from(ill);
    let tier = match (told, author) {
        (3, _) => Tier::Warn,
        // Raised to a warning, as everything that a professional writes of a patient.
        (2, Author::Professional) => Tier::Tip,
        _ => return Vec::new(),
    };
    let words = ages.iter().map(|hit| hit.words.clone()).chain(wheres);
    let because = cues.span(patient);
    words
        .map(|words| Seen {
            tier,
            ..Seen::new(Kind::PatientDetails, spoken.span(&words), Some(because.clone()))
        })
        .collect()
}

fn is_age(spoken: &Spoken, hit: &Hit<Cue>) -> bool {
    let number = hit.words.clone().find_map(|at| spoken.word(at).parse::<u32>().ok());
    number.is_some_and(|age| age <= AGE_MAX)
}

/// A capital behind `in`, `at`, `from`, and what goes with it.
fn places(raw: &str, spoken: &Spoken) -> Vec<Range<usize>> {
    const BEFORE: [&str; 9] = ["in", "at", "from", "near", "to", "a", "au", "de", "chez"];
    let is_name = |at: usize| is_capitalised(raw, spoken, at) && spoken.before(at) == Break::None;
    let starts = (1..spoken.len())
        .filter(|at| is_name(*at) && BEFORE.contains(&spoken.word(at - 1)) && !is_illness(spoken.word(*at)));
    starts
        .map(|start| {
            let end = (start + 1..spoken.len()).find(|at| !is_name(*at));
            start..end.unwrap_or(spoken.len())
        })
        .filter(|words| !NOT_PLACES.contains(&spoken.word(words.start)))
        .collect()
}

const NOT_PLACES: [&str; 14] = [
    "fabry", "crohn", "parkinson", "kawasaki", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "march", "may", "i",
];

fn is_illness(word: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        "itis", "oma", "emia", "aemia", "osis", "pathy", "derma", "ite", "emie", "dermie",
    ];
    const BYTES_MIN: usize = 7;
    word.len() >= BYTES_MIN && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// A capital right behind `my son` or `Mrs.`: worth a look, and no more than that.
pub fn names(raw: &str, spoken: &Spoken, cues: &Cues<'_>) -> Vec<Seen> {
    let honorific = |at: usize| {
        cues.all(Cue::Honorific).any(|hit| hit.words.start == at)
    };
    let named = cues.all(Cue::Relation).filter_map(|cue| {
        let first = cue.words.end;
        let behind = if honorific(first) { first + 1 } else { first };
        let joined = spoken.before(first) == Break::None;
        let is_name = joined && is_capitalised(raw, spoken, behind) && !is_illness(spoken.word(behind));
        is_name.then(|| Seen::new(Kind::Name, spoken.span(&(behind..behind + 1)), Some(cues.span(cue))))
    });
    named.collect()
}

/// A capital and small letters behind it.
fn is_capitalised(raw: &str, spoken: &Spoken, at: usize) -> bool {
    let word = spoken.words.get(at).and_then(|word| raw.get(word.span.clone()));
    let mut letters = word.unwrap_or_default().chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}
