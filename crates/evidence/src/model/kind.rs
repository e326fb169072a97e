use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an answer is about within its topic. A kind that a publisher uses and we do not know is
/// `Other`: the answer is worth keeping all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Information,
    Symptoms,
    Causes,
    Treatment,
    ExamsAndTests,
    Outlook,
    Prevention,
    Susceptibility,
    Complications,
    Stages,
    Considerations,
    Frequency,
    Inheritance,
    GeneticChanges,
    Research,
    SupportGroups,
    Other,
}

impl Kind {
    pub const ALL: [Self; 17] = [
        Self::Information,
        Self::Symptoms,
        Self::Causes,
        Self::Treatment,
        Self::ExamsAndTests,
        Self::Outlook,
        Self::Prevention,
        Self::Susceptibility,
        Self::Complications,
        Self::Stages,
        Self::Considerations,
        Self::Frequency,
        Self::Inheritance,
        Self::GeneticChanges,
        Self::Research,
        Self::SupportGroups,
        Self::Other,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Symptoms => "symptoms",
            Self::Causes => "causes",
            Self::Treatment => "treatment",
            Self::ExamsAndTests => "exams_and_tests",
            Self::Outlook => "outlook",
            Self::Prevention => "prevention",
            Self::Susceptibility => "susceptibility",
            Self::Complications => "complications",
            Self::Stages => "stages",
            Self::Considerations => "considerations",
            Self::Frequency => "frequency",
            Self::Inheritance => "inheritance",
            Self::GeneticChanges => "genetic_changes",
            Self::Research => "research",
            Self::SupportGroups => "support_groups",
            Self::Other => "other",
        }
    }

    /// Reads a publisher's word (`exams and tests`) or ours (`exams_and_tests`).
    #[must_use]
    pub fn read(raw: &str) -> Self {
        let word = raw.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).unwrap_or(Self::Other)
    }

    /// The text key of its name.
    #[must_use]
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Information => "evidence-kind-information",
            Self::Symptoms => "evidence-kind-symptoms",
            Self::Causes => "evidence-kind-causes",
            Self::Treatment => "evidence-kind-treatment",
            Self::ExamsAndTests => "evidence-kind-exams-and-tests",
            Self::Outlook => "evidence-kind-outlook",
            Self::Prevention => "evidence-kind-prevention",
            Self::Susceptibility => "evidence-kind-susceptibility",
            Self::Complications => "evidence-kind-complications",
            Self::Stages => "evidence-kind-stages",
            Self::Considerations => "evidence-kind-considerations",
            Self::Frequency => "evidence-kind-frequency",
            Self::Inheritance => "evidence-kind-inheritance",
            Self::GeneticChanges => "evidence-kind-genetic-changes",
            Self::Research => "evidence-kind-research",
            Self::SupportGroups => "evidence-kind-support-groups",
            Self::Other => "evidence-kind-other",
        }
    }

    /// The kind that a folded, unstemmed word of a question asks for, in English or French.
    #[must_use]
    pub fn asked_by(word: &str) -> Option<Self> {
        Some(match word {
            "symptom" | "symptoms" | "signs" | "symptome" | "symptomes" | "signes" => {
                Self::Symptoms
            }
            "cause" | "causes" => Self::Causes,
            "treat" | "treats" | "treated" | "treatment" | "treatments" | "therapy" | "traiter"
            | "traitement" | "traitements" | "soigner" | "soins" => Self::Treatment,
            "diagnose" | "diagnosed" | "diagnosis" | "test" | "tests" | "exam" | "exams"
            | "diagnostic" | "examen" | "examens" | "depistage" => Self::ExamsAndTests,
            "outlook" | "prognosis" | "pronostic" => Self::Outlook,
            "prevent" | "prevented" | "prevention" | "prevenir" | "eviter" => Self::Prevention,
            "risk" | "risks" | "risque" | "risques" => Self::Susceptibility,
            "complication" | "complications" => Self::Complications,
            "stage" | "stages" | "stade" | "stades" => Self::Stages,
            "common" | "frequency" | "prevalence" | "frequence" => Self::Frequency,
            "inherited" | "hereditary" | "inheritance" | "hereditaire" => Self::Inheritance,
            "genetic" | "gene" | "genes" | "mutation" | "mutations" | "genetique"
            | "genetiques" => Self::GeneticChanges,
            "research" | "trial" | "trials" | "recherche" | "recherches" => Self::Research,
            "support" | "soutien" => Self::SupportGroups,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_reads_its_own_name_and_the_publishers() {
        for kind in Kind::ALL {
            assert_eq!(Kind::read(kind.as_str()), kind);
            assert_eq!(Kind::read(&kind.as_str().replace('_', " ")), kind);
            assert_eq!(
                kind.label_key(),
                format!("evidence-kind-{}", kind.as_str().replace('_', "-"))
            );
        }
        assert_eq!(Kind::read("usage"), Kind::Other);
    }
}
