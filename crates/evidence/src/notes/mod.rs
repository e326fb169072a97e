//! Context notes: what people write beside a status, and whether it is shown, which people of
//! different views decide.

mod beside;
mod check_sources;
mod download;
pub(crate) mod downloading;
mod edit_note;
mod full_score;
mod json;
mod model;
mod pages;
pub(crate) mod policy;
mod rate_note;
mod reactions;
mod reply_to_note;
mod rescore;
mod review_note;
mod review_pages;
pub(crate) mod reviewing;
pub(crate) mod store;
mod study;
pub(crate) mod web;
mod withdraw_note;
pub(crate) mod write_note;

pub use beside::{NoteSource, ShownNote, notes_beside};
pub use check_sources::{CheckSources, SOURCE_TOPICS, schedule_check, source_fell};
pub use download::{Download, PublishNotes};
pub use edit_note::edit_note;
pub use full_score::FullScore;
pub use model::{Change, Found, GroupRated, NoteBody, NoteFields, Overall, StoredNote, Why};
pub use policy::{MayEdit, MayRate};
pub use rate_note::{RateNote, rate_note};
pub use reactions::{RATER_TOPICS, forget, know_rater};
pub use reply_to_note::reply_to_note;
pub use review_note::{Outcome, ReviewReason, decide_review, vouch_for_note};
pub use study::Study;
pub use withdraw_note::withdraw_note;
pub use write_note::{WriteNote, write_note};
