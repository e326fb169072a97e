use commonround_db::Db;

use crate::answers::Reach;
use crate::citations::Citations;
use crate::notes::Download;
use crate::ports::Ports;
use crate::views_kept::Views;

/// What the routes of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Evidence {
    pub db: Db,
    /// What citations are worth.
    pub citations: Citations,
    /// How often answers are read.
    pub reach: Reach,
    pub ports: Ports,
    pub views: Views,
    pub download: Download,
}

impl Evidence {
    #[must_use]
    pub fn new(db: Db, ports: Ports, views: Views, download: Download) -> Self {
        let (citations, reach) = (Citations::default(), Reach::default());
        Self { db, citations, reach, ports, views, download }
    }
}
