//! Telephone numbers.

use super::checks;
use super::cues::{Cues, Kind as Cue};
use super::numbers::{Group, Number, Numbers};
use super::{Kind, Seen};

/// Digits behind a `+`, as E.164 has them.
const ABROAD_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

pub fn find(numbers: &Numbers<'_>, cues: &Cues<'_>) -> Vec<Seen> {
    let mut seen = abroad(numbers);
    seen.extend(north_american(numbers));
    let ten = [[10].as_slice(), &[2, 2, 2, 2, 2]].into_iter();
    for number in ten.flat_map(|layout| numbers.laid_out(layout)) {
        let cue = cues.near(Cue::Phone, &number.span);
        let french = number.digits.starts_with('0') && !number.digits.starts_with("00");
        let known = checks::is_north_american(&number.digits)
            && !checks::is_toll_free(&number.digits)
            && number.groups.len() == 1;
        if known || (french && (number.groups.len() == 5 || cue.is_some())) {
            seen.push(Seen::new(Kind::Phone, number.span, cue));
        }
    }
    seen
}

/// `416-555-0134`, `(416) 555-0134`, `1 416 555 0134`: area, exchange and line, whatever signs
/// stand between them.
fn north_american(numbers: &Numbers<'_>) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (at, three) in numbers.groups.windows(3).enumerate() {
        let digits: String = three.iter().map(|group| group.digits.as_str()).collect();
        let laid_out = three.iter().map(|group| group.digits.len()).eq([3, 3, 4]);
        let near = three.windows(2).all(|two| is_near(numbers, &two[0], &two[1]));
        let country = at.checked_sub(1).and_then(|before| numbers.groups.get(before));
        let country = country.filter(|one| one.digits == "1" && is_near(numbers, one, &three[0]));
        let groups = at - usize::from(country.is_some())..at + 3;
        if laid_out
            && near
            && checks::is_north_american(&digits)
            && !checks::is_toll_free(&digits)
            && numbers.stands_alone(&groups)
        {
            let start = numbers.groups[groups.start].span.start;
            seen.push(Seen::new(Kind::Phone, start..three[2].span.end, None));
        }
    }
    seen
}

fn is_near(numbers: &Numbers<'_>, one: &Group, other: &Group) -> bool {
    let between = numbers.raw.get(one.span.end..other.span.start).unwrap_or("far away");
    let signs = between.chars().all(|c| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}'));
    signs && !between.is_empty() && between.chars().count() <= 2
}

/// `+44 7700 900123`.
fn abroad(numbers: &Numbers<'_>) -> Vec<Seen> {
    let starts = numbers.groups.iter().enumerate();
    let behind_plus = starts.filter(|(_, group)| numbers.raw[..group.span.start].ends_with('+'));
    behind_plus
        .filter_map(|(at, _)| abroad_at(numbers, at))
        .map(|number| Seen::new(Kind::Phone, number.span, None))
        .collect()
}

fn abroad_at(numbers: &Numbers<'_>, first: usize) -> Option<Number> {
    let mut end = first + 1;
    while end < numbers.groups.len() && is_near(numbers, &numbers.groups[end - 1], &numbers.groups[end])
    {
        end += 1;
    }
    let parts = &numbers.groups[first..end];
    let digits: String = parts.iter().map(|group| group.digits.as_str()).collect();
    let toll_free = digits.strip_prefix('1').is_some_and(checks::is_toll_free);
    let span = parts.first()?.span.start - '+'.len_utf8()..parts.last()?.span.end;
    (ABROAD_DIGITS.contains(&digits.len()) && !toll_free)
        .then_some(Number { digits, span, groups: first..end, sign: ' ' })
}
