//! What people of a made-up world talk about.

pub const NOUNS: &[&str] = &[
    "sleep",
    "breathing",
    "blood pressure",
    "migraine",
    "insulin",
    "memory",
    "anxiety",
    "the clinic",
    "my daughter",
    "the night shift",
    "a new tablet",
    "physiotherapy",
    "the waiting list",
    "asthma",
    "an inhaler",
    "the ward",
    "a referral",
    "rehabilitation",
    "walking",
    "coffee",
    "the pharmacy",
    "vaccination",
    "pollen",
    "a headache",
    "the knee",
    "balance",
    "dialysis",
    "hearing",
    "the scan",
    "a second opinion",
    "lunch",
    "fatigue",
    "the diary",
    "school",
    "a wheelchair",
    "the garden",
    "depression",
    "concentration",
    "ADHD",
    "autism",
    "diabetes",
    "arthritis",
    "eczema",
    "epilepsy",
    "the handover",
    "grief",
    "a care plan",
    "the interpreter",
    "swimming",
    "pain",
    "the dentist",
    "cholesterol",
    "smoking",
    "pregnancy",
    "stroke",
    "the heart",
    "skin",
    "food",
    "the family",
];

pub const OPENINGS: &[&str] = &[
    "Today I learned something about",
    "Does anybody have experience with",
    "A small win with",
    "We changed how we deal with",
    "I was nervous about",
    "Three weeks ago we began with",
    "My team talks a lot about",
    "Nobody told me before about",
    "A question about",
    "What helped my mother was",
    "I read a careful summary on",
    "It took a while to understand",
];

pub const MIDDLES: &[&str] = &[
    "and it turns out that",
    "which made me think of",
    "because it goes together with",
    "and then we also looked at",
    "although most people only see",
    "while everybody asks about",
    "so we wrote a short list with",
    "and the nurse explained",
    "since it depends on",
];

pub const ENDINGS: &[&str] = &[
    "It went better than expected.",
    "I would do it again.",
    "Tell me how it is for you.",
    "We will see in a month.",
    "Small steps count.",
    "Thank you to everybody who answered.",
    "I still have many questions.",
    "It is worth the time.",
    "Ask your team before you change it.",
];

const STEMS: &[&str] = &[
    "ADHD",
    "Sleep",
    "Migraine",
    "Diabetes",
    "Asthma",
    "Anxiety",
    "Nursing",
    "Physio",
    "Pharmacy",
    "Dementia",
    "Caregivers",
    "Nutrition",
    "Pain",
    "Stroke",
    "Autism",
    "Cardiology",
    "Pediatrics",
    "MentalHealth",
    "PublicHealth",
    "Rehab",
];

const ENDS: &[&str] =
    &["", "Tips", "Talk", "Support", "Research", "AtWork", "Family", "Teens", "Today", "Stories"];

/// Stems first and alone, then with an ending: `ADHD`, …, `ADHDTips`, …
pub fn tag(n: usize) -> String {
    let end = ENDS[(n / STEMS.len()) % ENDS.len()];
    format!("{}{end}", STEMS[n % STEMS.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_differ() {
        let all: std::collections::BTreeSet<_> = (0..200).map(tag).collect();
        assert_eq!(all.len(), 200);
        assert_eq!((tag(0), tag(20)), ("ADHD".to_owned(), "ADHDTips".to_owned()));
    }
}
