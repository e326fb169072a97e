use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Other signs, or nothing because the word is the first.
    Apart,
    /// Blanks only.
    Blank,
    /// A hyphen or underscore, or no sign at all in a script that has no blanks.
    Joined,
}

/// A word of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    pub text: Cow<'a, str>,
    pub range: Range<usize>,
    pub link: Link,
}

/// The words of a text that is folded already. `can't` is the word `cant`; `l'` and `'s` are left
/// out; `beta-blocker` is two joined words.
pub fn scan(folded: &str) -> Words<'_> {
    Words { folded, at: 0, link: Link::Apart }
}

pub struct Words<'a> {
    folded: &'a str,
    at: usize,
    link: Link,
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let (start, gap) = self.skip_to_word()?;
            let end = self.word_end(start);
            self.at = end;
            let link = self.link_after(gap);
            self.link = Link::Joined;
            let (skipped, text) = own_part(&self.folded[start..end]);
            if !text.is_empty() {
                return Some(Word { text, range: start + skipped..end, link });
            }
        }
    }
}

impl<'a> Words<'a> {
    /// Where the next word starts, and the signs before it.
    fn skip_to_word(&self) -> Option<(usize, &'a str)> {
        let rest = &self.folded[self.at..];
        let found = rest.char_indices().find(|(_, c)| is_word_char(*c));
        found.map(|(offset, _)| (self.at + offset, &rest[..offset]))
    }

    fn link_after(&self, gap: &str) -> Link {
        let nothing_before = self.link == Link::Apart;
        if nothing_before {
            return Link::Apart;
        }
        let mut signs = gap.chars();
        match (signs.next(), signs.next()) {
            (None, _) => Link::Joined,
            (Some(c), None) if is_hyphen(c) => Link::Joined,
            _ if gap.chars().all(char::is_whitespace) => Link::Blank,
            _ => Link::Apart,
        }
    }

    fn word_end(&self, start: usize) -> usize {
        let rest = &self.folded[start..];
        let mut end = start;
        let mut chars = rest.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let after = start + offset + c.len_utf8();
            if is_unspaced(c) {
                // A script without blanks: each character is a word, marks go with it.
                return if end == start { self.marks_end(after) } else { end };
            }
            let inside =
                c == '\'' && end > start && chars.peek().is_some_and(|(_, n)| is_letter(*n));
            if !is_word_char(c) && !inside {
                break;
            }
            end = after;
        }
        end
    }

    fn marks_end(&self, from: usize) -> usize {
        let marks = self.folded[from..].chars().take_while(|c| is_combining_mark(*c));
        from + marks.map(char::len_utf8).sum::<usize>()
    }
}

/// The part of a word that carries its meaning, and how many bytes stand before it: without the
/// French elision (`l'hôpital`), the English possessive (`patient's`), and apostrophes (`can't`).
fn own_part(raw: &str) -> (usize, Cow<'_, str>) {
    if !raw.contains('\'') {
        return (0, spell_greek(raw));
    }
    let mut rest = raw;
    while let Some((head, tail)) = rest.split_once('\'') {
        if !ELIDED.contains(&head) {
            break;
        }
        rest = tail;
    }
    let skipped = raw.len() - rest.len();
    let rest = rest.strip_suffix("'s").unwrap_or(rest);
    let whole = if rest.contains('\'') { Cow::Owned(rest.replace('\'', "")) } else { rest.into() };
    (skipped, whole)
}

const ELIDED: [&str; 12] =
    ["l", "d", "j", "m", "t", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// `α` alone and `TNFα` are spelled out, as in `alpha-synuclein`; Greek words stay Greek.
fn spell_greek(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let greek = word.chars().filter(|c| greek_name(*c).is_some()).count();
    let latin = word.chars().any(|c| c.is_ascii_alphabetic());
    if greek == 0 || (greek > 1 && !latin) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len() + 8);
    for c in word.chars() {
        match greek_name(c) {
            Some(name) => out.push_str(name),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

const fn greek_name(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "alpha",
        'β' => "beta",
        'γ' => "gamma",
        'δ' => "delta",
        'ε' => "epsilon",
        'ζ' => "zeta",
        'κ' => "kappa",
        'λ' => "lambda",
        'μ' => "mu",
        'π' => "pi",
        'σ' => "sigma",
        'τ' => "tau",
        'ω' => "omega",
        _ => return None,
    })
}

pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Every dash that people, keyboards and word processors put inside a word.
pub const fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Scripts written without blanks between words.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    fn check(raw: &str, expect: &[&str]) {
        let folded = fold(raw);
        let found: Vec<_> = scan(&folded).map(|word| word.text.into_owned()).collect();
        assert_eq!(found, expect, "{raw:?}");
    }

    #[test]
    fn apostrophes_do_not_hide_words() {
        check("I can't, I can’t, I cant", &["i", "cant", "i", "cant", "i", "cant"]);
        check("the patient's chart", &["the", "patient", "chart"]);
        check("l'hôpital d’aujourd’hui", &["hopital", "aujourdhui"]);
        check("qu'est-ce qu'on mange", &["est", "ce", "on", "mange"]);
        check("'quoted' words' end", &["quoted", "words", "end"]);
    }

    #[test]
    fn signs_part_words() {
        check("120/80, 7.5%", &["120", "80", "7", "5"]);
        check("#HeartFailure @dana", &["heartfailure", "dana"]);
        check("mental_health", &["mental", "health"]);
        check("…", &[]);
    }

    #[test]
    fn greek_letters_are_spelled_out() {
        check("α-synuclein", &["alpha", "synuclein"]);
        check("TNFα", &["tnfalpha"]);
        check("υγεία", &["υγεια"]);
    }

    #[test]
    fn scripts_without_blanks_give_characters() {
        check("心臓が痛い", &["心", "臓", "が", "痛", "い"]);
        check("abc心", &["abc", "心"]);
    }

    #[test]
    fn links_tell_what_stood_between() {
        let folded = fold("il-6 cd 4, b\u{2011}12");
        let links: Vec<_> = scan(&folded).map(|word| word.link).collect();
        use Link::{Apart, Blank, Joined};
        assert_eq!(links, [Apart, Joined, Blank, Blank, Apart, Joined]);
    }
}
