use commonround_db::Db;

/// What the routes of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Evidence {
    pub db: Db,
}

impl Evidence {
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db }
    }
}
