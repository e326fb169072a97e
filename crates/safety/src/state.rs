use commonround_db::Db;
use commonround_kernel::Env;
use commonround_web::Limiter;
use commonround_web::live::Hub;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Safety {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
}

impl Safety {
    #[must_use]
    pub fn new(db: Db, hub: Hub, limiter: Limiter) -> Self {
        Self { env: db.env().clone(), db, hub, limiter }
    }
}
