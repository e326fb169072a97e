use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::words::scan;
use crate::{TextLang, fold};

/// The part of a text that is looked at.
const BYTES_MAX: usize = 2_000;
/// Short words that only one of the two languages uses, counted in a text, that settle it.
const SMALL_WORDS_SURE: usize = 2;
/// Below this many letters statistics over letters are a guess.
const LETTERS_MIN: usize = 24;
/// Words for each small word that a text of the language has at most.
const WORDS_A_SMALL_WORD_MAX: usize = 12;

/// English or French, where the text tells; `None` for other languages and for too little text.
///
/// The small words of a language (`the`, `les`) settle most texts at once. Where they do not, the
/// statistics of `whatlang` do, limited to the two languages, if they call themselves reliable.
#[must_use]
pub fn detect_language(text: &str) -> Option<TextLang> {
    let text = beginning(text);
    let folded = fold(text);
    let (mut words, mut english, mut french) = (0_usize, 0_usize, 0_usize);
    for word in scan(&folded) {
        words += 1;
        english += usize::from(ENGLISH.binary_search(&word.text.as_ref()).is_ok());
        french += usize::from(FRENCH.binary_search(&word.text.as_ref()).is_ok());
    }
    // The elided article is left out of words, and nothing else is as French.
    french += elisions(&folded);
    let (lang, more, less) = if english >= french {
        (TextLang::En, english, french)
    } else {
        (TextLang::Fr, french, english)
    };
    if more >= SMALL_WORDS_SURE && more > less * 2 && words <= more * WORDS_A_SMALL_WORD_MAX {
        return Some(lang);
    }
    if more == 0 && words > WORDS_A_SMALL_WORD_MAX { None } else { by_letters(text, &folded) }
}

fn by_letters(text: &str, folded: &str) -> Option<TextLang> {
    static DETECTOR: LazyLock<Detector> =
        LazyLock::new(|| Detector::with_allowlist(vec![Lang::Eng, Lang::Fra]));
    let latin = folded.bytes().filter(u8::is_ascii_lowercase).count();
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    if latin < LETTERS_MIN || latin * 2 < letters {
        return None;
    }
    let found = DETECTOR.detect(text).filter(whatlang::Info::is_reliable)?;
    match found.lang() {
        Lang::Eng => Some(TextLang::En),
        Lang::Fra => Some(TextLang::Fr),
        _ => None,
    }
}

fn beginning(text: &str) -> &str {
    let end = (0..=BYTES_MAX.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

fn elisions(folded: &str) -> usize {
    let elided = |word: &&str| matches!(word.as_bytes(), [b'l' | b'd' | b'j' | b'n', b'\'', ..]);
    folded.split_whitespace().filter(elided).count()
}

// Sorted, for binary search.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "any", "are", "because", "been", "but", "can", "cant", "could", "did",
    "do", "does", "dont", "every", "for", "from", "get", "had", "has", "have", "he", "her", "his",
    "how", "i", "if", "im", "in", "is", "it", "ive", "just", "like", "my", "not", "of", "one",
    "or", "our", "out", "she", "should", "so", "some", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "was", "we", "were", "what", "when", "where", "which", "who",
    "why", "will", "with", "would", "you", "your",
];

const FRENCH: &[&str] = &[
    "apres", "au", "aussi", "aux", "avec", "ca", "ce", "ces", "cette", "chez", "comme", "dans",
    "de", "depuis", "des", "du", "elle", "elles", "en", "est", "et", "etait", "etre", "eu",
    "faire", "fait", "il", "ils", "jai", "je", "la", "le", "les", "leur", "leurs", "lui", "ma",
    "mais", "mes", "moi", "mon", "ne", "nos", "notre", "nous", "ou", "par", "pas", "peut", "pour",
    "quand", "que", "quel", "quelle", "qui", "sa", "sans", "ses", "si", "sont", "suis", "sur",
    "tres", "un", "une", "vos", "votre", "vous",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(expect: Option<TextLang>, texts: &[&str]) {
        for text in texts {
            assert_eq!(detect_language(text), expect, "{text:?}");
        }
    }

    #[test]
    fn english_is_known() {
        check(
            Some(TextLang::En),
            &[
                "I have been living with ADHD for years and nobody told me.",
                "What is the best time of the day to take it?",
                "Weigh yourself each morning and call your team if you are up.",
                "Can't focus at work, is this ADHD?",
            ],
        );
    }

    #[test]
    fn french_is_known() {
        check(
            Some(TextLang::Fr),
            &[
                "Je vis avec une insuffisance cardiaque depuis trois ans.",
                "Comment prendre sa tension à la maison ?",
                "Merci aux infirmières de l'étage pour la nuit dernière",
                "MERCI A TOUTE L'EQUIPE DE L'HOPITAL, ON VOUS AIME",
            ],
        );
    }

    #[test]
    fn other_languages_and_scraps_are_not_guessed() {
        check(
            None,
            &[
                "",
                "OK",
                "🙂🙂🙂",
                "#ADHD",
                "Привет, как дела? Сегодня хороший день",
                "今日は心臓の検査に行きました",
                "12 345 67 89 0",
            ],
        );
    }

    #[test]
    fn small_words_are_sorted_and_of_one_language() {
        assert!(ENGLISH.is_sorted() && FRENCH.is_sorted());
        assert!(ENGLISH.iter().all(|word| !FRENCH.contains(word)));
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer(text in any::<String>()) {
            prop_assert!(detect_language(&text) == detect_language(&text));
        }
    }
}
