use std::cell::RefCell;
use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::TextLang;
use crate::limits::{STEMS_REMEMBERED_MAX, TOKEN_BYTES_MAX};

/// Words repeat, and a look-up costs a tenth of stemming again.
struct Stems {
    english: Stemmer,
    french: Stemmer,
    english_known: HashMap<Box<str>, Box<str>>,
    french_known: HashMap<Box<str>, Box<str>>,
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems {
        english: Stemmer::create(Algorithm::English),
        french: Stemmer::create(Algorithm::French),
        english_known: HashMap::new(),
        french_known: HashMap::new(),
    });
}

/// The Snowball stem of a folded word. Words with digits or foreign letters are their own stem.
pub fn stem(word: &str, lang: TextLang) -> String {
    let word = cut(word);
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    STEMS.with_borrow_mut(|stems| stems.of(word, lang))
}

impl Stems {
    fn of(&mut self, word: &str, lang: TextLang) -> String {
        let (stemmer, known) = match lang {
            TextLang::En => (&self.english, &mut self.english_known),
            TextLang::Fr => (&self.french, &mut self.french_known),
        };
        if let Some(stem) = known.get(word) {
            return stem.to_string();
        }
        if known.len() >= STEMS_REMEMBERED_MAX {
            known.clear();
        }
        let stem = stemmer.stem(word).into_owned();
        known.insert(word.into(), stem.as_str().into());
        stem
    }
}

fn cut(word: &str) -> &str {
    if word.len() <= TOKEN_BYTES_MAX {
        return word;
    }
    let end = (0..=TOKEN_BYTES_MAX).rev().find(|at| word.is_char_boundary(*at)).unwrap_or(0);
    &word[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use TextLang::{En, Fr};

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (lang, forms) in [
            (En, ["medication", "medications"].as_slice()),
            (En, &["diagnosed", "diagnose", "diagnosing"]),
            (En, &["concentrating", "concentration", "concentrate"]),
            (Fr, &["infirmiere", "infirmieres"]),
            (Fr, &["medicament", "medicaments"]),
        ] {
            for form in forms {
                assert_eq!(stem(form, lang), stem(forms[0], lang), "{form}");
            }
        }
    }

    #[test]
    fn codes_and_foreign_letters_stay() {
        for word in ["covid19", "υγεια", "한국", "gi", "t4"] {
            assert_eq!(stem(word, En), word);
            assert_eq!(stem(word, Fr), word);
        }
    }

    #[test]
    fn a_token_has_an_end() {
        assert_eq!(stem(&"é".repeat(100), En).len(), TOKEN_BYTES_MAX);
        assert!(stem(&"a".repeat(10_000), Fr).len() <= TOKEN_BYTES_MAX);
    }

    #[test]
    fn forgetting_changes_nothing() {
        let before = stem("running", En);
        for n in 0..STEMS_REMEMBERED_MAX {
            let letters: String = format!("{n:06}").bytes().map(|b| char::from(b + 49)).collect();
            stem(&letters, En);
        }
        assert_eq!(stem("running", En), before);
    }
}
