use unicode_normalization::UnicodeNormalization;

/// The form in which handles, tags and words are compared: compatibility forms taken apart (NFKD),
/// accents off, case folded, `œ` as `oe`, typographic apostrophes straight, invisible characters
/// gone. Folding twice changes nothing.
#[must_use]
pub fn fold(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for run in runs(raw) {
        if run.is_ascii() {
            push_ascii(run, &mut out);
        } else {
            // Composed before and after, so that NFD, NFC and compatibility forms fold alike.
            let mut folded = String::with_capacity(run.len());
            run.nfc().for_each(|c| fold_char(c, &mut folded));
            out.extend(folded.nfc());
        }
    }
    out
}

/// A text folded, with the place in the original from which each piece came.
pub struct Mapped {
    pub folded: String,
    /// (byte in `folded`, byte in the original), ascending, one for each character.
    places: Vec<(usize, usize)>,
}

impl Mapped {
    pub fn new(raw: &str) -> Self {
        Self::of(raw, |c| c)
    }

    /// Each character replaced by its plain form before it is folded.
    pub fn of(raw: &str, plain: impl Fn(char) -> char) -> Self {
        let mut mapped = Self {
            folded: String::with_capacity(raw.len()),
            places: Vec::with_capacity(raw.len()),
        };
        for (at, c) in raw.char_indices() {
            mapped.places.push((mapped.folded.len(), at));
            fold_char(plain(c), &mut mapped.folded);
        }
        mapped.places.push((mapped.folded.len(), raw.len()));
        mapped
    }

    /// The bytes of the original that a range of the folded text came from.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.places.partition_point(|(folded, _)| *folded <= start).saturating_sub(1);
        let past = self.places.partition_point(|(folded, _)| *folded < end);
        (self.place(first), self.place(past))
    }

    fn place(&self, index: usize) -> usize {
        self.places.get(index).or(self.places.last()).map_or(0, |(_, original)| *original)
    }
}

/// Runs of ASCII and of everything else, in turn. ASCII, most of every text, needs no tables.
fn runs(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let first_ascii = rest.as_bytes().first()?.is_ascii();
        let end = rest.bytes().position(|b| b.is_ascii() != first_ascii).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

fn push_ascii(run: &str, out: &mut String) {
    let from = out.len();
    out.push_str(run);
    out[from..].make_ascii_lowercase();
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if is_hangul_syllable(c) {
        out.push(c);
    } else {
        let mut parts = String::new();
        let apart = std::iter::once(c).nfkd();
        apart.flat_map(char::to_lowercase).for_each(|part| push_part(part, &mut parts));
        out.extend(parts.nfc());
    }
}

fn push_part(c: char, out: &mut String) {
    match c {
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' => out.push('d'),
        'ς' => out.push('σ'),
        '’' | '‘' | 'ʼ' | '‛' | '′' => out.push('\''),
        _ if is_accent(c) || is_invisible(c) => {}
        _ => out.push(c),
    }
}

/// Marks that are written for precision and left out in a hurry. Vowel signs of Indic scripts are
/// letters and stay.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Characters that take no room on the screen.
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{2800}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Kept whole: taken apart, one Korean syllable would be three letters to everybody who counts.
const fn is_hangul_syllable(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_people_type_alike() {
        for (raw, folded) in [
            ("Infirmières", "infirmieres"),
            ("INFIRMIE\u{300}RES", "infirmieres"),
            ("Cœur", "coeur"),
            ("l’été", "l'ete"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("ﬁbrillation", "fibrillation"),
            ("COVID‑19", "covid\u{2010}19"),
            ("Ⅳ", "iv"),
            ("αΣ ς", "ασ σ"),
            ("İstanbul", "istanbul"),
            ("co\u{ad}operate", "cooperate"),
            ("Łódź", "lodz"),
            ("한국", "한국"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("हिन्दी", "हिन्दी"),
            ("مُحَمَّد", "محمد"),
        ] {
            assert_eq!(fold(raw), folded, "{raw:?}");
        }
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let raw = "Le cœur, ½ été";
        let mapped = Mapped::new(raw);
        for word in ["coeur", "ete", "le"] {
            let at = mapped.folded.find(word).unwrap();
            let (start, end) = mapped.original(at, at + word.len());
            assert_eq!(fold(&raw[start..end]), word);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(raw in any::<String>()) {
            let once = fold(&raw);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_character_folds_once(c in any::<char>()) {
            let once = fold(&c.to_string());
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn composed_and_decomposed_fold_alike(raw in "[a-zà-ÿÀ-ÖŒœ가-힣 ]{0,20}") {
            let apart: String = raw.nfd().collect();
            prop_assert_eq!(fold(&apart), fold(&raw));
        }
    }
}
