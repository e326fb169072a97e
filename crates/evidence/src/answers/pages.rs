mod desk;
mod json;
mod one;

pub use desk::{Desk, as_input, desk};
pub use json::{AnswerInfo, ClaimReview, DeskInfo};
pub use one::{Shown, card_words, one};
