use commonround_kernel::{Error, Result};

use super::codes::codes;

codes! {
    /// Where a case stands.
    CaseState {
        /// Nobody has it.
        Open = "open" "safety-state-open",
        /// Somebody works on it.
        Taken = "taken" "safety-state-taken",
        Closed = "closed" "safety-state-closed",
    }
}

codes! {
    /// How a case ended. RED and BLACK do not close without one.
    Outcome {
        NothingWrong = "nothing_wrong" "safety-outcome-nothing-wrong",
        MeasureTaken = "measure_taken" "safety-outcome-measure-taken",
        Supported = "supported" "safety-outcome-supported",
        HandedOver = "handed_over" "safety-outcome-handed-over",
        EmergencyServices = "emergency_services" "safety-outcome-emergency-services",
        NotReachable = "not_reachable" "safety-outcome-not-reachable",
        Mistaken = "mistaken" "safety-outcome-mistaken",
    }
}

codes! {
    /// What happened in a case, for its history.
    Happening {
        Opened = "opened" "safety-happened-opened",
        Reported = "reported" "safety-happened-reported",
        RuleHit = "rule_hit" "safety-happened-rule-hit",
        Raid = "raid" "safety-happened-raid",
        Paged = "paged" "safety-happened-paged",
        Seen = "seen" "safety-happened-seen",
        Taken = "taken" "safety-happened-taken",
        Released = "released" "safety-happened-released",
        Noted = "noted" "safety-happened-noted",
        LevelSet = "level_set" "safety-happened-level-set",
        SecondAsked = "second_asked" "safety-happened-second-asked",
        SecondAgreed = "second_agreed" "safety-happened-second-agreed",
        SecondRefused = "second_refused" "safety-happened-second-refused",
        MeasureBegan = "measure_began" "safety-happened-measure-began",
        MeasureEnded = "measure_ended" "safety-happened-measure-ended",
        Appealed = "appealed" "safety-happened-appealed",
        AppealDecided = "appeal_decided" "safety-happened-appeal-decided",
        Closed = "closed" "safety-happened-closed",
        DebriefDue = "debrief_due" "safety-happened-debrief-due",
    }
}

/// What a moderator may do to the state of a case. A report that joins changes no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseMove {
    Take,
    Release,
    Close,
}

/// The next state. Who may move is policy's.
///
/// Refusals: `case_taken`, `case_not_taken`, `case_closed`.
pub const fn move_case(state: CaseState, act: CaseMove) -> Result<CaseState> {
    match (state, act) {
        (CaseState::Closed, _) => Err(Error::Conflict("case_closed")),
        (CaseState::Open, CaseMove::Take) => Ok(CaseState::Taken),
        (CaseState::Taken, CaseMove::Take) => Err(Error::Conflict("case_taken")),
        (CaseState::Open, _) => Err(Error::Conflict("case_not_taken")),
        (CaseState::Taken, CaseMove::Release) => Ok(CaseState::Open),
        (CaseState::Taken, CaseMove::Close) => Ok(CaseState::Closed),
    }
}
