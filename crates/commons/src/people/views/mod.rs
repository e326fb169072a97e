//! HTML of people: functions of what was read. No queries here.

mod lists;
mod profile;
mod relation;
mod settings;

pub use lists::{OwnList, Ties, directory, follow_requests, own_list, people_rows, ties};
pub use profile::{ProfileTab, profile};
pub use relation::{follow_form, follow_id};
pub use settings::{over, own_profile, own_profile_form};
