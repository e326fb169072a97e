//! Context notes: what people write beside a status, and whether it is shown, which people of
//! different views decide.

mod beside;
mod edit_note;
mod full_score;
mod model;
mod pages;
mod policy;
mod rate_note;
mod reactions;
mod reply_to_note;
mod rescore;
pub(crate) mod store;
pub(crate) mod web;
mod withdraw_note;
mod write_note;

pub use beside::{NoteSource, ShownNote, notes_beside};
pub use edit_note::edit_note;
pub use full_score::FullScore;
pub use model::{Found, GroupRated, NoteBody, StoredNote, Why};
pub use policy::{MayEdit, MayRate};
pub use rate_note::{RateNote, rate_note};
pub use reactions::{RATER_TOPICS, know_rater};
pub use reply_to_note::reply_to_note;
pub use withdraw_note::withdraw_note;
pub use write_note::{WriteNote, write_note};
