//! Words and state machines of this room. Pure: no clock, no database.

mod appeal;
mod case;
mod codes;
pub mod ladder;
mod level;
mod measure;
mod reason;
mod subject;
mod watched;

pub use appeal::{AppealState, Ruling, decide_appeal};
pub use case::{CaseMove, CaseState, Happening, Outcome, move_case};
pub(crate) use codes::codes;
pub use level::Level;
pub use measure::{Cause, Measure, MeasureMove, MeasureState, move_measure};
pub use reason::{Complaint, OpenReport, Reason, joined_comment};
pub use subject::{Subject, kind_key, page_of};
pub use watched::{Watch, Watched, fold_words, parse_watched};
