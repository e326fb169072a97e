//! Text in, facts about text out: cleaning, markdown, folding, tokens, queries, language.
//!
//! Everything here is a pure function of its arguments. Nothing knows who wrote a text or where
//! it is kept.

mod clean;
pub mod crisis;
pub mod danger;
mod excerpt;
mod fold;
mod highlight;
pub mod identifiers;
mod language;
mod letters;
mod limits;
mod markdown;
mod phrases;
mod query;
mod sensitive;
mod similar;
mod skeleton;
mod spoken;
mod stem;
mod synonyms;
mod terms;
pub mod titles;
mod tokens;
mod words;

pub use clean::{clean_block, clean_line};
pub use excerpt::{excerpt, excerpt_around};
pub use fold::fold;
pub use highlight::{Segment, highlight};
pub use language::detect_language;
pub use markdown::{Hashtag, Rendered, Urls, hashtag, hashtag_ok, render};
pub use query::{Alternative, Group, query};
pub use sensitive::is_sensitive;
pub use similar::claim_key;
pub use skeleton::{mixed_scripts, name_key, near};
pub use tokens::{tag_words, tokens};

/// A language that we stem and have synonyms for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextLang {
    En,
    Fr,
}

impl TextLang {
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];
}
