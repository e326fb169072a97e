//! Professions by the taxonomy codes of NPPES (NUCC): the longest beginning that fits.

/// Our word for what a code begins with. Codes without one are kept as they are.
const BEGINNINGS: &[(&str, &str)] = &[
    ("101Y", "counselor"),
    ("103T", "psychologist"),
    ("1041", "social_worker"),
    ("104100", "social_worker"),
    ("106H", "marriage_family_therapist"),
    ("1223", "dentist"),
    ("133V", "dietitian"),
    ("163W", "registered_nurse"),
    ("164W", "practical_nurse"),
    ("164X", "practical_nurse"),
    ("1835", "pharmacist"),
    ("2251", "physical_therapist"),
    ("225100", "physical_therapist"),
    ("225X", "occupational_therapist"),
    ("2278", "respiratory_therapist"),
    ("2279", "respiratory_therapist"),
    ("235Z", "speech_language_pathologist"),
    ("363A", "physician_assistant"),
    ("363L", "nurse_practitioner"),
    ("364S", "clinical_nurse_specialist"),
    ("367A", "midwife"),
    ("20", "physician"),
];

pub fn profession(taxonomy: &str) -> &str {
    let fits = BEGINNINGS.iter().filter(|(beginning, _)| taxonomy.starts_with(beginning));
    fits.max_by_key(|(beginning, _)| beginning.len()).map_or(taxonomy, |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::profession;

    #[test]
    fn codes_become_professions() {
        for (code, word) in [
            ("163WP0808X", "registered_nurse"),
            ("2084P0800X", "physician"),
            ("207Q00000X", "physician"),
            ("1041C0700X", "social_worker"),
            ("363LF0000X", "nurse_practitioner"),
            ("999Z00000X", "999Z00000X"),
        ] {
            assert_eq!(profession(code), word);
        }
    }
}
