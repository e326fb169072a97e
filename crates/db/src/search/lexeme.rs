use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Doc, FIELDS_MAX};

/// Bounds that keep a document inside what PostgreSQL can index (16,383 positions, 1 MB), applied
/// to both engines so that both match the same.
const DOC_TOKENS_MAX: usize = 8_000;
const DOC_BYTES_MAX: usize = 400_000;
const TOKEN_CHARS_MAX: usize = 64;
/// PostgreSQL keeps 256 positions of a lexeme.
const REPEATS_MAX: usize = 250;
/// What stands where a repeat too many stood: nobody can ask for it.
const FILLER: char = '\u{F8FF}';
/// Private-use characters take the place of bytes that one engine or the other would split at.
const ESCAPES: u32 = 0xE000;

/// One token as both engines keep it: ASCII letters and digits in lower case, characters beyond
/// ASCII as they are, everything else as one private-use character each. Beginnings stay
/// beginnings, so prefixes can be asked for.
pub(super) fn encode(token: &str) -> String {
    token.chars().take(TOKEN_CHARS_MAX).map(encode_char).collect()
}

fn encode_char(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        _ if c.is_ascii() => char::from_u32(ESCAPES + u32::from(c)).unwrap_or(FILLER),
        _ => c,
    }
}

/// A document's encoded tokens by field. `None` is a place that counts but matches nothing.
pub(super) struct Stream {
    pub(super) fields: [Vec<Option<String>>; FIELDS_MAX],
}

impl Stream {
    pub(super) fn of(doc: &Doc<'_>) -> Self {
        let mut fields: [Vec<Option<String>>; FIELDS_MAX] = Default::default();
        let (mut tokens, mut bytes) = (0, 0);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (field, given) in fields.iter_mut().zip(doc.fields) {
            for token in given.iter().map(|token| encode(token)).filter(|t| !t.is_empty()) {
                tokens += 1;
                bytes += token.len();
                if tokens > DOC_TOKENS_MAX || bytes > DOC_BYTES_MAX {
                    return Self { fields };
                }
                field.push(rarely_enough(&mut seen, token));
            }
        }
        Self { fields }
    }

    /// A field as words with spaces between.
    pub(super) fn text(&self, field: usize) -> String {
        let mut text = String::new();
        for token in &self.fields[field] {
            let gap = if text.is_empty() { "" } else { " " };
            match token {
                Some(token) => _ = write!(text, "{gap}{token}"),
                None => _ = write!(text, "{gap}{FILLER}"),
            }
        }
        text
    }

    /// What ranking reads: the fields' first `tokens_max` tokens, a line for each field.
    pub(super) fn body(&self, tokens_max: usize) -> String {
        let (mut body, mut left) = (String::new(), tokens_max);
        for (at, field) in self.fields.iter().enumerate() {
            if at > 0 {
                body.push('\n');
            }
            for (n, token) in field.iter().take(left).flatten().enumerate() {
                if n > 0 {
                    body.push(' ');
                }
                body.push_str(token);
            }
            left = left.saturating_sub(field.len());
        }
        body
    }
}

fn rarely_enough(seen: &mut HashMap<String, usize>, token: String) -> Option<String> {
    let times = seen.entry(token.clone()).or_default();
    *times += 1;
    (*times <= REPEATS_MAX).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn punctuation_is_kept_apart_and_case_is_not() {
        assert_eq!(encode("T4"), "t4");
        assert_ne!(encode("covid-19"), encode("covid19"));
        assert_ne!(encode("a-b"), encode("a_b"));
        assert_eq!(encode("santé"), "santé");
    }

    proptest! {
        #[test]
        fn no_encoded_token_holds_what_an_engine_splits_at(token in any::<String>()) {
            let encoded = encode(&token);
            prop_assert!(encoded.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()));
        }

        #[test]
        fn beginnings_stay_beginnings(a in "\\PC{0,20}", b in "\\PC{0,20}") {
            let both = encode(&[a.as_str(), b.as_str()].concat());
            prop_assert!(both.starts_with(&encode(&a)));
        }
    }
}
