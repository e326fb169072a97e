use unicode_segmentation::UnicodeSegmentation;

use crate::Group;
use crate::highlight::Wanted;
use crate::limits::EXCERPT_SCAN_BYTES_MAX;

/// The beginning of a text on one line, at most `chars` characters and the `…` that stands for the
/// rest. Cut between words, or inside a word that is longer than the whole.
#[must_use]
pub fn excerpt(plain: &str, chars: usize) -> String {
    let mut out = String::with_capacity(plain.len().min(chars * 4));
    let mut room = chars;
    for word in plain.split_whitespace() {
        let length = word.chars().count() + usize::from(!out.is_empty());
        if length > room {
            if out.is_empty() {
                push_graphemes(word, room, &mut out);
            }
            out.push('…');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        room -= length;
    }
    out
}

fn push_graphemes(word: &str, room: usize, out: &mut String) {
    let mut left = room;
    for grapheme in word.graphemes(true) {
        let length = grapheme.chars().count();
        if length > left {
            return;
        }
        left -= length;
        out.push_str(grapheme);
    }
}

/// As `excerpt`, around the first words that answer the query; the beginning where none is near.
#[must_use]
pub fn excerpt_around(plain: &str, query: &[Group], chars: usize) -> String {
    let Some(hit) = first_hit(plain, query) else { return excerpt(plain, chars) };
    let start = sentence_start(plain, hit, chars / 2);
    let rest = excerpt(&plain[start..], chars);
    if plain[..start].trim().is_empty() { rest } else { format!("…{rest}") }
}

/// Looks piece by piece, so that a hit on the first page costs no more than the first page.
fn first_hit(plain: &str, query: &[Group]) -> Option<usize> {
    const PIECE_BYTES: usize = 1_000;
    let wanted = Wanted::new(query);
    let mut at = 0;
    while at < plain.len().min(EXCERPT_SCAN_BYTES_MAX) {
        let end = blank_after(plain, at + PIECE_BYTES);
        if let Some((start, _)) = wanted.hits(&plain[at..end]).first() {
            return Some(at + start);
        }
        at = end;
    }
    None
}

/// The first white space from `from` on that does not cut a character, or the end.
fn blank_after(plain: &str, from: usize) -> usize {
    let Some(from) = (from..plain.len()).find(|at| plain.is_char_boundary(*at)) else {
        return plain.len();
    };
    let blank = plain[from..].char_indices().find(|(_, c)| c.is_whitespace());
    blank.map_or(plain.len(), |(offset, c)| from + offset + c.len_utf8())
}

/// Where the sentence with the hit begins, or a word at most `reach` characters before it.
fn sentence_start(plain: &str, hit: usize, reach: usize) -> usize {
    let before: Vec<_> = plain[..hit].char_indices().rev().take(reach).collect();
    let Some(&(far, _)) = before.last() else { return hit };
    let ends_sentence = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    if let Some((at, c)) = before.iter().find(|(_, c)| ends_sentence(*c)) {
        return at + c.len_utf8();
    }
    if far == 0 { 0 } else { word_start(plain, far, hit) }
}

fn word_start(plain: &str, from: usize, hit: usize) -> usize {
    let blank = plain[from..hit].char_indices().find(|(_, c)| c.is_whitespace());
    blank.map_or(hit, |(offset, c)| from + offset + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;
    use proptest::prelude::*;

    #[test]
    fn the_beginning_is_cut_between_words() {
        for (plain, chars, expect) in [
            ("short", 10, "short"),
            ("one two three", 7, "one two…"),
            ("one two three", 6, "one…"),
            ("one\n\n two", 10, "one two"),
            ("incomprehensible", 5, "incom…"),
            ("👩‍⚕️👩‍⚕️", 5, "👩‍⚕️…"),
            ("", 5, ""),
        ] {
            assert_eq!(excerpt(plain, chars), expect);
        }
    }

    #[test]
    fn the_hit_is_shown_in_its_sentence() {
        let text = "Sleep matters. Caffeine stays in the body for hours. It is in tea as well.";
        let around = excerpt_around(text, &query("body", None), 60);
        assert_eq!(around, "…Caffeine stays in the body for hours. It is in tea as well.");
        assert_eq!(excerpt_around(text, &query("sleep", None), 14), "Sleep matters.…");
        assert_eq!(excerpt_around(text, &query("zebra", None), 14), "Sleep matters.…");
    }

    #[test]
    fn a_hit_far_down_is_found() {
        let text = format!("{} needle here", "hay ".repeat(1_000));
        assert!(excerpt_around(&text, &query("needle", None), 60).contains("needle"));
    }

    proptest! {
        #[test]
        fn an_excerpt_has_its_length(plain in any::<String>(), chars in 1_usize..50) {
            prop_assert!(excerpt(&plain, chars).chars().count() <= chars + 1);
            let around = excerpt_around(&plain, &query(&plain, None), chars);
            prop_assert!(around.chars().count() <= chars + 2);
        }
    }
}
