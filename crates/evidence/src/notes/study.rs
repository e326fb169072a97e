use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The best kind of work that a note stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Study {
    Guideline,
    SystematicReview,
    Trial,
    Observational,
    CaseReport,
    Laboratory,
    ExpertOpinion,
}

impl Study {
    pub const ALL: [Self; 7] = [
        Self::Guideline,
        Self::SystematicReview,
        Self::Trial,
        Self::Observational,
        Self::CaseReport,
        Self::Laboratory,
        Self::ExpertOpinion,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Guideline => "guideline",
            Self::SystematicReview => "systematic_review",
            Self::Trial => "trial",
            Self::Observational => "observational",
            Self::CaseReport => "case_report",
            Self::Laboratory => "laboratory",
            Self::ExpertOpinion => "expert_opinion",
        }
    }

    pub(super) const fn label_key(self) -> &'static str {
        match self {
            Self::Guideline => "evidence-study-guideline",
            Self::SystematicReview => "evidence-study-review",
            Self::Trial => "evidence-study-trial",
            Self::Observational => "evidence-study-observational",
            Self::CaseReport => "evidence-study-case",
            Self::Laboratory => "evidence-study-laboratory",
            Self::ExpertOpinion => "evidence-study-opinion",
        }
    }

    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|study| study.as_str() == raw)
    }
}
