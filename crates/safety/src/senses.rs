//! What can be noticed in a text. Rules and guards decide what follows; nothing here is stored or
//! logged.

use std::ops::Range;

/// How sure and how grave an identifier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    Tip,
    Warn,
    Block,
}

/// Something noticed at a place of a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sensed<K> {
    pub kind: K,
    pub at: Range<usize>,
}

/// Advice that could hurt whoever follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Danger {
    /// A stable code: `stop_medicine`, `dose_advice`, `self_harm_method`, …
    pub code: &'static str,
}

/// A sign that the writer may be in a crisis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crisis {
    /// The writer fears for somebody else.
    Worried,
    /// A wish not to be, without intent.
    Passive,
    /// Asking for a way to die.
    Method,
    /// Intent, means or a time of one's own.
    Intent,
}

/// Something that tells who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identifier {
    /// A stable code: `ohip`, `phone`, …
    pub code: &'static str,
    pub gravity: Gravity,
}

/// Notices things in a text.
pub trait Senses: Send + Sync + 'static {
    /// `lang` is ISO 639-1, where it is known.
    fn dangers(&self, text: &str, lang: Option<&str>) -> Vec<Sensed<Danger>>;

    fn crisis(&self, text: &str, lang: Option<&str>) -> Vec<Sensed<Crisis>>;

    /// `is_professional` is stricter: people write about others, not about themselves.
    fn identifiers(&self, text: &str, is_professional: bool) -> Vec<Sensed<Identifier>>;
}
