use std::sync::Arc;

use commonround_db::Db;
use commonround_kernel::Env;
use commonround_web::Limiter;
use commonround_web::live::Hub;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Commons {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
    /// Where this instance is reached, without a slash at the end: for links people copy.
    pub public_url: Arc<str>,
}

impl Commons {
    #[must_use]
    pub fn new(db: Db, hub: Hub, limiter: Limiter, public_url: &str) -> Self {
        let public_url = Arc::from(public_url.trim_end_matches('/'));
        Self { env: db.env().clone(), db, hub, limiter, public_url }
    }
}
