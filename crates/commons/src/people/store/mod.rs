//! Every SQL string of profiles and relations. Decides nothing.

pub mod blocks;
pub mod follows;
pub mod mutes;
pub mod profiles;
pub mod relations;

mod migration;

use commonround_db::Row;
use commonround_kernel::{Id, Persona, Result, Slice};

pub use migration::{MIGRATION, REPORTS_LEAVE, SHELF};

/// One place in a list of people: who, and the cursor that pages it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub cursor: i64,
    pub persona: Id<Persona>,
}

fn listed(row: &Row<'_>) -> Result<Listed> {
    Ok(Listed { cursor: row.get(0)?, persona: row.get(1)? })
}

/// The viewer as a parameter: nobody is nobody's relation.
fn viewer_param(viewer: Option<Id<Persona>>) -> i64 {
    viewer.map_or(0, Id::get)
}

/// The bounds of a page as parameters: floor, ceiling, rows.
fn page_params(slice: Slice) -> (i64, i64, usize) {
    (slice.floor(), slice.ceiling(), slice.limit)
}
