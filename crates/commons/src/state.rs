use std::sync::Arc;

use commonround_db::Db;
use commonround_kernel::Env;
use commonround_web::Limiter;
use commonround_web::live::Hub;

use crate::beside::Neighbours;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Commons {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
    /// What other rooms put beside statuses.
    pub neighbours: Neighbours,
    /// Where this instance is reached, without a slash at the end: for links people copy.
    pub public_url: Arc<str>,
}

impl Commons {
    #[must_use]
    pub fn new(
        db: Db,
        hub: Hub,
        limiter: Limiter,
        neighbours: Neighbours,
        public_url: &str,
    ) -> Self {
        let public_url = Arc::from(public_url.trim_end_matches('/'));
        Self { env: db.env().clone(), db, hub, limiter, neighbours, public_url }
    }
}
