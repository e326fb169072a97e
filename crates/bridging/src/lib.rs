//! The note scorer: ratings in, intercepts, factors and statuses out.
//!
//! Everything here is a pure function of its arguments. Ids are numbers whose meaning is the
//! caller's, time is passed in as milliseconds since 1970, and the same ratings give the same
//! answer in whatever order they come.

mod helpfulness;
mod judge;
mod limits;
mod model;
mod note;
mod rating;
mod refused;
mod rules;
mod score;
mod set;
mod status;
mod tsv;

pub use judge::{
    Group, GroupCount, Hold, Key, KeyResult, Model, TagShares, Verdict, Voice, judge,
    published_status,
};
pub use model::{Fit, Frame, NoteFit, RaterFit, Tally};
pub use note::{Community, Note, Profession, Rater};
pub use rating::{Level, Rating, Tag, Tags};
pub use refused::Refused;
pub use rules::LOCK_MS;
pub use score::{Scored, score};
pub use set::{Collector, Ratings};
pub use status::{Status, core_status};
pub use tsv::{
    Loaded, NotScored, NoteRow, PersonRow, RatingRow, Strata, Trouble, What, day_of, end_of_day,
    read_dir, score_dir, write_enrollment, write_history, write_notes, write_raters, write_ratings,
    write_rescorable,
};
