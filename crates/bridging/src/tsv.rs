//! The files of the public layout: notes, ratings, history of statuses, enrolment; and `raters.tsv`
//! of our own with what raters are.

mod download;
mod files;
mod layout;
mod lines;
mod load;
mod names;
mod people;
mod rating_rows;
mod score_dir;
mod strata;
mod table;
mod trouble;

pub use download::{
    NoteRow, PersonRow, RatingRow, day_of, end_of_day, write_enrollment, write_history,
    write_notes, write_raters, write_ratings, write_rescorable,
};
pub use load::{Loaded, read_dir};
pub use score_dir::{NotScored, score_dir};
pub use strata::Strata;
pub use trouble::{Trouble, What};
