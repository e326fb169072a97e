mod desk;
mod json;
mod one;
mod share;

pub use desk::{Desk, Known, as_input, desk};
pub use json::{AnswerInfo, ClaimReview, DeskInfo};
pub use one::{Shown, card_words, one};
