//! Numbers that a health system, a state or a bank gives out.

use std::ops::Range;

use super::checks;
use super::cues::{Cues, Kind as Cue};
use super::numbers::{Number, Numbers};
use super::{Kind, Seen, Tier};

/// Digits of a record's number at least.
const RECORD_DIGITS_MIN: usize = 5;
/// Words between `chart` and its number: `chart no. is`.
const RECORD_WORDS_MAX: usize = 4;

const TEN: [&[usize]; 3] = [&[4, 3, 3], &[10], &[3, 3, 4]];
const NINE: [&[usize]; 5] = [&[3, 3, 3], &[9], &[3, 2, 4], &[5, 4], &[4, 5]];
const CARD: [&[usize]; 4] = [&[4, 4, 4, 4], &[16], &[4, 6, 5], &[15]];
const OTHER: [&[usize]; 6] = [&[3, 3, 3, 3], &[12], &[8], &[4, 4], &[6, 3], &[6]];

pub fn find(numbers: &Numbers<'_>, cues: &Cues<'_>) -> Vec<Seen> {
    let all = |layouts: &'static [&'static [usize]]| {
        layouts.iter().flat_map(|layout| numbers.laid_out(layout))
    };
    let mut seen: Vec<Seen> = Vec::new();
    seen.extend(all(&TEN).filter_map(|number| ten_digits(numbers, cues, number)));
    seen.extend(all(&NINE).filter_map(|number| nine_digits(numbers, cues, number)));
    let cards = all(&CARD).filter(|number| checks::card(&number.digits));
    seen.extend(cards.map(|number| {
        let because = cues.near(Cue::Card, &number.span);
        Seen::new(Kind::Card, number.span, because)
    }));
    let others = all(&OTHER).filter_map(|number| Some((cues.near(Cue::Health, &number.span)?, number)));
    seen.extend(
        others.map(|(cue, number)| Seen::new(Kind::HealthNumber, number.span, Some(cue))),
    );
    seen.extend(quebec(numbers, cues));
    seen.extend(medicare(numbers, cues));
    seen.extend(records(numbers, cues));
    seen
}

fn ten_digits(numbers: &Numbers<'_>, cues: &Cues<'_>, number: Number) -> Option<Seen> {
    let digits = number.digits.as_str();
    let near = |cue| cues.near(cue, &number.span);
    if let Some(cue) = near(Cue::Phn).filter(|_| checks::bc_phn(digits)) {
        return Some(Seen::new(Kind::BcPhn, number.span, Some(cue)));
    }
    if let Some(cue) = near(Cue::Nhs).filter(|_| checks::nhs(digits)) {
        return Some(Seen::new(Kind::Nhs, number.span, Some(cue)));
    }
    // The layout of a telephone number is one, whatever its check digit.
    if numbers.lengths(&number) == [3, 3, 4] {
        return None;
    }
    ontario(numbers, cues, number)
}

/// A tenth of all numbers have a right check digit: it takes the layout, a version code, or a word.
fn ontario(numbers: &Numbers<'_>, cues: &Cues<'_>, number: Number) -> Option<Seen> {
    let named = cues.near(Cue::Ohip, &number.span);
    let cue = named.clone().or_else(|| cues.near(Cue::Health, &number.span));
    let version = version_code(numbers, &number);
    let laid_out = number.groups.len() == 3 || version.is_some();
    let span = number.span.start..version.map_or(number.span.end, |code| code.end);
    match (checks::ohip(&number.digits), named.is_some()) {
        (true, _) if laid_out || cue.is_some() => Some(Seen::new(Kind::Ohip, span, cue)),
        // A digit may be mistyped, or the number made up: still worth a look.
        (false, true) => Some(Seen { tier: Tier::Warn, ..Seen::new(Kind::Ohip, span, cue) }),
        _ => cue.map(|cue| Seen::new(Kind::HealthNumber, span, Some(cue))),
    }
}

/// One or two capitals behind the digits; one only where nothing stands between.
fn version_code(numbers: &Numbers<'_>, number: &Number) -> Option<Range<usize>> {
    let (code, span) = numbers.word_behind(number)?;
    let capitals = code.bytes().all(|byte| byte.is_ascii_uppercase());
    let glued = span.start == number.span.end;
    (capitals && (code.len() == 2 || (code.len() == 1 && glued))).then_some(span)
}

fn nine_digits(numbers: &Numbers<'_>, cues: &Cues<'_>, number: Number) -> Option<Seen> {
    let near = |cue| cues.near(cue, &number.span);
    let lengths = numbers.lengths(&number);
    if checks::ssn(&number.digits) && matches!(lengths.as_slice(), [3, 2, 4] | [9]) {
        let cue = near(Cue::Ssn);
        if cue.is_some() || (number.sign == '-' && lengths.len() == 3) {
            return Some(Seen::new(Kind::Ssn, number.span, cue));
        }
    }
    if let Some(cue) = near(Cue::Sin).filter(|_| checks::luhn(&number.digits)) {
        return Some(Seen::new(Kind::Sin, number.span, Some(cue)));
    }
    if let Some(cue) = near(Cue::Health).or_else(|| near(Cue::Phn)) {
        return Some(Seen::new(Kind::HealthNumber, number.span, Some(cue)));
    }
    let plain = lengths == [3, 3, 3] && matches!(number.sign, ' ' | '-');
    (plain && checks::sin(&number.digits)).then(|| Seen::new(Kind::Sin, number.span, None))
}

