//! Where somebody lives or is written to.

use std::ops::Range;

use super::cues::{Cues, Kind as Cue};
use super::{Kind, Seen};
use crate::spoken::{Break, Spoken};

pub fn find(raw: &str, spoken: &Spoken, cues: &Cues<'_>) -> Vec<Seen> {
    let mut seen = emails(raw);
    seen.extend(postal_codes(raw, cues));
    seen.extend(streets(raw, spoken, cues));
    seen
}

fn emails(raw: &str) -> Vec<Seen> {
    let at_signs = raw.match_indices('@').filter_map(|(at, _)| {
        let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
        let before = raw[..at].trim_end_matches(local);
        let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let behind = raw[at + 1..].trim_start_matches(host);
        let domain = raw[at + 1..raw.len() - behind.len()].trim_end_matches(['.', '-']);
        let (name, last) = domain.rsplit_once('.')?;
        let ends_well = last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        let span = before.len()..at + 1 + domain.len();
        // `@dana@example.org` is a person of another server.
        let mention = before.ends_with('@');
        (ends_well && !name.is_empty() && span.start < at && !mention).then_some(span)
    });
    at_signs.map(|span| Seen::new(Kind::Email, span, None)).collect()
}

/// Canada: `K7Q 3V9`. In capitals, or beside the words for it.
fn postal_codes(raw: &str, cues: &Cues<'_>) -> Vec<Seen> {
    let starts = raw.char_indices().filter(|(_, c)| c.is_ascii_alphabetic());
    let codes = starts.filter_map(|(start, _)| postal_code_at(raw, start));
    codes
        .filter_map(|span| {
            let cue = cues.near(Cue::Postal, &span);
            let capitals = !raw[span.clone()].bytes().any(|byte| byte.is_ascii_lowercase());
            (capitals || cue.is_some()).then(|| Seen::new(Kind::PostalCode, span, cue))
        })
        .collect()
}

fn postal_code_at(raw: &str, start: usize) -> Option<Range<usize>> {
    let glued = raw[..start].ends_with(char::is_alphanumeric);
    let rest = &raw.as_bytes()[start..];
    let parted = matches!(rest.get(3), Some(b' ' | b'-'));
    let len = 6 + usize::from(parted);
    let signs = rest.get(..len)?;
    let signs = signs.iter().enumerate().filter(|(nth, _)| !(parted && *nth == 3));
    let fits = signs.map(|(_, sign)| *sign).enumerate().all(|(nth, sign)| {
        let sign = sign.to_ascii_uppercase();
        match nth {
            0 => sign.is_ascii_uppercase() && !b"DFIOQUWZ".contains(&sign),
            2 | 4 if nth == 2 => sign.is_ascii_uppercase() && !b"DFIOQU".contains(&sign),
            4 => sign.is_ascii_uppercase() && !b"DFIOQU".contains(&sign),
            _ => sign.is_ascii_digit(),
        }
    });
    let end = start + len;
    let ends = raw.get(end..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (fits && ends && !glued).then_some(start..end)
}

fn streets(raw: &str, spoken: &Spoken, cues: &Cues<'_>) -> Vec<Seen> {
    let written = |at: usize| raw.get(spoken.words[at].span.clone()).unwrap_or_default();
    let capital = |at: usize| written(at).starts_with(char::is_uppercase);
    let number = |at: usize| spoken.word(at).len() <= 5;
    let english = cues.all(Cue::Street).filter(|hit| {
        // A house number, a name in capitals, and the kind of street.
        let names = hit.words.start + 1..hit.words.end;
        names.len() > 1 && names.into_iter().all(capital)
    });
    let french = cues.all(Cue::Rue).filter(|hit| {
        hit.words.end < spoken.len() && spoken.before(hit.words.end) == Break::None
    });
    let english = english.map(|hit| hit.words.clone());
    let french = french.map(|hit| hit.words.start..hit.words.end + name_words(raw, spoken, hit.words.end));
    english
        .chain(french)
        .filter(|words| number(words.start))
        .map(|words| Seen::new(Kind::Address, spoken.span(&words), None))
        .collect()
}

/// Words of a street's name: small ones up to a capital, and the capitals behind it.
fn name_words(raw: &str, spoken: &Spoken, from: usize) -> usize {
    const WORDS_MAX: usize = 4;
    let joined = (from..spoken.len()).take_while(|at| spoken.before(*at) == Break::None);
    let words: Vec<_> = joined.take(WORDS_MAX).collect();
    let capital = |at: &&usize| {
        raw.get(spoken.words[**at].span.clone()).is_some_and(|word| word.starts_with(char::is_uppercase) || word.contains(['\'', '’']))
    };
    words.iter().rfind(capital).map_or(1, |last| last + 1 - from)
}
