//! Topics that somebody may have to hide from a person in the same room.

use crate::fold;

/// Folded beginnings of words, English and French. Each is one word or several in a row.
const TOPICS: [&str; 42] = [
    "abort",
    "abus",
    "addict",
    "agress",
    "alcool",
    "anorex",
    "assault",
    "avortement",
    "beaten",
    "bulim",
    "crisis",
    "depress",
    "domestic",
    "drog",
    "drug use",
    "eating disorder",
    "grossesse",
    "harass",
    "harcel",
    "hiv",
    "incest",
    "inceste",
    "maltrait",
    "mental health",
    "mentalhealth",
    "overdose",
    "pregnan",
    "psychos",
    "rape",
    "sante mentale",
    "santementale",
    "self harm",
    "selfharm",
    "sexual",
    "sida",
    "suicid",
    "surdose",
    "trans health",
    "viol ",
    "violence",
    "violent",
    "vih",
];

/// Whether words touch such a topic: pages about it offer a quick way out and are not kept.
#[must_use]
pub fn is_sensitive(raw: &str) -> bool {
    let folded = fold(raw);
    let words: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    TOPICS.iter().any(|topic| words.contains(&format!(" {topic}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_known_in_both_languages_and_however_typed() {
        for raw in
            ["suicide", "#MentalHealth", "Santé mentale", "violence conjugale", "self-harm", "VIH"]
        {
            assert!(is_sensitive(raw), "{raw}");
        }
        for raw in ["asthma", "blood pressure", "sommeil", "violet", ""] {
            assert!(!is_sensitive(raw), "{raw}");
        }
    }
}
