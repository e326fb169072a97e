//! The scale that the form offers: what the evidence says and how sure it is, in one choice, so that
//! nobody can say more than weak evidence carries.

use super::model::{Certainty, Verdict};

/// One choice of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub verdict: Verdict,
    pub certainty: Certainty,
}

const fn step(verdict: Verdict, certainty: Certainty) -> Step {
    Step { verdict, certainty }
}

/// From false to right.
pub const SCALE: [Step; 6] = [
    step(Verdict::False, Certainty::High),
    step(Verdict::False, Certainty::Moderate),
    step(Verdict::NotEstablished, Certainty::Low),
    step(Verdict::NotEstablished, Certainty::VeryLow),
    step(Verdict::Supported, Certainty::Moderate),
    step(Verdict::Supported, Certainty::High),
];

impl Step {
    /// As a form sends it, such as `false-high`.
    #[must_use]
    pub fn value(self) -> String {
        format!("{}-{}", self.verdict.as_str(), self.certainty.as_str())
    }

    /// Where an official guideline may stand behind it.
    #[must_use]
    pub const fn takes_guideline(self) -> bool {
        matches!(self.certainty, Certainty::High | Certainty::Low)
    }

    /// The step that an answer's own verdict and certainty stand on, as their codes.
    #[must_use]
    pub fn of(verdict: &str, certainty: &str) -> Option<Self> {
        let of_verdict = || SCALE.into_iter().filter(|step| step.verdict.as_str() == verdict);
        let exact = of_verdict().find(|step| step.certainty.as_str() == certainty);
        exact.or_else(|| of_verdict().find(|step| step.takes_guideline()))
    }

    /// Codes of the verdict and the certainty of a choice. A guideline counts only where it may.
    #[must_use]
    pub fn codes(says: &str, is_guideline: bool) -> Option<(&'static str, &'static str)> {
        let step = SCALE.into_iter().find(|step| step.value() == says)?;
        let by_guideline = is_guideline && step.takes_guideline();
        let certainty = if by_guideline { Certainty::Guideline } else { step.certainty };
        Some((step.verdict.as_str(), certainty.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_one_that_the_evidence_carries() {
        for step in SCALE {
            assert!(step.verdict.stands_on(step.certainty), "{step:?}");
            assert_eq!(Step::of(step.verdict.as_str(), step.certainty.as_str()), Some(step));
        }
    }

    #[test]
    fn a_guideline_counts_where_it_makes_certain() {
        for (says, is_guideline, codes) in [
            ("false-high", true, Some(("false", "guideline"))),
            ("false-moderate", true, Some(("false", "moderate"))),
            ("not_established-low", true, Some(("not_established", "guideline"))),
            ("supported-high", false, Some(("supported", "high"))),
            ("false-low", false, None),
            ("", true, None),
        ] {
            assert_eq!(Step::codes(says, is_guideline), codes, "{says}");
        }
        assert_eq!(Step::of("false", "guideline").map(Step::value).as_deref(), Some("false-high"));
    }
}
