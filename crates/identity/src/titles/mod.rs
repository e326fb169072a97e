//! Names that claim more than was checked: protected titles without a credential, and names that a
//! hurried reader would take for a verified person's.
//!
//! What a name says is kept as codes; whether a credential meets it is asked when the name is shown.

mod labels;
mod limits;
mod model;
mod note_name;
mod policy;
mod resemblance;
mod said;
pub(crate) mod store;
mod strip_title;
#[cfg(test)]
mod tests;
mod timers;

use commonround_web::Catalogue;

pub use labels::labels;
pub use model::Said;
pub(crate) use model::{alike, forms};
pub use note_name::{consumers, note_bio};
pub(crate) use resemblance::is_confusable;
pub use said::is_verified_professional;
pub(crate) use strip_title::unmark_unconfirmed;
pub use strip_title::{mark_unconfirmed, strip_title};
pub use timers::jobs;

/// English and French of these labels.
pub const CATALOGUE: Catalogue = Catalogue {
    en: include_str!("../../i18n/titles.en.ftl"),
    fr: include_str!("../../i18n/titles.fr.ftl"),
};
