//! Texts that say the same thing in the same words.

use crate::fold;
use crate::limits::CLAIM_KEY_BYTES_MAX;
use crate::terms::units;

/// The same for texts that differ in case, accents, signs, links, mentions and blanks only, to find
/// a claim that was written before. Numbers, per cent, `<` and `>`, and the words of negation count.
/// Empty where a text holds no word.
#[must_use]
pub fn claim_key(raw: &str) -> String {
    let words: Vec<_> = raw.split_whitespace().filter(|word| !is_address(word)).collect();
    let folded = fold(&words.join(" "))
        .replace('%', " percent ")
        .replace('<', " less ")
        .replace('>', " more ")
        .replace("n't", "n not")
        .replace(" n'", " ne ")
        .replace("pour cent", "percent");
    let mut key = String::with_capacity(folded.len());
    for unit in units(&folded) {
        if key.len() + unit.text.len() >= CLAIM_KEY_BYTES_MAX {
            break;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&unit.text);
    }
    key
}

fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    word.starts_with('@') || word.starts_with("http://") || word.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_claim_has_one_key() {
        for (one, other) in [
            ("Vitamin C cures COVID-19!", "vitamin c cures covid 19"),
            ("Le café guérit.", "LE CAFE GUERIT https://example.org/x"),
            ("@dana  it's   TRUE…", "“It’s true”"),
            ("50 % of pills", "50% of pills"),
            ("It doesn't work", "it doesn’t work"),
        ] {
            assert_eq!(claim_key(one), claim_key(other), "{one} {other}");
        }
    }

    #[test]
    fn another_claim_has_another_key() {
        for (one, other) in [
            ("Masks work", "Masks do not work"),
            ("It does work", "It doesn't work"),
            ("take 7.5 mg", "take 75 mg"),
            ("50 % of pills", "50 pills"),
            ("TSH < 5 is fine", "TSH > 5 is fine"),
            ("Ce n'est vrai", "C'est vrai"),
        ] {
            assert_ne!(claim_key(one), claim_key(other), "{one} {other}");
        }
        assert_eq!(claim_key("🙂 …"), "");
    }

    proptest! {
        #[test]
        fn case_and_blanks_make_no_difference(words in proptest::collection::vec("[a-zé]{1,8}", 0..8)) {
            let loud = words.join("  \n").to_uppercase();
            prop_assert_eq!(claim_key(&loud), claim_key(&words.join(" ")));
        }

        #[test]
        fn any_text_has_a_key_of_limited_length(raw in any::<String>()) {
            prop_assert!(claim_key(&raw).len() < CLAIM_KEY_BYTES_MAX);
        }
    }
}
