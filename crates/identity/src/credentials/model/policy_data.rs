//! What may be claimed: the professions we know and the registers that keep them. Register codes
//! are those of the mappings of `credential`.

/// A profession and its protected title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profession {
    pub code: &'static str,
    /// The title as the register's law has it, in English and French.
    pub en: &'static str,
    pub fr: &'static str,
}

/// A register that can be asked, and what it registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Register {
    pub code: &'static str,
    pub en: &'static str,
    pub fr: &'static str,
    /// As ISO 3166.
    pub jurisdiction: &'static str,
    /// Where an officer begins to look.
    pub page: &'static str,
    pub professions: &'static [&'static str],
}

const fn title(code: &'static str, en: &'static str, fr: &'static str) -> Profession {
    Profession { code, en, fr }
}

pub const PROFESSIONS: &[Profession] = &[
    title("registered_nurse", "Registered Nurse", "Infirmière ou infirmier autorisé"),
    title(
        "practical_nurse",
        "Registered Practical Nurse",
        "Infirmière ou infirmier auxiliaire autorisé",
    ),
    title("nurse_practitioner", "Nurse Practitioner", "Infirmière ou infirmier praticien"),
    title("physician", "Physician", "Médecin"),
    title("psychotherapist", "Registered Psychotherapist", "Psychothérapeute autorisé"),
    title(
        "social_worker",
        "Registered Social Worker",
        "Travailleuse ou travailleur social inscrit",
    ),
    title(
        "social_service_worker",
        "Registered Social Service Worker",
        "Technicienne ou technicien en travail social inscrit",
    ),
    title("pharmacist", "Pharmacist", "Pharmacienne ou pharmacien"),
    title("physical_therapist", "Physiotherapist", "Physiothérapeute"),
    title("occupational_therapist", "Occupational Therapist", "Ergothérapeute"),
    title("psychologist", "Psychologist", "Psychologue"),
    title("midwife", "Registered Midwife", "Sage-femme autorisée"),
    title("dietitian", "Registered Dietitian", "Diététiste autorisé"),
    title("dentist", "Dentist", "Dentiste"),
    title("respiratory_therapist", "Respiratory Therapist", "Inhalothérapeute"),
];

const NURSES: &[&str] = &["registered_nurse", "practical_nurse", "nurse_practitioner"];

const fn ontario(
    code: &'static str,
    en: &'static str,
    fr: &'static str,
    page: &'static str,
    professions: &'static [&'static str],
) -> Register {
    Register { code, en, fr, jurisdiction: "CA-ON", page, professions }
}

pub const REGISTERS: &[Register] = &[
    ontario(
        "cno",
        "College of Nurses of Ontario",
        "Ordre des infirmières et infirmiers de l’Ontario",
        "https://www.cno.org/",
        NURSES,
    ),
    ontario(
        "cpso",
        "College of Physicians and Surgeons of Ontario",
        "Ordre des médecins et chirurgiens de l’Ontario",
        "https://www.cpso.on.ca/",
        &["physician"],
    ),
    ontario(
        "crpo",
        "College of Registered Psychotherapists of Ontario",
        "Ordre des psychothérapeutes autorisés de l’Ontario",
        "https://www.crpo.ca/",
        &["psychotherapist"],
    ),
    ontario(
        "ocswssw",
        "Ontario College of Social Workers and Social Service Workers",
        "Ordre des travailleurs sociaux et des techniciens en travail social de l’Ontario",
        "https://www.ocswssw.org/",
        &["social_worker", "social_service_worker"],
    ),
    ontario(
        "ocp",
        "Ontario College of Pharmacists",
        "Ordre des pharmaciens de l’Ontario",
        "https://www.ocpinfo.com/",
        &["pharmacist"],
    ),
    ontario(
        "cpo",
        "College of Physiotherapists of Ontario",
        "Ordre des physiothérapeutes de l’Ontario",
        "https://www.collegept.org/",
        &["physical_therapist"],
    ),
    ontario(
        "coto",
        "College of Occupational Therapists of Ontario",
        "Ordre des ergothérapeutes de l’Ontario",
        "https://www.coto.org/",
        &["occupational_therapist"],
    ),
    ontario(
        "cpbao",
        "College of Psychologists and Behaviour Analysts of Ontario",
        "Ordre des psychologues et analystes du comportement de l’Ontario",
        "https://cpbao.ca/",
        &["psychologist"],
    ),
    ontario(
        "cmo",
        "College of Midwives of Ontario",
        "Ordre des sages-femmes de l’Ontario",
        "https://www.cmo.on.ca/",
        &["midwife"],
    ),
    ontario(
        "cdo",
        "College of Dietitians of Ontario",
        "Ordre des diététistes de l’Ontario",
        "https://www.collegeofdietitians.org/",
        &["dietitian"],
    ),
    ontario(
        "rcdso",
        "Royal College of Dental Surgeons of Ontario",
        "Ordre royal des chirurgiens dentistes de l’Ontario",
        "https://www.rcdso.org/",
        &["dentist"],
    ),
    ontario(
        "crto",
        "College of Respiratory Therapists of Ontario",
        "Ordre des thérapeutes respiratoires de l’Ontario",
        "https://www.crto.on.ca/",
        &["respiratory_therapist"],
    ),
];

impl Register {
    #[must_use]
    pub fn known(code: &str) -> Option<&'static Self> {
        REGISTERS.iter().find(|register| register.code == code)
    }
}

/// `None` for a profession that an operator's file has and we have no words for.
#[must_use]
pub fn profession(code: &str) -> Option<&'static Profession> {
    PROFESSIONS.iter().find(|profession| profession.code == code)
}

/// The key of the words for a place, where we have some.
#[must_use]
pub fn jurisdiction_key(code: &str) -> Option<&'static str> {
    match code {
        "CA-ON" => Some("identity-cred-place-ca-on"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_register_keeps_professions_that_have_words() {
        for register in REGISTERS {
            assert!(!register.professions.is_empty(), "{}", register.code);
            assert!(register.professions.iter().all(|code| profession(code).is_some()));
            assert!(jurisdiction_key(register.jurisdiction).is_some());
        }
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = REGISTERS.iter().map(|register| register.code).collect();
        codes.extend(PROFESSIONS.iter().map(|profession| profession.code));
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
