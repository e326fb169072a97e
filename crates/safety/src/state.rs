use std::sync::Arc;

use commonround_db::Db;
use commonround_identity::two_person::TwoPerson;
use commonround_kernel::{Env, KeyRing};
use commonround_web::Limiter;
use commonround_web::live::Hub;

use crate::ports::Reportable;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Safety {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
    pub keys: Arc<KeyRing>,
    pub acts: TwoPerson,
    pub reportable: Arc<dyn Reportable>,
}

impl Safety {
    #[must_use]
    pub fn new(
        db: Db,
        hub: Hub,
        limiter: Limiter,
        keys: Arc<KeyRing>,
        acts: TwoPerson,
        reportable: Arc<dyn Reportable>,
    ) -> Self {
        Self { env: db.env().clone(), db, hub, limiter, keys, acts, reportable }
    }
}
