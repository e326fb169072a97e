use commonround_db::Db;

use crate::citations::Citations;

/// What the routes of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Evidence {
    pub db: Db,
    /// What citations are worth.
    pub citations: Citations,
}

impl Evidence {
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, citations: Citations::default() }
    }
}
