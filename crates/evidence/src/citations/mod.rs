//! What a cited address is worth, as of now: asked for every card that a page shows, so it is
//! answered from memory.

pub(crate) mod address;
mod snapshot;

pub use address::parse_doi;
pub use snapshot::{Citations, Cited};
