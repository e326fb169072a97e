//! Names that a hurried reader would take for one another.

use unicode_normalization::UnicodeNormalization;
use unicode_security::RestrictionLevelDetection;
use unicode_security::confusable_detection::skeleton;
use unicode_security::restriction_level::RestrictionLevel;

use crate::fold;
use crate::limits::NAME_KEY_CHARS_MAX;

/// Words before or behind a name that are no part of it.
const HONORIFICS: [&str; 30] = [
    "dr", "dre", "doctor", "docteur", "docteure", "doc", "prof", "professor", "professeur", "mr",
    "mrs", "ms", "miss", "mx", "sir", "m", "mme", "mlle", "md", "rn", "rpn", "lpn", "np", "phd",
    "mbbs", "msw", "rsw", "rp", "jr", "sr",
];

/// Shorter keys differ by a letter all the time.
const NEAR_CHARS_MIN: usize = 6;

/// The same for names that look alike: styled letters, letters of other scripts, accents, case,
/// separators, honorifics and ASCII look-alikes (`0` and `o`, `1`, `l` and `i`, `rn` and `m`, `vv`
/// and `w`, `cl` and `d`) make no difference. Empty where a name holds no letter or digit.
///
/// The shapes are those of UTS #39 (`unicode-security`). The key is for comparing only.
#[must_use]
pub fn name_key(raw: &str) -> String {
    let start = &raw[..raw.floor_char_boundary(NAME_KEY_CHARS_MAX * 4)];
    let shown: String = start.nfkc().map(crate::letters::plain).collect();
    let folded = fold(&shown);
    let words: Vec<_> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let own: Vec<_> = words.iter().filter(|word| !HONORIFICS.contains(word)).copied().collect();
    // A name of honorifics alone is still a name.
    let letters = if own.iter().all(|word| word.is_empty()) { words } else { own }.concat();
    let shape = fold(&skeleton(&letters).collect::<String>());
    let joined = ascii_shape(&shape.replace(|c: char| !c.is_alphanumeric(), ""));
    joined.chars().take(NAME_KEY_CHARS_MAX).collect()
}

/// Single letters first, so that `r` and `n` are known however they were drawn.
fn ascii_shape(word: &str) -> String {
    let single = word.chars().map(|c| match c {
        '0' => 'o',
        '1' | 'i' => 'l',
        other => other,
    });
    let single: String = single.collect();
    single.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

/// Whether two keys differ by one slip: a letter too many, too few, another, or two swapped
/// (Damerau-Levenshtein distance 1). Equal keys are not near, and keys under six characters never
/// are.
#[must_use]
pub fn near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < NEAR_CHARS_MIN || long.len() - short.len() > 1 || short == long {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short_rest, long_rest) = (&short[same..], &long[same..]);
    if short.len() < long.len() {
        return short_rest == &long_rest[1..];
    }
    let swapped = short_rest.len() > 1
        && short_rest[0] == long_rest[1]
        && short_rest[1] == long_rest[0]
        && short_rest[2..] == long_rest[2..];
    swapped || short_rest[1..] == long_rest[1..]
}

/// Whether scripts are mixed beyond what UTS #39 calls highly restrictive: Latin with Cyrillic is,
/// Latin with Japanese is not. Signs, digits and emoji belong to no script.
#[must_use]
pub fn mixed_scripts(name: &str) -> bool {
    let letters: String = name.nfkc().filter(|c| c.is_alphanumeric()).collect();
    !letters.is_empty() && letters.detect_restriction_level() > RestrictionLevel::HighlyRestrictive
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn look_alikes_share_a_key() {
        for (one, other) in [
            ("Dana Roy", "dana_roy"),
            ("Dana Roy", "Dr. Dana Roy, RN"),
            ("Dana Roy", "𝗗𝗮𝗻𝗮 Ｒｏｙ"),
            ("Dana Roy", "Dаna Rоy"),
            ("Dana Roy", "D.a.n.a R0y"),
            ("Chen Li", "Chen L1"),
            ("Marnie Hill", "Mamie Hill"),
            ("Will Clark", "VVill Clark"),
            ("Clara Dee", "dara dee"),
            ("Renée", "renee"),
            ("ᴅᴀɴᴀ", "dana"),
            ("Ro\u{200b}sa", "rosa"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} {other}");
        }
        for (one, other) in [("Dana", "Dina"), ("Li", "Le"), ("Dr", "RN"), ("Ann", "Am")] {
            assert_ne!(name_key(one), name_key(other), "{one} {other}");
        }
        assert_eq!(name_key("🩺 …"), "");
    }

    #[test]
    fn one_slip_is_near() {
        for (one, other, expect) in [
            ("danaroy", "danaroy", false),
            ("danaroy", "danaro", true),
            ("danaroy", "dannaroy", true),
            ("danaroy", "danaory", true),
            ("danaroy", "denaroy", true),
            ("danaroy", "denarey", false),
            ("danaroy", "danaroyxx", false),
            ("dana", "dena", false),
        ] {
            assert_eq!(near(one, other), expect, "{one} {other}");
            assert_eq!(near(other, one), expect, "{other} {one}");
        }
    }

    #[test]
    fn scripts_that_are_not_written_together_are_mixed() {
        for (name, expect) in [
            ("Dana Roy", false),
            ("Renée 🩺", false),
            ("Дана Рой", false),
            ("Dаna Roy", true),
            ("田中 Dana", false),
            ("Ωmega", true),
            ("", false),
        ] {
            assert_eq!(mixed_scripts(name), expect, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_name_has_a_key_of_limited_length(raw in any::<String>()) {
            prop_assert!(name_key(&raw).chars().count() <= NAME_KEY_CHARS_MAX);
            let _ = mixed_scripts(&raw);
        }

        #[test]
        fn handles_that_shared_a_skeleton_share_a_key(a in "[a-z01_]{2,12}") {
            let alike = a.replace('0', "o").replace('1', "l").replace('_', "");
            prop_assume!(!alike.is_empty() && !HONORIFICS.contains(&alike.as_str()));
            prop_assume!(a.split('_').all(|word| !HONORIFICS.contains(&word)));
            prop_assert_eq!(name_key(&a), name_key(&alike));
        }

        #[test]
        fn near_is_the_distance_of_one(a in "[ab]{6,9}", b in "[ab]{6,9}") {
            prop_assert_eq!(near(&a, &b), distance(&a, &b) == 1);
        }
    }

    /// Optimal string alignment, by its table.
    fn distance(a: &str, b: &str) -> usize {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, n) | (n, 0) => n,
                    _ => {
                        let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        let swapped = if swap { table[i - 2][j - 2] + 1 } else { usize::MAX };
                        change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(swapped)
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }
}
