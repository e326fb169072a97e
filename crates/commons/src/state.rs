use std::sync::Arc;

use commonround_db::Db;
use commonround_kernel::Env;
use commonround_text::titles::Pack;
use commonround_web::Limiter;
use commonround_web::live::Hub;

use crate::beside::Neighbours;
use crate::gate::Gate;

/// What the routes, consumers and jobs of this room share. Cheap to clone.
#[derive(Clone)]
pub struct Commons {
    pub db: Db,
    pub env: Env,
    pub hub: Hub,
    pub limiter: Limiter,
    /// What other rooms put beside statuses.
    pub neighbours: Neighbours,
    /// What other rooms say before words are published.
    pub gate: Gate,
    /// The titles that are protected here.
    pub titles: &'static Pack,
    /// Where this instance is reached, without a slash at the end: for links people copy.
    pub public_url: Arc<str>,
}

/// What this room asks of others.
#[derive(Clone)]
pub struct Ports {
    pub neighbours: Neighbours,
    pub gate: Gate,
    pub titles: &'static Pack,
}

impl Commons {
    #[must_use]
    pub fn new(db: Db, hub: Hub, limiter: Limiter, ports: Ports, public_url: &str) -> Self {
        let Ports { neighbours, gate, titles } = ports;
        let public_url = Arc::from(public_url.trim_end_matches('/'));
        let env = db.env().clone();
        Self { db, env, hub, limiter, neighbours, gate, titles, public_url }
    }
}
