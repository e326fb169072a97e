use commonround_db::Db;

use crate::answers::{Pictures, Reach};
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
    /// The pictures of answers that were drawn lately.
    pub pictures: Pictures,
    pub ports: Ports,
    pub views: Views,
    pub download: Download,
}

impl Evidence {
    #[must_use]
    pub fn new(db: Db, ports: Ports, views: Views, download: Download) -> Self {
        let (citations, reach) = (Citations::default(), Reach::default());
        Self { db, citations, reach, pictures: Pictures::default(), ports, views, download }
    }
}
