use commonround_text as text;

/// The address of a topic: folded, with one hyphen between words.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = text::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The slug as a hashtag would write it: `heart-failure` is `heartfailure`.
#[must_use]
pub fn squash(slug: &str) -> String {
    slug.replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_fold_case_accents_and_signs() {
        assert_eq!(slug("Alzheimer's Disease"), "alzheimer-s-disease");
        assert_eq!(slug("  Hypertension artérielle "), "hypertension-arterielle");
        assert_eq!(slug("48,XXYY syndrome"), "48-xxyy-syndrome");
        assert_eq!(slug("?!"), "");
        assert_eq!(squash(&slug("Heart Failure")), "heartfailure");
    }
}
