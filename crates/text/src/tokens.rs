use crate::stem::stem;
use crate::terms::{Unit, units};
use crate::{TextLang, fold};

/// What the index keeps of a text, in order: folded words, stemmed in `lang`; a medical term is one
/// token however typed.
///
/// A text whose language is not known is given twice, stemmed in English and then in French, so
/// that a query in either finds it. A query always asks for both stems (see `query`): a text under
/// the wrong language is still found by the words it holds, it only loses some of their forms.
#[must_use]
pub fn tokens(raw: &str, lang: Option<TextLang>) -> Vec<String> {
    let folded = fold(raw);
    match lang {
        Some(lang) => stemmed(&folded, lang).collect(),
        None => TextLang::ALL.into_iter().flat_map(|lang| stemmed(&folded, lang)).collect(),
    }
}

fn stemmed(folded: &str, lang: TextLang) -> impl Iterator<Item = String> {
    units(folded).map(move |unit| token(&unit, lang))
}

/// The token of one unit.
pub fn token(unit: &Unit<'_>, lang: TextLang) -> String {
    if unit.term { unit.text.as_ref().to_owned() } else { stem(&unit.text, lang) }
}

/// The words of a hashtag as it is shown: `HeartFailure` is `Heart Failure`, for the index. A tag
/// written in small letters stays whole.
#[must_use]
pub fn tag_words(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len() + 8);
    let mut chars = shown.chars().peekable();
    let mut before = None::<char>;
    while let Some(c) = chars.next() {
        let after_small = before.is_some_and(char::is_lowercase);
        let ends_capitals = before.is_some_and(char::is_uppercase)
            && chars.peek().is_some_and(|next| next.is_lowercase());
        if c.is_uppercase() && (after_small || ends_capitals) {
            out.push(' ');
        }
        out.push(if c == '_' { ' ' } else { c });
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use TextLang::{En, Fr};
    use proptest::prelude::*;

    #[test]
    fn words_are_folded_and_stemmed() {
        assert_eq!(tokens("Heart medications", Some(En)), ["heart", "medic"]);
        assert_eq!(tokens("Les infirmières", Some(Fr)), tokens("LES INFIRMIERES", Some(Fr)));
    }

    #[test]
    fn terms_stay_whole() {
        assert_eq!(tokens("COVID 19 and T-4", Some(En)), ["covid19", "and", "t4"]);
        assert_eq!(tokens("AIDS", Some(En)), ["aids"]);
    }

    #[test]
    fn an_unknown_language_gives_both() {
        let both = tokens("medications", None);
        assert_eq!(both, ["medic".to_owned(), stem("medications", Fr)]);
    }

    #[test]
    fn hashtags_have_words() {
        for (shown, words) in [
            ("HeartFailure", "Heart Failure"),
            ("ADHDLife", "ADHD Life"),
            ("adhd", "adhd"),
            ("mental_health", "mental health"),
            ("ÉcoleÀDomicile", "École À Domicile"),
            ("COVID19", "COVID19"),
        ] {
            assert_eq!(tag_words(shown), words);
        }
    }

    fn text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("COVID-19"),
            Just("l’été"),
            Just("α-synuclein"),
            Just("can't"),
            Just("SGLT 2"),
            Just("Straße"),
            Just("ﬁbres"),
            Just("心臓"),
            Just("½"),
            Just("…"),
            Just("medications")
        ];
        let odd = any::<String>();
        proptest::collection::vec(prop_oneof![word.prop_map(str::to_owned), odd], 0..8)
            .prop_map(|parts| parts.join(" "))
    }

    proptest! {
        #[test]
        fn a_folded_text_has_the_same_tokens(raw in text()) {
            for lang in [Some(En), Some(Fr), None] {
                prop_assert_eq!(tokens(&fold(&raw), lang), tokens(&raw, lang));
            }
        }

        #[test]
        fn tokens_are_words(raw in text()) {
            for token in tokens(&raw, None) {
                prop_assert!(!token.is_empty());
                prop_assert!(token.chars().all(crate::words::is_word_char), "{:?}", token);
            }
        }
    }
}
