//! What a status is made of, parsed at the edge. Pure.

mod disclosure;
mod language;
mod reaction;
mod visibility;
mod words;

pub use disclosure::{Basis, Disclosure, DisclosureFields, Kind};
pub use language::Language;
pub use reaction::{Counts, Mine, Reaction};
pub use visibility::Visibility;
pub use words::{IdempotencyKey, StatusText, TagName, Warning};
