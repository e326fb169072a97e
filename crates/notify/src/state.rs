use commonround_db::Db;
use commonround_kernel::Env;
use commonround_web::Limiter;
use commonround_web::live::Hub;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Notify {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
}

impl Notify {
    #[must_use]
    pub fn new(db: Db, hub: Hub, limiter: Limiter) -> Self {
        Self { env: db.env().clone(), db, hub, limiter }
    }
}
