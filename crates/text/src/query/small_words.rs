/// Words that say nothing about what is looked for. A word that means something in the other
/// language (`son`, `or`, `pain`, `car`) is not among them.
pub fn is_small(word: &str) -> bool {
    SMALL.binary_search(&word).is_ok()
}

// Sorted, for binary search.
const SMALL: &[&str] = &[
    "a", "about", "after", "am", "an", "and", "any", "are", "as", "at", "au", "aux", "avec", "be",
    "because", "been", "but", "by", "ca", "can", "ce", "ces", "cette", "chez", "comment", "could",
    "d", "dans", "de", "des", "did", "do", "does", "du", "elle", "en", "est", "et", "etre", "for",
    "from", "get", "had", "has", "have", "how", "i", "if", "il", "im", "in", "is", "it", "its",
    "ive", "j", "jai", "je", "l", "la", "le", "les", "ma", "mais", "mes", "mon", "my", "ne", "nos",
    "notre", "nous", "of", "on", "ou", "our", "par", "pas", "pour", "pourquoi", "que", "quel",
    "quelle", "quels", "qui", "quoi", "sa", "ses", "should", "so", "some", "suis", "sur", "that",
    "the", "their", "there", "this", "to", "un", "une", "vos", "votre", "vous", "was", "what",
    "when", "where", "which", "who", "why", "will", "with", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_sorted() {
        assert!(SMALL.is_sorted());
    }

    #[test]
    fn words_with_a_meaning_in_either_language_stay() {
        for word in ["son", "or", "pain", "car", "tension", "main", "plus", "it's", "us", "who's"] {
            assert!(!is_small(word), "{word}");
        }
    }
}
