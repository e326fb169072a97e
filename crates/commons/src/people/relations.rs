//! What stands between two personas, for every page and timeline of this room.
//!
//! A block hides both from each other everywhere; a mute hides one from the other's timelines and
//! nobody hears of it. Mutes with an end are taken away by a timer, so the SQL asks for no time.

use commonround_db::Tx;
use commonround_kernel::{Id, Persona, Result};

use super::policy::Relation;

pub use super::store::relations::of_each;

/// What stands between `viewer` and one other.
pub fn of(tx: &mut Tx<'_>, viewer: Id<Persona>, other: Id<Persona>) -> Result<Relation> {
    let mut relations = of_each(tx, viewer, &[other])?;
    Ok(relations.remove(&other).unwrap_or_default())
}

/// What stands between a reader, who may be nobody, and one other.
pub fn of_reader(
    tx: &mut Tx<'_>,
    viewer: Option<Id<Persona>>,
    other: Id<Persona>,
) -> Result<Relation> {
    match viewer {
        Some(viewer) if viewer != other => of(tx, viewer, other),
        _ => Ok(Relation::default()),
    }
}