/// Four letters and eight digits, glued or with a blank between.
fn quebec(numbers: &Numbers<'_>, cues: &Cues<'_>) -> Vec<Seen> {
    let spoken = numbers.spoken;
    let at = |word: usize| {
        let written = &numbers.raw[spoken.words[word].span.clone()];
        let (letters, rest) = written.split_at_checked(4)?;
        let digits: String = rest.chars().chain(digits_behind(numbers, word)).take(9).collect();
        let cue = cues.near(Cue::Ramq, &spoken.words[word].span);
        let shown = letters.bytes().all(|byte| byte.is_ascii_uppercase())
            || (cue.is_some() && letters.bytes().all(|byte| byte.is_ascii_alphabetic()));
        let words = if rest.is_empty() { word..word + 3 } else { word..word + 1 };
        let joined = rest.is_empty() || rest.len() == 8;
        (shown && joined && checks::ramq(&digits))
            .then(|| Seen::new(Kind::Ramq, spoken.span(&words), cue))
    };
    (0..spoken.len()).filter_map(at).collect()
}

/// The digits of two groups of four right behind a word.
fn digits_behind<'a>(numbers: &'a Numbers<'_>, word: usize) -> impl Iterator<Item = char> + 'a {
    let first = numbers.groups.partition_point(|group| group.word <= word);
    let two = numbers.groups.get(first..first + 2).unwrap_or_default();
    let fits = two.iter().enumerate().all(|(nth, group)| {
        group.word == word + 1 + nth && group.digits.len() == 4
    });
    two.iter().filter(move |_| fits).flat_map(|group| group.digits.chars())
}

/// Eleven signs in one, or parted by hyphens or blanks as on the card.
fn medicare(numbers: &Numbers<'_>, cues: &Cues<'_>) -> Vec<Seen> {
    const PARTED: [usize; 3] = [4, 3, 4];
    let mut seen = Vec::new();
    let mut words = Vec::new();
    let mut at = 0;
    for word in numbers.raw.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let own = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        words.push(at..at + own.len());
        at += word.len();
    }
    for (nth, word) in words.iter().enumerate() {
        if checks::mbi(&numbers.raw[word.clone()]) {
            let cue = cues.near(Cue::Mbi, word);
            seen.extend(cue.map(|cue| Seen::new(Kind::Mbi, word.clone(), Some(cue))));
        }
        let Some(three) = words.get(nth..nth + PARTED.len()) else { continue };
        let signs: String = three.iter().map(|part| &numbers.raw[part.clone()]).collect();
        if three.iter().map(Range::len).eq(PARTED) && checks::mbi(&signs) {
            let span = three[0].start..three[2].end;
            let cue = cues.near(Cue::Mbi, &span);
            seen.push(Seen::new(Kind::Mbi, span, cue));
        }
    }
    seen
}

/// What stands behind `MRN`: digits, in groups with hyphens, and letters before them.
fn records(numbers: &Numbers<'_>, cues: &Cues<'_>) -> Vec<Seen> {
    let named = cues.all(Cue::Mrn).filter_map(|cue| {
        let span = record_behind(numbers, cue.words.end)?;
        let because = cues.span(cue);
        let own = cues.near(Cue::Mrn, &span).is_some();
        own.then(|| Seen::new(Kind::Mrn, span, Some(because)))
    });
    named.collect()
}

fn record_behind(numbers: &Numbers<'_>, from: usize) -> Option<Range<usize>> {
    let (spoken, raw) = (numbers.spoken, numbers.raw);
    let has_digit = |at: usize| spoken.word(at).contains(|c: char| c.is_ascii_digit());
    let words = from..(from + RECORD_WORDS_MAX).min(spoken.len());
    let first = words.into_iter().find(|at| has_digit(*at))?;
    let joined = |one: usize, other: usize| {
        let between = spoken.words.get(one)?.span.end..spoken.words.get(other)?.span.start;
        matches!(raw.get(between)?, "" | "-").then_some(())
    };
    let mut end = first + 1;
    while end < spoken.len() && joined(end - 1, end).is_some() {
        end += 1;
    }
    let start = if first > from && joined(first - 1, first).is_some() { first - 1 } else { first };
    let digits = (start..end).flat_map(|at| spoken.word(at).chars());
    let many = digits.filter(char::is_ascii_digit).count() >= RECORD_DIGITS_MIN;
    many.then(|| spoken.span(&(start..end)))
}
