//! Answer once: a claim, what the evidence says of it in both languages, who says so, and on what
//! it stands.

mod card;
mod desk;
mod input;
mod model;
pub(crate) mod pages;
mod paste;
mod pictures;
mod publish_answer;
pub(crate) mod reach;
mod scale;
mod standing;
pub(crate) mod store;
pub(crate) mod web;

pub use model::{AnswerBody, AnswerFields, Certainty, ChosenSource, Verdict};
pub use pictures::Pictures;
pub use publish_answer::{Publish, edit_answer, publish_answer};
pub use reach::Reach;
