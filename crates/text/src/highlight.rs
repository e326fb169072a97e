use std::collections::HashSet;

use crate::fold::Mapped;
use crate::terms::{Unit, units};
use crate::tokens::token;
use crate::{Group, TextLang};

/// A stretch of a text, and whether it answers the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    pub hit: bool,
}

/// The text cut at the words that answer the query. The segments put together are the text.
#[must_use]
pub fn highlight(plain: &str, query: &[Group]) -> Vec<Segment> {
    let wanted = Wanted::new(query);
    let mut segments = Vec::new();
    let mut done = 0;
    for (start, end) in wanted.hits(plain) {
        // Two words can come from one character of the original; it is shown once.
        let start = start.max(done);
        push(&mut segments, &plain[done..start], false);
        push(&mut segments, &plain[start..end.max(start)], true);
        done = end.max(start);
    }
    push(&mut segments, &plain[done..], false);
    segments
}

fn push(segments: &mut Vec<Segment>, text: &str, hit: bool) {
    if !text.is_empty() {
        segments.push(Segment { text: text.to_owned(), hit });
    }
}

/// The alternatives of a query, sorted for asking each word of a text.
pub struct Wanted<'a> {
    words: HashSet<&'a str>,
    prefixes: Vec<&'a str>,
    rows: Vec<&'a [String]>,
}

/// A word of a text in both stems.
struct Stemmed {
    stems: [String; 2],
    start: usize,
    end: usize,
}

impl Stemmed {
    fn new(unit: &Unit<'_>) -> Self {
        let stems = TextLang::ALL.map(|lang| token(unit, lang));
        Self { stems, start: unit.range.start, end: unit.range.end }
    }
}

impl<'a> Wanted<'a> {
    pub fn new(query: &'a [Group]) -> Self {
        let mut wanted = Self { words: HashSet::new(), prefixes: Vec::new(), rows: Vec::new() };
        for alternative in query.iter().flat_map(|group| &group.any) {
            match alternative.tokens.as_slice() {
                [token] if alternative.prefix => wanted.prefixes.push(token),
                [token] => _ = wanted.words.insert(token),
                row => wanted.rows.push(row),
            }
        }
        wanted
    }

    /// Byte ranges of `plain`, ascending and apart.
    pub fn hits(&self, plain: &str) -> Vec<(usize, usize)> {
        let mapped = Mapped::new(plain);
        let words: Vec<_> = units(&mapped.folded).map(|unit| Stemmed::new(&unit)).collect();
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let taken = self.taken(&words[at..]);
            if taken > 0 {
                hits.push(mapped.original(words[at].start, words[at + taken - 1].end));
            }
            at += taken.max(1);
        }
        hits
    }

    /// How many words from the first on answer the query.
    fn taken(&self, words: &[Stemmed]) -> usize {
        let row = self.rows.iter().filter(|row| in_a_row(row, words)).map(|row| row.len()).max();
        row.unwrap_or_else(|| usize::from(words.first().is_some_and(|word| self.is_hit(word))))
    }

    fn is_hit(&self, word: &Stemmed) -> bool {
        word.stems.iter().any(|stem| {
            self.words.contains(stem.as_str())
                || self.prefixes.iter().any(|prefix| stem.starts_with(prefix))
        })
    }
}

fn in_a_row(row: &[String], words: &[Stemmed]) -> bool {
    words.len() >= row.len()
        && row.iter().zip(words).all(|(token, word)| word.stems.contains(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query;
    use proptest::prelude::*;

    fn check(text: &str, typed: &str, expect: &str) {
        let shown: String = highlight(text, &query(typed, None))
            .into_iter()
            .map(|part| if part.hit { format!("[{}]", part.text) } else { part.text })
            .collect();
        assert_eq!(shown, expect, "{typed:?}");
    }

    #[test]
    fn words_are_marked_in_every_form() {
        check("Her medications, daily", "medication", "Her [medications], daily");
        check("Les Infirmières du soir", "infirmiere", "Les [Infirmières] du soir");
        check("after COVID 19 came", "covid-19", "after [COVID 19] came");
        check("Le cœur bat", "coeur", "Le [cœur] bat");
        check("l’hôpital", "hopital", "l’[hôpital]");
    }

    #[test]
    fn rows_are_marked_whole() {
        check("a weak pulse, a pulse", "\"weak pulse\"", "a [weak pulse], a pulse");
    }

    #[test]
    fn beginnings_are_marked() {
        check("physiotherapist", "physiother", "[physiotherapist]");
    }

    #[test]
    fn synonyms_are_marked() {
        check("Trouble with attention", "can't focus", "Trouble with [attention]");
    }

    proptest! {
        #[test]
        fn segments_are_the_text(text in any::<String>(), typed in any::<String>()) {
            let together: String =
                highlight(&text, &query(&typed, None)).into_iter().map(|part| part.text).collect();
            prop_assert_eq!(together, text);
        }

        #[test]
        fn what_was_typed_is_marked(word in "[a-zàâçéèêëîïôû]{3,12}") {
            let text = format!("before {word} after");
            let groups = query(&word, None);
            prop_assert!(highlight(&text, &groups).iter().any(|part| part.hit && part.text == word));
        }
    }
}
