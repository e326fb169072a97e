use commonround_kernel::{Error, Result};

use super::codes::codes;

codes! {
    /// Where an appeal stands.
    AppealState {
        Open = "open" "safety-appeal-open",
        /// The measure stays.
        Upheld = "upheld" "safety-appeal-upheld",
        /// The measure is lifted.
        Overturned = "overturned" "safety-appeal-overturned",
    }
}

codes! {
    /// How a moderator decides it.
    Ruling {
        Uphold = "uphold" "safety-ruling-uphold",
        Overturn = "overturn" "safety-ruling-overturn",
    }
}

/// The next state.
///
/// Refusals: `appeal_decided`.
pub const fn decide_appeal(state: AppealState, ruling: Ruling) -> Result<AppealState> {
    match (state, ruling) {
        (AppealState::Open, Ruling::Uphold) => Ok(AppealState::Upheld),
        (AppealState::Open, Ruling::Overturn) => Ok(AppealState::Overturned),
        _ => Err(Error::Conflict("appeal_decided")),
    }
}
